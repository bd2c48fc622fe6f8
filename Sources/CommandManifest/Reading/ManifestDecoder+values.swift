// SPDX-License-Identifier: Apache-2.0

/// Value declarations: types, parts, limits, defaults.
extension ManifestDecoder {
    /// Decodes a mapping that was found to be one.
    mutating func value(_ node: YAMLNode, _ place: ValuePlace) -> ValueDeclaration {
        let before = faults.errors
        var result = ValueDeclaration(kinds: types(node, place.keys), location: node.location)
        result.invalid = place.isReply ? nil : usedCode(node["invalid"], "`invalid`")
        result.isSecret = flag(node["secret"], "`secret`") ?? false
        result.trims = flag(node["trim"], "`trim`") ?? false
        result.normalizes = flag(node["nfc"], "`nfc`") ?? false
        result.allowsEmpty = flag(node["emptyAllowed"], "`emptyAllowed`") ?? false
        result.members = node["members"].map { parameters($0, place.members, "`members`") }
        result.items = node["items"].map { item($0, place.items) } ?? []
        result.values = node["values"].map { item($0, place.items) } ?? []
        result.limits = limits(node, result, place)
        if !result.kinds.isEmpty { refuseMisplaced(node, result.kinds, place) }
        // What is wrong with the declaration is not told again of its default.
        if faults.errors == before { result.defaultValue = node["default"].flatMap { defaultValue($0, result) } }
        return result
    }

    private mutating func item(_ node: YAMLNode, _ place: ValuePlace) -> [ValueDeclaration] {
        isDeclaration(node, place) ? [value(node, place)] : []
    }

    private mutating func refuseMisplaced(_ node: YAMLNode, _ kinds: [ValueDeclaration.Kind], _ place: ValuePlace) {
        let isText = kinds.contains(where: \.isText)
        let isComposite = kinds.contains(where: \.isComposite)
        let empty =
            place.isReply ? (isText && !kinds.contains(.string), "texts of a type with a form") : (isComposite, "objects and arrays")
        let places: [(StaticString, Bool, String)] = [
            ("trim", isText, "texts"), ("nfc", isText, "texts"), ("emptyAllowed", empty.0, empty.1),
            ("members", kinds.contains(.object), "an `object`"), ("values", kinds.contains(.object), "an `object`"),
            ("items", kinds.contains(.array), "an `array`"),
        ]
        for (word, fits, owner) in places where !fits {
            guard let key = key(word, of: node) else { continue }
            faults.report(
                .keyMisplaced, at: key.location, "`\(word)` says nothing about a value of this type.",
                note: "It belongs to \(owner); take it out or change the type.")
        }
        guard node["members"] != nil, let key = key("values", of: node) else { return }
        faults.report(
            .keyMisplaced, at: key.location, "An object has `members` or `values`, and not both.",
            note: "Keep `members` where you know the names, `values` where the caller chooses them.")
    }

    func key(_ word: StaticString, of node: YAMLNode) -> YAMLNode? {
        node.entries.first { $0.key.matches(word) }?.key
    }

    private mutating func defaultValue(_ node: YAMLNode, _ declaration: ValueDeclaration) -> ManifestValue? {
        guard !node.isHole else { return nil }
        var check = ValueCheck()
        let written = Literal.value(node, as: declaration)
        let bound = check.bind(written, to: declaration)
        guard bound == nil || written == .null else { return bound }
        let broken = check.violations.first.map { declaration.words(for: $0) } ?? "breaks its own declaration"
        faults.report(
            .parameterDefaultInvalid, at: node.location, "The default `\(written.json)` \(broken).",
            note: "Mend the default, or the declaration beside it.")
        return nil
    }
}

extension ValueDeclaration {
    /// What a value does that has this violation, to follow its name: "breaks `maximum: 100`".
    func words(for violation: ValueCheck.Violation) -> String {
        if violation.rule == "type" { return "is not of the type `\(typeText)`" }
        guard let limit = limits.first(where: { $0.condition.keyword == violation.rule }) else { return "breaks `\(violation.rule)`" }
        return "breaks `\(limit.condition.keyword): \(limit.condition.operandText)`"
    }
}

// MARK: Types

extension ManifestDecoder {
    /// The types of a declaration; none where one of them is faulty, such that nothing more is said about the value.
    private mutating func types(_ node: YAMLNode, _ set: KeySet) -> [ValueDeclaration.Kind] {
        guard let type = node["type"] else {
            guard !isMistaken("type", in: node, set) else { return [] }
            missing("type", in: node, "Write one of \(ValueDeclaration.Kind.allCases.map(\.rawValue).joined(separator: ", ")).")
            return []
        }
        guard type.isSequence else { return kind(type).map { [$0] } ?? [] }
        var result: [ValueDeclaration.Kind] = []
        for item in type.items {
            guard let kind = kind(item) else { return [] }
            if result.contains(kind) { twiceInList(item) } else { result.append(kind) }
        }
        if result.isEmpty { empty(type, "`type`") }
        return checkUnion(result, type)
    }

    private mutating func kind(_ node: YAMLNode) -> ValueDeclaration.Kind? {
        guard let text = text(node, "`type`") else { return nil }
        if let kind = ValueDeclaration.Kind(rawValue: text) { return kind }
        let parts = text.split { "|,/".contains($0) }.map { $0.drop { $0 == " " }.prefix { $0 != " " } }
        if parts.count > 1, parts.allSatisfy({ ValueDeclaration.Kind(rawValue: String($0)) != nil }) {
            wrongKind(node, "A union", "a list", "Write `[\(parts.joined(separator: ", "))]`.")
            return nil
        }
        unknownWord(.typeUnknown, node, "There is no type `\(text)`.", ValueDeclaration.Kind.allCases.map(\.rawValue))
        return nil
    }

    private mutating func checkUnion(_ kinds: [ValueDeclaration.Kind], _ node: YAMLNode) -> [ValueDeclaration.Kind] {
        guard kinds.filter(\.isComposite).count > 1 else { return kinds }
        faults.report(
            .typeUnion, at: node.location, "A union has at most one of `object` and `array`.", note: "Keep one of the two.")
        return []
    }
}
