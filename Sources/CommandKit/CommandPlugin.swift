// SPDX-License-Identifier: Apache-2.0

/// A set of handlers that belong together, as a value: a name and its commands, their dependencies passed to its
/// initializer by whoever composes the server.
///
/// The name is the one that the manifest's commands give under `plugin:`.
public protocol CommandPlugin: Sendable {
    /// The name that `plugin:` refers to, such as `tags`.
    var name: String { get }
    /// One handler for each command of this plugin, in any order.
    var commands: [any Command] { get }
}
