// SPDX-License-Identifier: Apache-2.0

import CommandKit

/// Callers with fixed credentials, named for what they are.
///
/// | key | who |
/// | --- | --- |
/// | `all` | user 1 with every permission |
/// | `none` | user 2 with none |
/// | `admin` | an admin with every permission |
/// | `cold` | user 1, who has to be verified first |
/// | `away` | nobody can tell: the store is away |
/// | `busy` | whoever it is must wait seven seconds |
/// | `odd` | verifying fails for a reason of its own |
///
/// `s-all` and `s-none` are sessions of the first two.
struct Callers: Authenticator {
    struct OddFailure: Error {}

    static let all = Principal(kind: .user, accountID: 1, permissions: .all)
    static let none = Principal(kind: .user, accountID: 2, permissions: .these([]))
    static let admin = Principal(kind: .admin, accountID: 9, permissions: .all)

    func remembered(_ credentials: Credentials) -> Principal? {
        switch deciding(credentials) {
        case "all", "s-all": Self.all
        case "none", "s-none": Self.none
        case "admin": Self.admin
        default: nil
        }
    }

    func principal(for credentials: Credentials) async throws -> Principal? {
        switch deciding(credentials) {
        case "cold": Self.all
        case "away": throw ComponentUnavailable("database", cause: "secret cause")
        case "busy": throw RateLimited(retryAfter: 7)
        case "odd": throw OddFailure()
        default: remembered(credentials)
        }
    }

    func principal(ofAccount accountID: Int) async throws -> Principal? {
        [Self.all, Self.none, Self.admin].first { $0.accountID == accountID }
    }

    private func deciding(_ credentials: Credentials) -> String? {
        credentials.adminAPIKey ?? credentials.apiKey ?? credentials.sessionID
    }
}
