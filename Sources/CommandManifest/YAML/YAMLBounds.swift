// SPDX-License-Identifier: Apache-2.0

/// How much a manifest may ask of its reader.
enum YAMLBounds {
    /// Bytes of one file.
    static let bytes = 64 << 20
    /// Nodes inside one another, aliases followed.
    static let depth = 64
    /// Nodes of one file.
    static let nodes = 4_000_000
    /// Nodes that all aliases of one file stand for together.
    static let expansion = 100_000
}
