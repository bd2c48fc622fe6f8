// SPDX-License-Identifier: Apache-2.0

/// A step from one schema to the next. Once released it never changes.
public struct Migration: Sendable {
    /// Unique and stable, such as `tags.1`.
    public let id: String
    /// The statements, in order.
    public let statements: [SQL]

    /// A step by its statements.
    public init(_ id: String, _ statements: [SQL]) {
        self.id = id
        self.statements = statements
    }
}
