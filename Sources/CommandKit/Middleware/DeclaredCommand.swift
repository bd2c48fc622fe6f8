// SPDX-License-Identifier: Apache-2.0

/// What the manifest declares of a command, as middleware sees it.
///
/// It belongs to one reading of the manifest: after a reload a command of the same name is another value, and not equal to
/// this one, so that what was kept under the old declaration is not taken for the new one's.
public final class DeclaredCommand: Sendable, Hashable {
    /// What a call does to what is stored.
    public enum Effects: String, Sendable, Hashable, CaseIterable {
        /// Nothing.
        case read
        /// Adds or changes.
        case write
        /// Removes.
        case destroy
    }

    /// The declared name.
    public let name: CommandName
    /// What it does, in a line.
    public let summary: String
    /// The plugin that handles it.
    public let plugin: String
    /// Who may call it: ``Principal/Kind/none`` alone where it asks for no credentials.
    public let access: Set<Principal.Kind>
    /// All of these are needed.
    public let permissions: [String]
    /// What it does to what is stored.
    public let effects: Effects
    /// Whether calling twice does no more than calling once.
    public let isIdempotent: Bool
    /// Where it can be called.
    public let surfaces: Set<CommandSurface>
    /// Whether any of its parameters, or of their members, is declared `secret`.
    public let takesSecrets: Bool
    /// Why it should not be used any more.
    public let deprecated: String?

    /// Composes a view of a declaration; the router does, tests of a middleware may.
    public init(
        name: CommandName, summary: String = "", plugin: String = "", access: Set<Principal.Kind> = [.user],
        permissions: [String] = [], effects: Effects = .read, isIdempotent: Bool = false,
        surfaces: Set<CommandSurface> = [.api, .v1, .rpc], takesSecrets: Bool = false, deprecated: String? = nil
    ) {
        self.name = name
        self.summary = summary
        self.plugin = plugin
        self.access = access
        self.permissions = permissions
        self.effects = effects
        self.isIdempotent = isIdempotent
        self.surfaces = surfaces
        self.takesSecrets = takesSecrets
        self.deprecated = deprecated
    }

    /// Equal where they are one declaration of one reading.
    public static func == (left: DeclaredCommand, right: DeclaredCommand) -> Bool { left === right }

    /// Hashes what is compared.
    public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}
