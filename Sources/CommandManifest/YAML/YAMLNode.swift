// SPDX-License-Identifier: Apache-2.0

/// One node of a YAML document, aliases followed.
struct YAMLNode {
    let tree: YAMLTree
    /// The node itself, or the one that it is an alias of.
    let index: Int
    /// Where it is written: for an alias, where that stands.
    let place: Int

    init(_ tree: YAMLTree, at place: Int) {
        self.tree = tree
        self.place = place
        index = tree.nodes[place].kind == .alias ? Int(tree.nodes[place].start) : place
    }

    private var node: YAMLTree.Node { tree.nodes[index] }

    var kind: YAMLTree.Kind { node.kind }
    var isMapping: Bool { kind == .mapping }
    var isSequence: Bool { kind == .sequence }
    var isHole: Bool { kind == .hole }
    var isAlias: Bool { tree.nodes[place].kind == .alias }
    var isScalar: Bool { kind.rawValue <= YAMLTree.Kind.block.rawValue }
    /// How many items or entries it has.
    var count: Int { isMapping ? Int(node.count / 2) : isSequence ? Int(node.count) : 0 }
    /// How many nodes lie below it in the file.
    var size: Int { Int(node.end) - index - 1 }

    /// Where it is written.
    var location: SourceLocation { location(shiftedBy: 0) }

    /// A place so many scalars into it.
    func location(shiftedBy scalars: Int) -> SourceLocation {
        let written = tree.nodes[place]
        let column = Int(written.column) + scalars
        let end = Int(written.column) + Int(written.width)
        return SourceLocation(file: tree.file, line: Int(written.line), column: column, endColumn: end > column ? end : nil)
    }

    /// A scalar's bytes; none for other nodes.
    var bytes: ArraySlice<UInt8> {
        isScalar ? tree.text[Int(node.start)..<Int(node.start) + Int(node.count)] : []
    }

    /// A scalar's text, as it is written, whatever it would mean elsewhere.
    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Whether it is this word.
    func matches(_ word: StaticString) -> Bool {
        guard isScalar, Int(node.count) == word.utf8CodeUnitCount else { return false }
        return word.withUTF8Buffer { bytes.elementsEqual($0) }
    }

    /// Whether it is a plain scalar that YAML reads as nothing: absent text, `~` or `null`.
    var isNull: Bool {
        kind == .plain && (node.count == 0 || matches("~") || matches("null") || matches("Null") || matches("NULL"))
    }

    /// The items of a sequence; none for other nodes.
    var items: Items { Items(self, isSequence) }

    /// The entries of a mapping, those left out whose key was refused; none for other nodes.
    var entries: Entries { Entries(nodes: Items(self, isMapping)) }

    /// The keys of a mapping, in order; none for other nodes.
    var keys: [YAMLNode] { Items(self, isMapping).enumerated().filter { $0.offset % 2 == 0 }.map(\.element) }

    /// Whether a mapping is written within braces: without them it begins with its first key.
    var isFlow: Bool {
        guard let first = entries.first(where: { _ in true })?.key.location else { return isMapping }
        return first.line != location.line || first.column != location.column
    }

    /// The value of a mapping's key.
    subscript(_ key: StaticString) -> YAMLNode? {
        for entry in entries where entry.key.matches(key) { return entry.value }
        return nil
    }

    /// The children of a node, in order.
    struct Items: Sequence, IteratorProtocol {
        private let tree: YAMLTree
        private var nextIndex: Int
        private let end: Int

        fileprivate init(_ parent: YAMLNode, _ hasAny: Bool) {
            tree = parent.tree
            nextIndex = parent.index + 1
            end = hasAny ? Int(parent.node.end) : 0
        }

        mutating func next() -> YAMLNode? {
            guard nextIndex < end else { return nil }
            defer { nextIndex = Int(tree.nodes[nextIndex].end) }
            return YAMLNode(tree, at: nextIndex)
        }
    }

    /// The keys of a mapping with their values, in order.
    struct Entries: Sequence, IteratorProtocol {
        fileprivate var nodes: Items

        mutating func next() -> (key: YAMLNode, value: YAMLNode)? {
            while let key = nodes.next(), let value = nodes.next() {
                if !key.isHole { return (key, value) }
            }
            return nil
        }
    }
}
