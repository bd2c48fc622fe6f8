// SPDX-License-Identifier: Apache-2.0

/// A place in a manifest file. Written `commands.yaml:41:7`.
public struct SourceLocation: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The file, as it was named.
    public var file: String
    /// From 1.
    public var line: Int
    /// From 1, in Unicode scalars.
    public var column: Int
    /// The column after what is meant; nil where it does not end on its line, or where that is not known.
    public var endColumn: Int?

    /// A place by its line and column, both from 1.
    public init(file: String, line: Int, column: Int, endColumn: Int? = nil) {
        self.file = file
        self.line = line
        self.column = column
        self.endColumn = endColumn
    }

    /// `file:line:column`.
    public var description: String { "\(file):\(line):\(column)" }

    /// By file, then line, then column.
    public static func < (left: Self, right: Self) -> Bool {
        (left.file, left.line, left.column, left.endColumn ?? 0) < (right.file, right.line, right.column, right.endColumn ?? 0)
    }
}
