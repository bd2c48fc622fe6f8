// SPDX-License-Identifier: Apache-2.0

import CommandKit

/// Callers that are known beforehand, by their credential; remembered always, and never revoked.
struct FixedCallers: Authenticator {
    private let principals: [String: Principal]
    /// The same as UTF-8, one behind the other, and where each of them ends. There are few, so each is looked at.
    private let keys: [UInt8]
    private let ends: [Int]
    private let known: [Principal]

    init(principals: [String: Principal]) {
        self.principals = principals
        let ordered = Array(principals)
        keys = ordered.flatMap { Array($0.key.utf8) }
        ends = ordered.indices.map { last in ordered[...last].reduce(0) { $0 + $1.key.utf8.count } }
        known = ordered.map(\.value)
    }

    /// The key decides where there is one; the session is tried only without.
    func remembered(_ credentials: Credentials) -> Principal? {
        if let adminKey = credentials.adminAPIKey {
            guard let admin = principals[adminKey], admin.kind == .admin else { return nil }
            return credentials.apiKey == nil || credentials.apiKey.flatMap({ principals[$0] }) == admin ? admin : nil
        }
        return (credentials.apiKey ?? credentials.sessionID).flatMap { principals[$0] }
    }

    func remembered(apiKey: Span<UInt8>) -> Principal? {
        var start = 0
        for (number, end) in ends.enumerated() {
            if isKey(start..<end, apiKey) { return known[number] }
            start = end
        }
        return nil
    }

    private func isKey(_ range: Range<Int>, _ key: Span<UInt8>) -> Bool {
        guard range.count == key.count else { return false }
        var difference: UInt8 = 0
        for index in 0..<key.count { difference |= keys[range.lowerBound + index] ^ key[index] }
        return difference == 0
    }

    func principal(for credentials: Credentials) async throws -> Principal? { remembered(credentials) }

    func principal(ofAccount accountID: Int) async throws -> Principal? { known.first { $0.accountID == accountID } }
}
