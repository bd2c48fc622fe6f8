// SPDX-License-Identifier: Apache-2.0

/// Looks at the keys of mappings: no merge key, none twice.
enum YAMLKeys {
    /// Reports what is wrong with the keys of all mappings of a tree.
    static func check(_ tree: YAMLTree, _ faults: inout DiagnosticList) {
        for (index, node) in tree.nodes.enumerated() where node.kind == .mapping { check(YAMLNode(tree, at: index), &faults) }
    }

    private static func check(_ mapping: YAMLNode, _ faults: inout DiagnosticList) {
        for entry in mapping.entries where entry.key.kind == .plain && entry.key.matches("<<") {
            faults.report(
                .yamlKeyMerge, at: entry.key.location, "The merge key `<<` is refused.",
                note: "Parameters that commands share belong under `groups`.")
        }
        for (first, second) in duplicates(mapping.entries.map(\.key)) {
            faults.report(
                .yamlKeyDuplicate, at: second.location, "The key `\(second.text)` stands here a second time.",
                note: "It stood first at \(first.location); keep one of the two.")
        }
    }

    /// Equal keys are neighbours once sorted, so that a long mapping costs no more than its sorting.
    private static func duplicates(_ keys: [YAMLNode]) -> [(YAMLNode, YAMLNode)] {
        if keys.count <= 8 { return pairs(keys) }
        let sorted = keys.sorted {
            $0.bytes == $1.bytes ? $0.index < $1.index : $0.bytes.lexicographicallyPrecedes($1.bytes)
        }
        return zip(sorted, sorted.dropFirst()).filter { isSame($0, $1) }
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
