// SPDX-License-Identifier: Apache-2.0

/// How much a manifest may ask of its reader.
enum YAMLBounds {
    /// Nodes inside one another, aliases followed.
    static let depth = 64
}

/// What the files of one manifest may still ask of their reader, all of them together.
struct YAMLBudget {
    /// Bytes of all files.
    static let bytes = 16 << 20
    /// Values of all files.
    static let nodes = 2_000_000
    /// Values that all aliases stand for together.
    static let expansion = 100_000
    /// Bytes of text in the values that all aliases stand for together: each use of a text is a copy of it.
    static let expandedBytes = 2 << 20

    /// Bytes that may still be read.
    var bytes = Self.bytes
    /// Values that may still stand in a file.
    var nodes = Self.nodes
    /// Values that aliases may still stand for.
    var expansion = Self.expansion
    /// Bytes of text that aliases may still stand for.
    var expandedBytes = Self.expandedBytes
}
