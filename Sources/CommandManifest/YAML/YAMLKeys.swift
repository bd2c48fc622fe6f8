// SPDX-License-Identifier: Apache-2.0

/// Looks at the keys of mappings: texts, no merge key, none twice.
enum YAMLKeys {
    /// Reports what is wrong with the keys of all mappings of a tree.
    ///
    /// - Returns: The tree with holes in place of the keys that are refused, such that nobody speaks of them again.
    static func checked(_ tree: YAMLTree, _ faults: inout DiagnosticList) -> YAMLTree {
        var refused: [Int] = []
        for (index, node) in tree.nodes.enumerated() where node.kind == .mapping {
            check(YAMLNode(tree, at: index).keys, &refused, &faults)
        }
        return tree.refusing(refused)
    }

    private static func check(_ keys: [YAMLNode], _ refused: inout [Int], _ faults: inout DiagnosticList) {
        // Lists, mappings and aliases are told of where they begin.
        refused += keys.filter { !$0.isScalar || $0.isAlias }.map(\.place)
        for key in keys where key.kind == .plain && key.matches("<<") {
            refused.append(key.place)
            faults.report(
                .yamlKeyMerge, at: key.location, "The merge key `<<` is refused.",
                note: "Parameters that commands share belong under `groups`.")
        }
        for (first, second) in duplicates(keys) {
            refused.append(second.place)
            faults.report(
                .yamlKeyDuplicate, at: second.location, "The key `\(second.text)` stands here a second time.",
                note: "Keep one of the two.", related: [.init("It stands first here.", at: first.location)])
        }
    }

    /// Equal keys are neighbours once sorted, so that a long mapping costs no more than its sorting.
    private static func duplicates(_ keys: [YAMLNode]) -> [(YAMLNode, YAMLNode)] {
        if keys.count <= 8 { return pairs(keys) }
        let sorted = keys.sorted {
            $0.bytes == $1.bytes ? $0.place < $1.place : $0.bytes.lexicographicallyPrecedes($1.bytes)
        }
        var result: [(YAMLNode, YAMLNode)] = []
        var first = sorted[0]
        for key in sorted.dropFirst() {
            if isSame(first, key) { result.append((first, key)) } else { first = key }
        }
        return result
    }

    private static func pairs(_ keys: [YAMLNode]) -> [(YAMLNode, YAMLNode)] {
        var result: [(YAMLNode, YAMLNode)] = []
        for (index, key) in keys.enumerated() {
            if let first = keys[..<index].first(where: { isSame($0, key) }) { result.append((first, key)) }
        }
        return result
    }

    private static func isSame(_ left: YAMLNode, _ right: YAMLNode) -> Bool {
        left.isScalar && right.isScalar && left.bytes == right.bytes
    }
}
