// SPDX-License-Identifier: Apache-2.0

/// What `commands.yaml` says, as values: every command, and what they share.
///
/// A manifest that the reader returned without an error has been checked: its names are unique, its codes are
/// declared, its defaults satisfy their own declarations. Groups are already folded into the commands that use them.
/// - SeeAlso: docs/manifest.md
public struct Manifest: Sendable {
    /// Declared permissions, in order.
    public var permissions: [PermissionDeclaration]
    /// Codes that belong to no command, such as 99998.
    public var errors: [ErrorDeclaration]
    /// Every command, in order.
    public var commands: [CommandDeclaration]
    /// Where each file's `commands` stands, in the order of the files.
    package var commandsLocations: [SourceLocation] = []

    /// Composes a manifest.
    public init(permissions: [PermissionDeclaration] = [], errors: [ErrorDeclaration] = [], commands: [CommandDeclaration] = []) {
        self.permissions = permissions
        self.errors = errors
        self.commands = commands
    }
}

/// A permission and what it allows.
public struct PermissionDeclaration: Sendable {
    /// Compared exactly, such as `Campaign.Get`.
    public var name: String
    /// What it allows.
    public var summary: String
    /// Where it is declared.
    public var location: SourceLocation

    /// Composes a declaration.
    public init(name: String, summary: String, location: SourceLocation) {
        self.name = name
        self.summary = summary
        self.location = location
    }
}
