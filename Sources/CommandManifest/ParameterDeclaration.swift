// SPDX-License-Identifier: Apache-2.0

/// A parameter of a command, or a member of an object: a name for a value.
public struct ParameterDeclaration: Sendable {
    /// What the router itself reads a parameter for.
    public enum Role: String, Sendable, Hashable, CaseIterable {
        /// Names the command, on `/api.php`.
        case command
        /// A session's id.
        case session
        /// An API key.
        case key
        /// An admin's API key.
        case adminKey
        /// The form of the reply.
        case format

        /// Whether it says who is calling.
        public var isCredential: Bool { self == .session || self == .key || self == .adminKey }
    }

    /// As declared: an ASCII letter or underscore, then letters, digits and underscores.
    public var name: String
    /// Other names for it.
    public var aliases: [String]
    /// What it is, in a line.
    public var summary: String
    /// The code when it is missing; nil where it may be.
    public var required: Int?
    /// Whether a reply may leave it out; said of the members of a reply's objects alone.
    public var isOptional: Bool
    /// What the router itself reads it for.
    public var role: Role?
    /// What values it takes.
    public var value: ValueDeclaration
    /// Why it should not be used any more.
    public var deprecated: String?
    /// The version that brought it.
    public var since: String?
    /// Where its name stands.
    public var location: SourceLocation

    /// Composes a declaration.
    public init(
        name: String, aliases: [String] = [], summary: String = "", required: Int? = nil, isOptional: Bool = false,
        role: Role? = nil, value: ValueDeclaration, deprecated: String? = nil, since: String? = nil, location: SourceLocation
    ) {
        self.name = name
        self.aliases = aliases
        self.summary = summary
        self.required = required
        self.isOptional = isOptional
        self.role = role
        self.value = value
        self.deprecated = deprecated
        self.since = since
        self.location = location
    }
}

/// A field of a reply.
public struct FieldDeclaration: Sendable {
    /// As it is spelled on the wire.
    public var name: String
    /// What it is, in a line.
    public var summary: String
    /// Whether a reply may leave it out.
    public var isOptional: Bool
    /// The one text that it always has; the router writes it, a handler does not give it.
    public var constant: String?
    /// Its kind; fields of objects stand in `members`, of arrays in `items`.
    public var value: ValueDeclaration
    /// Where its name stands.
    public var location: SourceLocation

    /// Composes a declaration.
    public init(
        name: String, summary: String = "", isOptional: Bool = false, constant: String? = nil, value: ValueDeclaration,
        location: SourceLocation
    ) {
        self.name = name
        self.summary = summary
        self.isOptional = isOptional
        self.constant = constant
        self.value = value
        self.location = location
    }
}
