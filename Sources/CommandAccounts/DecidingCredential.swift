// SPDX-License-Identifier: Apache-2.0

import CommandKit

/// The one of a call's credentials that says who is calling: a key where there is one, else the session.
enum DecidingCredential: Hashable, Sendable {
    /// A user's or an admin's key.
    case key(String)
    /// A key in the field for admins'.
    case adminKey(String)
    /// A key in each of the two fields.
    case keys(String, admin: String)
    /// A session's id.
    case session(String)

    /// Picks it; nil where there is none. An empty text counts as absent.
    init?(_ credentials: Credentials) {
        switch (Self.present(credentials.apiKey), Self.present(credentials.adminAPIKey)) {
        case (let key?, nil): self = .key(key)
        case (nil, let admin?): self = .adminKey(admin)
        case (let key?, let admin?): self = .keys(key, admin: admin)
        case (nil, nil):
            guard let session = Self.present(credentials.sessionID) else { return nil }
            self = .session(session)
        }
    }

    /// Hashes one text alone: this is done on each call, and the texts are random.
    func hash(into hasher: inout Hasher) {
        switch self {
        case .key(let text), .adminKey(let text), .keys(let text, _), .session(let text): hasher.combine(text)
        }
    }

    private static func present(_ text: String?) -> String? { text?.isEmpty == false ? text : nil }
}
