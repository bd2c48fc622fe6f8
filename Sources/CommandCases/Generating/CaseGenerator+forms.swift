// SPDX-License-Identifier: Apache-2.0

import CommandManifest

/// What a form and a query can say and JSON cannot: a name twice.
extension CaseGenerator {
    /// Adds names twice: the last one counts, that of the body before that of the query, and repeats of a list are one list.
    mutating func addForms() {
        guard surfaces.contains(.api), CaseRequest.canSay(caller, to: command) else { return }
        for parameter in parameters where parameter.value.kinds.count == 1 {
            guard let value = valid(parameter) else { continue }
            let sent = completed(minimal.filter { $0.parameter.name != parameter.name } + [value], keeping: [parameter.name])
            guard let rest = form(sent.filter { $0.parameter.name != parameter.name }) else { continue }
            switch parameter.value.kinds {
            case [.idList], [.array]: addRepeats(of: parameter, sent, rest)
            default: addTwice(parameter, value, sent, rest)
            }
        }
        addCredentialsTwice()
    }

    /// Parameters as fields; nil where one of them is a union, of which a text may be another type.
    private func form(_ sent: [Oracle.Sent]) -> [CaseCall.FormField]? {
        guard sent.allSatisfy({ $0.parameter.value.kinds.count == 1 }) else { return nil }
        return sent.map { CaseCall.FormField($0.parameter.name, json: $0.probe.json) }
    }

    private mutating func addTwice(
        _ parameter: ParameterDeclaration, _ value: Oracle.Sent, _ sent: [Oracle.Sent], _ rest: [CaseCall.FormField]
    ) {
        let (name, own) = (parameter.name, CaseCall.FormField(parameter.name, json: value.probe.json))
        let other = CaseCall.FormField(name, "Unlisted")
        let expected = oracle.answer(sent)
        add("\(name)/form/twice", .form(rest + [other, own]), expected, "Of a name twice the last one counts", parameter)
        let spelled = CaseCall.FormField(name.uppercased(), "Unlisted")
        if spelled.name != name {
            add("\(name)/form/twice-in-another-case", .form(rest + [spelled, own]), expected, "Names are the same in any case", parameter)
        }
        add(
            "\(name)/form/in-the-query-too", .form(rest + [own], query: [other]), expected, "The body counts before the query", parameter)
    }

    private mutating func addRepeats(of parameter: ParameterDeclaration, _ sent: [Oracle.Sent], _ rest: [CaseCall.FormField]) {
        let isList = parameter.value.kinds == [.idList]
        guard let item = isList ? Sample("11", .integer(11)) : parameter.value.items.first.flatMap({ scalar($0) }) else { return }
        let other = isList ? Sample("12", .integer(12)) : item
        let bound = ManifestValue.array([item.bound, other.bound])
        let code = parameter.value.invalid ?? 100_006
        let breaks = Limits.broken(by: bound, parameter.value, code: code)
        let probe = Probe(
            label: "repeats", json: "", outcome: breaks.isEmpty ? .bound(bound) : .broken(breaks, bound: bound),
            location: parameter.location)
        let own = sent.map { $0.parameter.name == parameter.name ? Oracle.Sent(parameter: parameter, probe: probe) : $0 }
        let fields = [item, other].map { CaseCall.FormField(parameter.name, json: $0.json) }
        add("\(parameter.name)/form/repeats", .form(rest + fields), oracle.answer(own), "Repeats of a list are one list", parameter)
    }

    /// A value of an item that is one text in a form.
    private func scalar(_ item: ValueDeclaration) -> Sample? {
        guard item.kinds.count == 1, item.kinds.first?.isComposite == false, item.kinds != [.idList] else { return nil }
        return Sample.of(item)
    }

    private mutating func add(
        _ name: String, _ content: CaseCall.Content, _ expected: Expectation, _ reason: String, _ parameter: ParameterDeclaration
    ) {
        var call = CaseCall(command: command.name, content: content, caller: caller)
        call.mediaType = "application/x-www-form-urlencoded"
        add(name, call, expected, reason, at: parameter.location, on: [.api])
    }

    /// Adds a credential twice: the same one is one, and two that differ are none.
    private mutating func addCredentialsTwice() {
        guard let name = command.parameters.first(where: { $0.role == .key })?.name, case .user = caller, let rest = form(minimal) else {
            return
        }
        for (label, second, expected, reason) in [
            ("twice", caller, oracle.answer(minimal), "A credential twice is that credential"),
            ("two", .unknown(json: "\"somebody-elses-key\""), .standard(.unauthenticated), "Nobody is known by two keys"),
        ] as [(String, Caller, Expectation, String)] {
            var call = CaseCall(command: command.name, content: .form(rest), caller: caller)
            call.mediaType = "application/x-www-form-urlencoded"
            call.credentials = [caller, second].map { CaseCall.Credential(place: .field(name), caller: $0) }
            add("credentials/form/\(label)", call, expected, reason, on: [.api])
        }
    }
}
