// SPDX-License-Identifier: Apache-2.0

package import CommandKit

/// Who a case calls as.
package enum Caller: Hashable, Sendable {
    /// A user with every permission that the manifest declares, or with all but one.
    case user(without: String?)
    /// An admin, likewise.
    case admin(without: String?)
    /// A user with every permission, known by a session; or one whose session has ended.
    case session(isEnded: Bool)
    /// Nobody: no credential is sent.
    case nobody
    /// A credential that is nobody's, sent as JSON text in the field for keys: a text, or something that is none.
    case unknown(json: String)

    /// The key that it calls with where callers are fixed: long, and never part of an answer. Nil where none is anybody's.
    package var key: String? {
        switch self {
        case .user(let permission): "generated-user-key" + (permission.map { "-without-" + $0 } ?? "")
        case .admin(let permission): "generated-admin-key" + (permission.map { "-without-" + $0 } ?? "")
        case .session(let isEnded): isEnded ? "generated-session-that-ended" : "generated-session"
        case .nobody, .unknown: nil
        }
    }

    /// Who it is to the router, where these are the permissions that the manifest declares.
    package func principal(_ permissions: [String]) -> Principal? {
        switch self {
        case .user(let permission): Self.principal(.user, permissions, permission)
        case .admin(let permission): Self.principal(.admin, permissions, permission)
        case .session(isEnded: false): Self.principal(.user, permissions, nil)
        case .session(isEnded: true), .nobody, .unknown: nil
        }
    }

    private static func principal(_ kind: Principal.Kind, _ permissions: [String], _ missing: String?) -> Principal {
        Principal(
            kind: kind, accountID: kind == .user ? 1 : 2, permissions: .these(Set(permissions).subtracting(missing.map { [$0] } ?? [])))
    }

    /// Everybody whom cases call as, where these are the permissions that the manifest declares.
    package static func all(_ permissions: [String]) -> [Caller] {
        [.user(without: nil), .admin(without: nil), .session(isEnded: false)]
            + permissions.flatMap { [.user(without: $0), .admin(without: $0)] }
    }
}

/// The callers of generated cases, by their keys; remembered always.
package struct CaseAuthenticator: Authenticator {
    private let principals: [String: Principal]

    /// Knows every caller that is made of these permissions.
    package init(permissions: [String]) {
        principals = Dictionary(
            Caller.all(permissions).compactMap { caller in
                caller.key.flatMap { key in caller.principal(permissions).map { (key, $0) } }
            }, uniquingKeysWith: { first, _ in first })
    }

    /// An admin's key decides where there is one, then any key; a session is tried only without.
    package func remembered(_ credentials: Credentials) -> Principal? {
        if let key = credentials.adminAPIKey {
            guard let admin = principals[key], admin.kind == .admin else { return nil }
            return credentials.apiKey == nil || credentials.apiKey.flatMap({ principals[$0] }) == admin ? admin : nil
        }
        return (credentials.apiKey ?? credentials.sessionID).flatMap { principals[$0] }
    }

    package func principal(for credentials: Credentials) async throws -> Principal? { remembered(credentials) }
}
