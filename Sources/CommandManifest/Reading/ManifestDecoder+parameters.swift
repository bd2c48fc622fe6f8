// SPDX-License-Identifier: Apache-2.0

/// Parameters, members, and the fields of replies: names with a value declaration.
extension ManifestDecoder {
    /// Parameters, or the members of an object. Values recurse as deep as the reader lets nodes stand in one another.
    mutating func parameters(_ node: YAMLNode, _ place: ValuePlace, _ what: String) -> [ParameterDeclaration] {
        var result: [ParameterDeclaration] = []
        var names: [String: SourceLocation] = [:]
        for (key, value, isTold) in named(entries(node, what), place.keys) {
            guard let parameter = isTold ? bare(key.text, key) : parameter(key, value, place) else { continue }
            refuseTwin(parameter.name, key.location, &names, place)
            for alias in parameter.aliases {
                let item = value["aliases"]?.items.first { $0.text == alias }
                refuseTwin(alias, item?.location ?? key.location, &names, place)
            }
            result.append(parameter)
        }
        return result
    }

    private mutating func parameter(_ key: YAMLNode, _ node: YAMLNode, _ place: ValuePlace) -> ParameterDeclaration? {
        let name = key.text
        checkName(name, key.location, place.isReply ? .fieldNameInvalid : .parameterNameInvalid)
        // What names it is not told that there is none.
        guard isDeclaration(node, place, key) else { return bare(name, key) }
        var result = ParameterDeclaration(name: name, value: value(node, place), location: key.location)
        result.summary = node["summary"].flatMap { line($0, "`summary`") } ?? ""
        result.deprecated = node["deprecated"].flatMap { line($0, "`deprecated`") }
        result.since = node["since"].flatMap { line($0, "`since`") }
        result.required = place.isReply ? nil : usedCode(node["required"], "`required`")
        result.isOptional = flag(node["optional"], "`optional`") ?? false
        result.aliases = node["aliases"].map { aliases($0) } ?? []
        result.role = node["role"].flatMap { role($0, result.value) }
        refuseDefault(node)
        return result
    }

    /// The entries of a mapping of names. Where the keys of one stand beside its name and not below, the first of these is told of;
    /// the others are left out, and the name that is left without a value is marked.
    private func named(_ entries: YAMLNode.Entries, _ set: KeySet) -> [(key: YAMLNode, value: YAMLNode, isTold: Bool)] {
        var result: [(key: YAMLNode, value: YAMLNode, isTold: Bool)] = []
        var wasStray = false
        for (key, value) in entries {
            let isStray = !value.isMapping && !value.isNull && set.contains(key)
            if isStray, !wasStray, let last = result.last, last.value.isNull { result[result.count - 1].isTold = true }
            if !isStray || !wasStray { result.append((key, value, false)) }
            wasStray = isStray
        }
        return result
    }

    /// A declaration that says nothing, in place of one that is none.
    private func bare(_ name: String, _ key: YAMLNode) -> ParameterDeclaration {
        ParameterDeclaration(name: name, value: ValueDeclaration(kinds: [], location: key.location), location: key.location)
    }

    /// Whether a node is a mapping, as a value declaration must be.
    mutating func isDeclaration(_ node: YAMLNode, _ place: ValuePlace, _ key: YAMLNode? = nil) -> Bool {
        guard node.isMapping else {
            let misplaced = key.flatMap {
                Indentation.note(for: $0, node, among: place.keys, of: place.isReply ? "a field" : "a parameter")
            }
            let note = misplaced ?? "Write at least its type, such as `{ type: string }`."
            if !node.isHole {
                let location = misplaced == nil ? node.location : key?.location ?? node.location
                faults.report(.valueKind, at: location, "\(place.keys.owner) must be a mapping.", note: note)
            }
            return false
        }
        refuseUnknownKeys(node, place.keys)
        return true
    }

    private mutating func refuseDefault(_ node: YAMLNode) {
        guard node["required"] != nil, let value = node["default"] else { return }
        faults.report(
            .parameterDefaultRequired, at: value.location, "A default of what is required is never used.",
            note: "Take out `default` or `required`.")
    }

    private mutating func aliases(_ node: YAMLNode) -> [String] {
        texts(node, "`aliases`").map { text, place in
            checkName(text, place.location, .parameterNameInvalid)
            return text
        }
    }

    private mutating func role(_ node: YAMLNode, _ value: ValueDeclaration) -> ParameterDeclaration.Role? {
        guard let role: ParameterDeclaration.Role = choice(node, "a role") else { return nil }
        if value.kinds != [.string], !value.kinds.isEmpty {
            faults.report(
                .parameterRoleInvalid, at: node.location, "A parameter with a role must be a `string`.",
                note: "Write `type: string`, or take the role out.")
        }
        return role
    }

    mutating func checkName(_ name: String, _ location: SourceLocation, _ id: Diagnostic.ID) {
        let startsWell = name.utf8.first.map { Self.isWordByte($0) && $0 &- 0x30 >= 10 } ?? false
        guard !startsWell || !name.utf8.allSatisfy(Self.isWordByte) else { return }
        faults.report(
            id, at: location, name.isEmpty ? "A name must not be empty." : "`\(name)` is not a name.",
            note: "Use ASCII letters, digits and underscores, and start with no digit.")
    }

    /// Notes a name, or says where it was taken; `names` are by folded name.
    private mutating func refuseTwin(
        _ name: String, _ location: SourceLocation, _ names: inout [String: SourceLocation], _ place: ValuePlace
    ) {
        guard let first = names[name.asciiFolded] else {
            names[name.asciiFolded] = location
            return
        }
        faults.report(
            place.isReply ? .fieldNameDuplicate : .parameterNameDuplicate, at: location,
            "The name `\(name)` is taken; names that differ only in case are one.",
            note: "Rename one of the two.", related: [.init("It is taken here.", at: first)])
    }
}

// MARK: Fields of replies

extension ManifestDecoder {
    /// The fields of a reply, or those beside an error's code, without the names that the router writes itself.
    mutating func fields(_ node: YAMLNode, _ what: String, reserved: [String]) -> [FieldDeclaration] {
        var result: [FieldDeclaration] = []
        var names: [String: SourceLocation] = [:]
        for (key, value) in entries(node, what) {
            guard let field = field(key, value, reserved) else { continue }
            refuseTwin(field.name, key.location, &names, .field)
            result.append(field)
        }
        return result
    }

    private mutating func field(_ key: YAMLNode, _ node: YAMLNode, _ reserved: [String]) -> FieldDeclaration? {
        let name = key.text
        checkName(name, key.location, .fieldNameInvalid)
        if reserved.contains(where: { $0.isSameName(as: name) }) {
            faults.report(
                .fieldNameReserved, at: key.location, "The router writes `\(name)` itself.", note: "Rename the field or take it out.")
        }
        guard isDeclaration(node, .field, key) else { return nil }
        let value = value(node, .field)
        return FieldDeclaration(
            name: name, summary: node["summary"].flatMap { line($0, "`summary`") } ?? "",
            isOptional: flag(node["optional"], "`optional`") ?? false, constant: node["value"].flatMap { constant($0, value) },
            value: value, location: key.location)
    }

    private mutating func constant(_ node: YAMLNode, _ declaration: ValueDeclaration) -> String? {
        guard let text = text(node, "`value`") else { return nil }
        var check = ValueCheck(side: .reply)
        let bound = check.bind(.string(text), to: declaration)
        if bound == nil || (!declaration.kinds.isEmpty && !declaration.kinds.contains(where: \.isText)) {
            faults.report(
                .fieldValueInvalid, at: node.location, "The one text `\(text)` breaks the field's own declaration.",
                note: "Mend `value`, or the declaration beside it.")
        }
        return text
    }
}
