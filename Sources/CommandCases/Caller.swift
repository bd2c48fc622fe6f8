// SPDX-License-Identifier: Apache-2.0

package import CommandKit

/// What has become of a session.
package enum SessionState: String, Hashable, Sendable, CaseIterable {
    /// It is good.
    case open
    /// Its user logged out.
    case ended
    /// Its absolute end has come.
    case expired
    /// It was left alone for too long.
    case idle
}

/// Who a case calls as.
package enum Caller: Hashable, Sendable {
    /// A user with every permission that the manifest declares, or with all but one.
    case user(without: String?)
    /// An admin, likewise.
    case admin(without: String?)
    /// A user with every permission, known by a session in this state.
    case session(SessionState)
    /// Nobody: no credential is sent.
    case nobody
    /// A credential that is nobody's, sent as JSON text in the field for keys: a text, or something that is none.
    case unknown(json: String)

    /// The key that it calls with where callers are fixed: long, and never part of an answer. Nil where none is anybody's.
    package var key: String? {
        switch self {
        case .user(let permission): "generated-user-key" + (permission.map { "-without-" + $0 } ?? "")
        case .admin(let permission): "generated-admin-key" + (permission.map { "-without-" + $0 } ?? "")
        case .session(let state): "generated-session" + (state == .open ? "" : "-" + state.rawValue)
        case .nobody, .unknown: nil
        }
    }

    /// Who it is to the router, where these are the permissions that the manifest declares.
    package func principal(_ permissions: [String]) -> Principal? {
        switch self {
        case .user(let permission): Self.principal(.user, permissions, permission)
        case .admin(let permission): Self.principal(.admin, permissions, permission)
        case .session(.open): Self.principal(.user, permissions, nil)
        case .session, .nobody, .unknown: nil
        }
    }

    private static func principal(_ kind: Principal.Kind, _ permissions: [String], _ missing: String?) -> Principal {
        Principal(
            kind: kind, accountID: kind == .user ? 1 : 2, permissions: .these(Set(permissions).subtracting(missing.map { [$0] } ?? [])))
    }

    /// Everybody whom cases call as, where these are the permissions that the manifest declares.
    package static func all(_ permissions: [String]) -> [Caller] {
        [.user(without: nil), .admin(without: nil), .session(.open)]
            + permissions.flatMap { [.user(without: $0), .admin(without: $0)] }
    }
}

extension Caller: CustomStringConvertible {
    /// As a sentence names it: `a user without Campaign.Get`.
    package var description: String {
        switch self {
        case .user(let permission): "a user" + (permission.map { " without " + $0 } ?? " with every permission")
        case .admin(let permission): "an admin" + (permission.map { " without " + $0 } ?? " with every permission")
        case .session(.open): "a session"
        case .session(.ended): "a session that ended"
        case .session(.expired): "a session that expired"
        case .session(.idle): "a session that was left alone"
        case .nobody: "nobody"
        case .unknown: "somebody unknown"
        }
    }
}

/// The callers of generated cases, by their keys and sessions; remembered always.
package struct CaseAuthenticator: Authenticator {
    private let keys: [String: Principal]
    private let sessions: [String: Principal]

    /// Knows every caller that is made of these permissions.
    package init(permissions: [String]) {
        var (keys, sessions): ([String: Principal], [String: Principal]) = ([:], [:])
        for caller in Caller.all(permissions) {
            guard let key = caller.key, let principal = caller.principal(permissions) else { continue }
            if case .session = caller { sessions[key] = principal } else { keys[key] = principal }
        }
        (self.keys, self.sessions) = (keys, sessions)
    }

    /// An admin's key decides where there is one, then any key; a session is tried only without.
    package func remembered(_ credentials: Credentials) -> Principal? {
        if let key = credentials.adminAPIKey {
            guard let admin = keys[key], admin.kind == .admin else { return nil }
            return credentials.apiKey == nil || credentials.apiKey.flatMap({ keys[$0] }) == admin ? admin : nil
        }
        return credentials.apiKey.map { keys[$0] } ?? credentials.sessionID.flatMap { sessions[$0] }
    }

    package func principal(for credentials: Credentials) async throws -> Principal? { remembered(credentials) }
}
