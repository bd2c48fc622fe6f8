// SPDX-License-Identifier: Apache-2.0

/// Values that a manifest writes: defaults, conditions, examples. The declared type decides what a plain scalar is.
enum Literal {
    /// A node's value where these declarations describe it; the nodes are at most as deep as the reader lets them be.
    static func value(_ node: YAMLNode, as declaration: ValueDeclaration?) -> ManifestValue {
        switch node.kind {
        case .sequence: .array(node.items.map { value($0, as: declaration?.items.first) })
        case .mapping: .object(node.entries.map { member($0.key, $0.value, declaration?.members, declaration?.values.first) })
        case .plain: plain(node, declaration?.kinds ?? [])
        case .singleQuoted, .doubleQuoted, .block: .string(node.text)
        case .alias, .hole: .null
        }
    }

    /// The entries of a mapping, each as its declaration has it.
    static func members(_ node: YAMLNode, _ declarations: [ParameterDeclaration]) -> [ManifestValue.Member] {
        node.entries.map { member($0.key, $0.value, declarations) }
    }

    private static func member(
        _ key: YAMLNode, _ node: YAMLNode, _ declarations: [ParameterDeclaration]?, _ value: ValueDeclaration? = nil
    ) -> ManifestValue.Member {
        let name = key.text
        let declaration = declarations?.first { $0.answers(to: name) }
        return ManifestValue.Member(name, self.value(node, as: declaration?.value ?? value))
    }

    private static func plain(_ node: YAMLNode, _ kinds: [ValueDeclaration.Kind]) -> ManifestValue {
        let core = core(node)
        if core == .null { return .null }
        for kind in kinds {
            if kind.isText { return .string(node.text) }
            if kind.bound(core, .request) != nil { return core }
        }
        return core
    }

    /// A plain scalar where nothing is declared: nothing, a boolean, a number as JSON has it, or else a text.
    static func core(_ node: YAMLNode) -> ManifestValue {
        if node.isNull { return .null }
        if node.matches("true") || node.matches("True") || node.matches("TRUE") { return .boolean(true) }
        if node.matches("false") || node.matches("False") || node.matches("FALSE") { return .boolean(false) }
        let text = node.text
        return ManifestValue(jsonNumber: text) ?? .string(text)
    }
}
