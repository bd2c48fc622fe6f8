// SPDX-License-Identifier: Apache-2.0

/// A step from one schema to the next. Once released it never changes.
public struct Migration: Sendable {
    /// One batch of what is done in Swift: some thousands of rows, in a transaction of its own. It may run again from the start,
    /// so it must have no effect but on its transaction.
    ///
    /// - Parameter cursor: What the batch before gave; nil for the first.
    public typealias Batch = @Sendable (_ database: any Writing, _ cursor: String?) throws -> MigrationProgress

    /// Unique and stable, such as `tags.1`.
    public let id: String
    /// The statements, in order.
    public let statements: [SQL]
    /// What is done in Swift after the statements, batch by batch; nil for nothing. Where a start is ended meanwhile, the next
    /// one goes on with the batch that was not done.
    public let batch: Batch?

    /// A step by its statements, and by what is done in Swift after them.
    public init(_ id: String, _ statements: [SQL], batch: Batch? = nil) {
        self.id = id
        self.statements = statements
        self.batch = batch
    }
}

/// What a batch of a migration came to.
public struct MigrationProgress: Sendable {
    /// Where the next batch begins; nil where this was the last.
    public var cursor: String?
    /// Sentences for the operator, such as which rows became one.
    public var notes: [String]

    /// Composes it.
    public init(cursor: String?, notes: [String] = []) {
        self.cursor = cursor
        self.notes = notes
    }
}
