// SPDX-License-Identifier: Apache-2.0

/// Conditional rules, each by itself; `prove` holds them against one another.
extension ManifestDecoder {
    mutating func rules(_ node: YAMLNode, _ parameters: [ParameterDeclaration]) -> [RuleDeclaration] {
        var result: [RuleDeclaration] = []
        var ids: [String: SourceLocation] = [:]
        for item in items(node, "`rules`") {
            guard let rule = self.rule(item, parameters) else { continue }
            let place = item["id"]?.location ?? rule.location
            if let first = ids[rule.id] {
                faults.report(
                    .ruleIDDuplicate, at: place, "The rule `\(rule.id)` stands here a second time.",
                    note: "Rename one of the two.", related: [.init("It stands first here.", at: first)])
            } else {
                ids[rule.id] = place
            }
            result.append(rule)
        }
        return result
    }

    private mutating func rule(_ node: YAMLNode, _ parameters: [ParameterDeclaration]) -> RuleDeclaration? {
        guard node.isMapping else {
            wrongKind(node, "A rule", "a mapping", "Write its `id`, its `code` and what it demands.")
            return nil
        }
        refuseUnknownKeys(node, .rule)
        let when =
            (node["when"].map { conditions($0, parameters) } ?? [])
            + presence(node, "whenPresent", .isPresent, parameters) + presence(node, "whenAbsent", .isAbsent, parameters)
        let id = ruleID(node)
        let code = usedCode(node["code"], "`code`")
        if node["code"] == nil, !isMistaken("code", in: node, .rule) { missing("code", in: node, "Write the code for breaking the rule.") }
        let message = node["message"].flatMap { line($0, "`message`") }
        guard let demand = demand(node, parameters), let id, let code else { return nil }
        return RuleDeclaration(id: id, when: when, demand: demand, code: code, message: message, location: node.location)
    }

    private mutating func ruleID(_ node: YAMLNode) -> String? {
        guard let id = node["id"] else {
            if !isMistaken("id", in: node, .rule) { missing("id", in: node, "Name the rule, such as `future-needs-date`.") }
            return nil
        }
        guard let text = text(id, "`id`") else { return nil }
        if text.isEmpty || !text.utf8.allSatisfy({ ($0 != 0x5F && Self.isWordByte($0)) || $0 == 0x2D }) {
            faults.report(
                .ruleIDInvalid, at: id.location, "`\(text)` is not a rule's id.", note: "Use ASCII letters, digits and hyphens.")
        }
        return text
    }

    private mutating func demand(_ node: YAMLNode, _ parameters: [ParameterDeclaration]) -> RuleDeclaration.Demand? {
        let demands: [(StaticString, ([String]) -> RuleDeclaration.Demand)] = [
            ("requires", RuleDeclaration.Demand.requires), ("requiresAny", RuleDeclaration.Demand.requiresAny),
            ("atMostOne", RuleDeclaration.Demand.atMostOne), ("forbids", RuleDeclaration.Demand.forbids),
        ]
        let written = demands.filter { node[$0.0] != nil }
        if written.isEmpty, hasUnknownKey(node, .rule) { return nil }
        guard written.count == 1, let (word, make) = written.first, let list = node[word] else {
            faults.report(
                .ruleDemand, at: node.location, "A rule has one of `requires`, `requiresAny`, `atMostOne` and `forbids`.",
                note: written.isEmpty ? "Say what must hold." : "Write a rule of its own for each.")
            return nil
        }
        let names = names(list, word, parameters)
        return list.isSequence && names.count == list.count && !names.isEmpty ? make(names) : nil
    }

    /// The parameters of a list that must name some.
    private mutating func names(_ list: YAMLNode, _ word: StaticString, _ parameters: [ParameterDeclaration]) -> [String] {
        let names = texts(list, "`\(word)`").compactMap { parameter(named: $0.text, $0.node, parameters)?.name }
        if list.isSequence, list.count == 0 { empty(list, "`\(word)`") }
        return names
    }

    private mutating func parameter(
        named name: String, _ node: YAMLNode, _ parameters: [ParameterDeclaration]
    ) -> ParameterDeclaration? {
        if let parameter = parameters.first(where: { $0.name == name }) {
            guard let role = parameter.role else { return parameter }
            faults.report(
                .ruleParameterRole, at: node.location, "The router reads `\(name)` itself, as its role `\(role.rawValue)` says.",
                note: "Name a parameter without a role; what a caller is asked for beside those is the same for every command.")
            return nil
        }
        undeclared(
            .ruleParameterUnknown, node, "The command has no parameter `\(name)`.", amongAll: parameters.count,
            member(name, of: parameters) ?? "Name one of its parameters as it is declared."
        ) { parameters.map(\.name) }
        return nil
    }
}

extension ManifestDecoder {
    /// What to do about the path of a member; nil where the name is none.
    private func member(_ name: String, of parameters: [ParameterDeclaration]) -> String? {
        let parts = name.split(separator: ".")
        guard parts.count > 1, let parameter = parameters.first(where: { $0.name == parts[0] }) else { return nil }
        return "A rule speaks of whole parameters, here of `\(parameter.name)`; say with a member itself what it demands."
    }
}

// MARK: Conditions

extension ManifestDecoder {
    private mutating func conditions(_ node: YAMLNode, _ parameters: [ParameterDeclaration]) -> [RuleDeclaration.Condition] {
        var result: [RuleDeclaration.Condition] = []
        for (key, value) in entries(node, "`when`") {
            guard let parameter = parameter(named: key.text, key, parameters) else { continue }
            let operands = value.isSequence ? Array(value.items) : [value]
            if operands.isEmpty { empty(value, "A condition's list") }
            let values = operands.compactMap { operand($0, parameter) }
            result.append(RuleDeclaration.Condition(parameter: parameter.name, values: values))
        }
        return result
    }

    private mutating func presence(
        _ rule: YAMLNode, _ word: StaticString, _ test: RuleDeclaration.Condition.Test, _ parameters: [ParameterDeclaration]
    ) -> [RuleDeclaration.Condition] {
        rule[word].map { names($0, word, parameters) }?.map { RuleDeclaration.Condition(parameter: $0, test) } ?? []
    }

    /// A condition's value in the form in which a handler gets it; a diagnostic where no valid request has it.
    private mutating func operand(_ node: YAMLNode, _ parameter: ParameterDeclaration) -> ManifestValue? {
        guard !node.isHole else { return nil }
        let value = Literal.value(node, as: parameter.value)
        var check = ValueCheck()
        if let bound = check.bind(value, to: parameter.value), bound.isComparable { return bound }
        let broken =
            check.violations.first.map { "it " + parameter.value.words(for: $0) } ?? "only texts, numbers and booleans are compared"
        let near = node.isScalar ? Suggestion.note(for: node.text, among: parameter.value.choices ?? []) : nil
        faults.report(
            .ruleNeverApplies, at: node.location, "`\(parameter.name)` never has this value: \(broken).",
            note: near ?? "Write a value that the parameter can have, or take the condition out.")
        return nil
    }
}

extension ManifestValue {
    /// Whether a condition can ask for it.
    fileprivate var isComparable: Bool {
        switch self {
        case .boolean, .integer, .number, .string: true
        case .null, .array, .object: false
        }
    }
}
