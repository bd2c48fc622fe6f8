// SPDX-License-Identifier: Apache-2.0

/// Turns credentials into a principal. `CommandAccounts` has the standard one; a team may bring its own.
public protocol Authenticator: Sendable {
    /// The principal of credentials that were verified a moment ago, or nil where they have to be verified.
    ///
    /// Called on every request, on the thread where the bytes arrived: it must not block. What it remembers it must
    /// forget within a second of a revocation.
    func remembered(_ credentials: Credentials) -> Principal?

    /// The same for a call whose one credential is an API key, given as its UTF-8, so that most calls need make no text
    /// of it. Nil is no refusal: ``remembered(_:)`` is asked next.
    func remembered(apiKey: Span<UInt8>) -> Principal?

    /// The principal of these credentials, or nil where none of them is valid.
    ///
    /// - Throws: ``ComponentUnavailable`` when they cannot be verified now; ``RateLimited`` when the caller must wait.
    func principal(for credentials: Credentials) async throws -> Principal?

    /// The same for a call that is explained and not run: nothing is noted, such as that a session was used.
    ///
    /// - Throws: as ``principal(for:)``.
    func principal(inspecting credentials: Credentials) async throws -> Principal?

    /// The principal that an account's credentials would give, or nil where there is no such account, or none can be looked
    /// up. Asked to explain a call on an account's behalf; nothing ever runs by it.
    ///
    /// - Throws: ``ComponentUnavailable`` when it cannot be looked up now.
    func principal(ofAccount accountID: Int) async throws -> Principal?
}

extension Authenticator {
    /// Nothing is kept this way unless an authenticator says so.
    public func remembered(apiKey: Span<UInt8>) -> Principal? { nil }
    /// As ``principal(for:)`` unless an authenticator says otherwise.
    public func principal(inspecting credentials: Credentials) async throws -> Principal? { try await principal(for: credentials) }
    /// No account can be looked up unless an authenticator says how.
    public func principal(ofAccount accountID: Int) async throws -> Principal? { nil }
}

/// What a call carries to say who is calling: one of these at least, or nobody is.
///
/// The API key decides where there is one; the session is tried only without. An empty text counts as absent.
public struct Credentials: Hashable, Sendable {
    // Empty where there is none: texts of that kind are cheaper to hand on than optional ones.
    private var key, adminKey, session: String

    /// A user's or an admin's key.
    public var apiKey: String? {
        get { key.isEmpty ? nil : key }
        set { key = newValue ?? "" }
    }
    /// An admin's key, in the field for such keys alone.
    public var adminAPIKey: String? {
        get { adminKey.isEmpty ? nil : adminKey }
        set { adminKey = newValue ?? "" }
    }
    /// A session's id, as a login gave it.
    public var sessionID: String? {
        get { session.isEmpty ? nil : session }
        set { session = newValue ?? "" }
    }

    /// Composes credentials.
    public init(apiKey: String? = nil, adminAPIKey: String? = nil, sessionID: String? = nil) {
        key = apiKey ?? ""
        adminKey = adminAPIKey ?? ""
        session = sessionID ?? ""
    }

    /// Whether there is none at all.
    public var isEmpty: Bool { key.isEmpty && adminKey.isEmpty && session.isEmpty }
}
