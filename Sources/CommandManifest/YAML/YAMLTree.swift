// SPDX-License-Identifier: Apache-2.0

/// A YAML document as a flat tree: all nodes in one array, in the order of the file, all texts in one buffer.
final class YAMLTree: Sendable {
    /// What a node is.
    enum Kind: UInt8, Sendable {
        case plain, singleQuoted, doubleQuoted, block
        case sequence, mapping
        /// Stands for another node.
        case alias
        /// Was refused; whoever reads it stays silent, since it has been told of already.
        case hole
    }

    /// One node. Its children follow it; a mapping's are key, value, key, value.
    struct Node: Sendable {
        var kind: Kind
        /// How many scalars it takes on its line; 0 where it does not end there, or takes too many.
        var width: UInt16 = 0
        /// From 1.
        var line: UInt32
        /// From 1, in Unicode scalars.
        var column: UInt32
        /// Of a scalar: where its text starts. Of an alias: the number of its node.
        var start: UInt32 = 0
        /// Of a scalar: its text's bytes. Of a sequence or mapping: its children.
        var count: UInt32 = 0
        /// The number of the node after it and all of its children.
        var end: UInt32 = 0

        /// A node at its place.
        init(kind: Kind, at place: SourceLocation) {
            self.kind = kind
            line = UInt32(place.line)
            column = UInt32(place.column)
            width = place.endColumn.flatMap { UInt16(exactly: $0 - place.column) } ?? 0
        }
    }

    /// The file, as it is named in diagnostics.
    let file: String
    let nodes: [Node]
    let text: [UInt8]

    init(file: String, nodes: [Node], text: [UInt8]) {
        self.file = file
        self.nodes = nodes
        self.text = text
    }

    /// The same tree with holes in place of some nodes.
    func refusing(_ places: [Int]) -> YAMLTree {
        if places.isEmpty { return self }
        var nodes = nodes
        for place in places { nodes[place].kind = .hole }
        return YAMLTree(file: file, nodes: nodes, text: text)
    }

    /// The document's node; nil where there is none.
    var root: YAMLNode? { nodes.isEmpty ? nil : YAMLNode(self, at: 0) }
}
