// SPDX-License-Identifier: Apache-2.0

/// One command as declared.
public struct CommandDeclaration: Sendable {
    /// What a call does to what is stored.
    public enum Effects: String, Sendable, CaseIterable {
        /// Nothing.
        case read
        /// Adds or changes.
        case write
        /// Removes.
        case destroy
    }

    /// Who may call it.
    public enum Access: String, Sendable, Hashable, CaseIterable {
        /// Anybody, without credentials; stands alone.
        case none
        /// Accounts.
        case user
        /// Operators.
        case admin
    }

    /// Where it can be called.
    public enum Surface: String, Sendable, Hashable, CaseIterable {
        /// `/api.php`.
        case api
        /// `/api/v1/NAME`.
        case v1
        /// JSON-RPC 2.0 on `/rpc`.
        case rpc
    }

    /// As declared, such as `tag.create`.
    public var name: String
    /// What it does, in a line.
    public var summary: String
    /// More about it.
    public var description: String?
    /// The plugin that handles it.
    public var plugin: String
    /// Who may call it; never empty.
    public var access: Set<Access>
    /// All of these are needed.
    public var permissions: [String]
    /// What it does to what is stored.
    public var effects: Effects
    /// Whether calling twice does no more than calling once.
    public var isIdempotent: Bool
    /// Where it can be called; never empty.
    public var surfaces: Set<Surface>
    /// Parameters in declared order, those of its groups first.
    public var parameters: [ParameterDeclaration]
    /// Conditional rules, in declared order.
    public var rules: [RuleDeclaration]
    /// Its own codes, in declared order, 0 left out.
    public var errors: [ErrorDeclaration]
    /// Codes that are never sent.
    public var reserved: [Int]
    /// The reply's fields beside `Success` and `ErrorCode`, in declared order.
    public var returns: [FieldDeclaration]
    /// Requests with what they are answered.
    public var examples: [ExampleDeclaration]
    /// Why it should not be used any more.
    public var deprecated: String?
    /// The version that brought it.
    public var since: String?
    /// Where its name stands.
    public var location: SourceLocation
    /// Where the name of its plugin stands.
    package var pluginLocation: SourceLocation?

    /// Composes a declaration; what is left out is as the language's defaults have it.
    public init(
        name: String, summary: String = "", description: String? = nil, plugin: String = "", access: Set<Access> = [.user],
        permissions: [String] = [], effects: Effects = .read, isIdempotent: Bool = false,
        surfaces: Set<Surface> = [.api, .v1, .rpc], parameters: [ParameterDeclaration] = [], rules: [RuleDeclaration] = [],
        errors: [ErrorDeclaration] = [], reserved: [Int] = [], returns: [FieldDeclaration] = [],
        examples: [ExampleDeclaration] = [], deprecated: String? = nil, since: String? = nil, location: SourceLocation
    ) {
        self.name = name
        self.summary = summary
        self.description = description
        self.plugin = plugin
        self.access = access
        self.permissions = permissions
        self.effects = effects
        self.isIdempotent = isIdempotent
        self.surfaces = surfaces
        self.parameters = parameters
        self.rules = rules
        self.errors = errors
        self.reserved = reserved
        self.returns = returns
        self.examples = examples
        self.deprecated = deprecated
        self.since = since
        self.location = location
    }
}
