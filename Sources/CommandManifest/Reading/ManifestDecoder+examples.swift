// SPDX-License-Identifier: Apache-2.0

/// Examples, held against their own command.
extension ManifestDecoder {
    /// The examples; held against their command where it is sound itself.
    mutating func examples(_ node: YAMLNode, _ command: CommandDeclaration, _ isSound: Bool) -> [ExampleDeclaration] {
        var result: [ExampleDeclaration] = []
        for item in items(node, "`examples`") {
            guard item.isMapping else {
                wrongKind(item, "An example", "a mapping", "Write `request` with `reply` or `refusal`.")
                continue
            }
            if let example = example(item, command, isSound) { result.append(example) }
        }
        return result
    }

    private mutating func example(_ node: YAMLNode, _ command: CommandDeclaration, _ isSound: Bool) -> ExampleDeclaration? {
        refuseUnknownKeys(node, .example)
        guard let request = node["request"] else {
            if !isMistaken("request", in: node, .example) { missing("request", in: node, "Write the parameters, or `{}` for none.") }
            return nil
        }
        if node["reply"] == nil, node["refusal"] == nil, hasUnknownKey(node, .example) { return nil }
        guard (node["reply"] == nil) != (node["refusal"] == nil) else {
            faults.report(
                .exampleOutcome, at: node.location, "An example has a `reply` or a `refusal`, one of the two.",
                note: "Write what the request is answered.")
            return nil
        }
        for part in [request, node["reply"], node["refusal"]] where part?.isMapping == false {
            _ = entries(part, "This part of an example")
            return nil
        }
        return isSound ? checked(node, request, command) : nil
    }

    private mutating func checked(_ node: YAMLNode, _ request: YAMLNode, _ command: CommandDeclaration) -> ExampleDeclaration? {
        let sent = Literal.members(request, command.parameters)
        let check = RequestCheck(sent, command)
        var result = ExampleDeclaration(request: .object(sent), location: node.location)
        let before = faults.errors
        checkNames(request, command)
        let isNamed = faults.errors == before
        if let reply = node["reply"] {
            if isNamed { checkAccepted(request, check) }
            result.reply = .object(self.reply(reply, command))
        } else if let refusal = node["refusal"], isNamed {
            result.refusal = .object(self.refusal(refusal, check, command))
        }
        return result
    }

    private mutating func checkNames(_ request: YAMLNode, _ command: CommandDeclaration) {
        var named: Set<String> = []
        for entry in request.entries {
            let parameter = command.parameters.first { $0.answers(to: entry.key.text) }
            if let role = parameter?.role, role != .format {
                badRequest(entry.key, "An example is without command and credentials.", "Take `\(entry.key.text)` out.")
            } else if parameter == nil {
                let names = command.parameters.map(\.name)
                let note = Suggestion.note(for: entry.key.text, among: names) ?? "Name one of its parameters."
                badRequest(entry.key, "The command has no parameter `\(entry.key.text)`.", note)
            } else if let parameter, !named.insert(parameter.name).inserted {
                badRequest(entry.key, "The request has the parameter `\(parameter.name)` twice.", "Take one of the two out.")
            }
        }
    }

    private mutating func badRequest(_ node: YAMLNode, _ message: String, _ note: String) {
        faults.report(.exampleRequestInvalid, at: node.location, message, note: note)
    }

    private mutating func checkAccepted(_ request: YAMLNode, _ check: RequestCheck) {
        for violation in check.all {
            let name = violation.path.prefix { $0 != "." }
            let place = request.entries.first { $0.key.text.isSameName(as: String(name)) }?.value ?? request
            badRequest(place, "This request would be refused: `\(violation.rule)`.", "Mend the request, or the declaration that it breaks.")
        }
    }
}

// MARK: Replies and refusals

extension ManifestDecoder {
    private mutating func reply(_ node: YAMLNode, _ command: CommandDeclaration) -> [ManifestValue.Member] {
        checkFields(node, command.returns, .exampleReplyInvalid, "`returns`")
    }

    /// Holds written fields against declared ones.
    private mutating func checkFields(
        _ node: YAMLNode, _ declared: [FieldDeclaration], _ id: Diagnostic.ID, _ source: String
    ) -> [ManifestValue.Member] {
        let fields = declared.map(\.asMember)
        let written = Literal.members(node, fields)
        var check = ValueCheck(side: .reply)
        let bound = check.bind(written, to: fields)
        let meant = Set(
            check.violations.filter { $0.keyword == "unknown" }.compactMap { violation in
                Suggestion.nearest(to: violation.path, among: declared.map(\.name))
            })
        for violation in check.violations where violation.keyword != "required" || !meant.contains(violation.path) {
            let entry = node.entries.first { $0.key.text == violation.path.prefix { $0 != "." } }
            let place = (violation.rule == "\(entry?.key.text ?? "").unknown" ? entry?.key : entry?.value) ?? node
            let (message, note) = Self.words(violation, declared, source)
            faults.report(id, at: place.location, message, note: note)
        }
        for (field, value) in bound {
            guard let constant = declared.first(where: { $0.name == field.name })?.constant, value != .string(constant) else { continue }
            let place = node.entries.first { $0.key.text == field.name }?.value ?? node
            faults.report(
                id, at: place.location, "`\(field.name)` is always \(ManifestValue.string(constant).json).", note: "Write that text here.")
        }
        return written
    }

    /// What is wrong with a field, and what to do.
    private static func words(
        _ violation: ValueCheck.Violation, _ declared: [FieldDeclaration], _ source: String
    ) -> (message: String, note: String) {
        let isOwn = !violation.path.contains(".")
        switch violation.keyword {
        case "unknown" where isOwn:
            let near = Suggestion.note(for: violation.path, among: declared.map(\.name))
            return ("\(source) has no field `\(violation.path)`.", near ?? "Take it out, or declare it under \(source).")
        case "required": return ("The field `\(violation.path)` is missing.", "Write it, or declare it with `optional: true`.")
        default: return ("This breaks \(source): `\(violation.rule)`.", "Mend the example, or \(source).")
        }
    }

    private mutating func refusal(_ node: YAMLNode, _ check: RequestCheck, _ command: CommandDeclaration) -> [ManifestValue.Member] {
        let whole = Literal.members(node, [])
        guard let code = node["ErrorCode"], let value = whole.first(where: { $0.name == "ErrorCode" })?.value else {
            missing("ErrorCode", in: node, "Write the code that the request is refused with.")
            return whole
        }
        let expected = ExpectedRefusal(value, check, command, manifest.errors)
        if let fault = expected.fault {
            faults.report(.exampleRefusalInvalid, at: code.location, fault.message, note: fault.note)
        } else {
            checkBeside(node, expected, command)
        }
        return whole
    }

    /// What stands beside the code: its text as it is sent, and the fields that its declaration has.
    private mutating func checkBeside(_ node: YAMLNode, _ expected: ExpectedRefusal, _ command: CommandDeclaration) {
        let returns = expected.error?.returns ?? []
        for entry in node.entries where !entry.key.matches("ErrorCode") {
            let name = entry.key.text
            let value = Literal.value(entry.value, as: returns.first { $0.name == name }?.value)
            guard let message = expected.fault(of: name, value) else { continue }
            faults.report(.exampleRefusalInvalid, at: entry.key.location, message, note: "Mend the example, or the error's entry.")
        }
    }
}

extension FieldDeclaration {
    /// As a member of the object that a reply is.
    fileprivate var asMember: ParameterDeclaration {
        ParameterDeclaration(name: name, isOptional: isOptional, value: value, location: location)
    }
}
