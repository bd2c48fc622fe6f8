// SPDX-License-Identifier: Apache-2.0

package import CommandManifest

/// The cases of one command, derived from its declarations alone.
///
/// They come in the same order and under the same names each time.
package struct CaseGenerator {
    let command: CommandDeclaration
    let manifest: Manifest
    let oracle: Oracle
    /// Parameters that a caller gives values for: not the router's own.
    let parameters: [ParameterDeclaration]
    private(set) var cases: [Case] = []
    /// A value for each parameter, by its name.
    private let samples: [String: Sample]

    /// Every case of a command.
    package static func cases(of command: CommandDeclaration, in manifest: Manifest) -> [Case] {
        var generator = CaseGenerator(command, manifest)
        generator.addValid()
        generator.addMissing()
        for parameter in generator.parameters { generator.addValues(of: parameter) }
        generator.addRules()
        generator.addNames()
        generator.addForms()
        generator.addDocuments()
        generator.addCallers()
        return generator.cases
    }

    init(_ command: CommandDeclaration, _ manifest: Manifest) {
        self.command = command
        self.manifest = manifest
        oracle = Oracle(command, shared: manifest.errors)
        parameters = command.parameters.filter { $0.role == nil }
        samples = Dictionary(
            command.parameters.compactMap { parameter in Sample.of(parameter.value).map { (parameter.name, $0) } },
            uniquingKeysWith: { first, _ in first })
        minimal = completed(command.parameters.filter { $0.required != nil && !$0.isKey }.compactMap { valid($0) })
    }

    // MARK: Adding

    /// Everywhere that the command can be called, in one order.
    var surfaces: [CommandDeclaration.Surface] { CommandDeclaration.Surface.allCases.filter(command.surfaces.contains) }

    /// Who calls where nothing is said of callers.
    var caller: Caller {
        if command.access.contains(.user) { return .user(without: nil) }
        return command.access.contains(.admin) ? .admin(without: nil) : .nobody
    }

    /// Adds a case that the oracle answers. The same call is not added again under its name.
    mutating func add(_ name: String, _ sent: [Oracle.Sent], _ reason: String, at location: SourceLocation? = nil) {
        let call = CaseCall(command: command.name, content: .fields(fields(sent)), caller: caller)
        add(name, call, oracle.answer(sent), reason, at: location, parts: sent)
    }

    /// Adds a case of these fields.
    mutating func add(
        _ name: String, fields: [CaseCall.Field], _ expected: Expectation, _ reason: String, at location: SourceLocation? = nil,
        on surfaces: [CommandDeclaration.Surface]? = nil, as caller: Caller? = nil, named spelling: String? = nil
    ) {
        let call = CaseCall(command: spelling ?? command.name, content: .fields(fields), caller: caller ?? self.caller)
        add(name, call, expected, reason, at: location, on: surfaces)
    }

    /// Adds a case.
    mutating func add(
        _ name: String, _ call: CaseCall, _ expected: Expectation, _ reason: String, at location: SourceLocation? = nil,
        on surfaces: [CommandDeclaration.Surface]? = nil, parts: [Oracle.Sent] = []
    ) {
        // Who cannot be known on the flat API is asked there for what comes before that alone.
        let isKnown = ![.accepted, .parameters, .forbidden].contains(expected.kind) || CaseRequest.canSay(call.caller, to: command)
        let surfaces = (surfaces ?? self.surfaces).filter { $0 != .api || isKnown }
        guard !surfaces.isEmpty, let name = free(command.name + "/" + name, call) else { return }
        names[name] = cases.count
        cases.append(
            Case(
                name: name, command: command.name, call: call, expected: expected, reason: reason, location: location ?? command.location,
                surfaces: surfaces, parts: parts))
    }

    /// The places of cases by their names.
    private var names: [String: Int] = [:]

    /// The name, with a number where another call has it; nil where the same call has.
    private func free(_ name: String, _ call: CaseCall) -> String? {
        var (free, number) = (name, 1)
        while let place = names[free] {
            if cases[place].call == call { return nil }
            number += 1
            free = "\(name)-\(number)"
        }
        return free
    }

    /// Parameters as fields, in the order in which they are given.
    func fields(_ sent: [Oracle.Sent]) -> [CaseCall.Field] {
        let own = sent.flatMap { sent -> [CaseCall.Field] in
            let field = CaseCall.Field(sent.parameter.name, sent.probe.json)
            guard sent.isTwice, let alias = sent.parameter.aliases.first else { return [field] }
            return [field, CaseCall.Field(alias, sent.probe.json)]
        }
        return own
    }

    // MARK: Valid calls

    /// A value that keeps a parameter's declaration.
    func valid(_ parameter: ParameterDeclaration, _ extent: Sample.Extent = .minimal) -> Oracle.Sent? {
        (extent == .minimal ? samples[parameter.name] : Sample.of(parameter.value, extent)).map { sample in
            Oracle.Sent(
                parameter: parameter,
                probe: Probe(label: "valid", json: sample.json, outcome: .bound(sample.bound), location: parameter.location))
        }
    }

    /// What is required, completed so that no rule is broken.
    private(set) var minimal: [Oracle.Sent] = []

    /// The same with what the rules ask for beside it, and without what they forbid; what stands in `kept` stays.
    func completed(_ sent: [Oracle.Sent], keeping kept: Set<String> = []) -> [Oracle.Sent] {
        var sent = sent
        // Each round mends a rule, and there are not more of them than that.
        for _ in 0...command.rules.count * 2 {
            guard let broken = oracle.broken(sent).first else { break }
            switch broken.declaration.demand {
            case .requires, .requiresAny:
                guard let name = broken.blamed, !kept.contains(name), let parameter = parameters.first(where: { $0.name == name }),
                    let value = valid(parameter)
                else {
                    return sent
                }
                sent.removeAll { $0.parameter.name == name }
                sent.append(value)
            case .forbids, .atMostOne:
                // Of those of which one may be there, another one goes where the blamed one is to stay.
                let names =
                    [broken.blamed].compactMap(\.self) + (broken.declaration.demand.isAtMostOne ? there(broken.declaration, sent) : [])
                guard let name = names.first(where: { isDroppable($0) && !kept.contains($0) }) else { return sent }
                sent.removeAll { $0.parameter.name == name }
            }
        }
        return sent
    }

    private func isDroppable(_ name: String) -> Bool { command.parameters.first { $0.name == name }?.required == nil }

    /// What a rule's demand names and a call sends.
    private func there(_ rule: RuleDeclaration, _ sent: [Oracle.Sent]) -> [String] {
        rule.demand.parameters.filter { name in sent.contains { $0.parameter.name == name } }
    }

    private mutating func addValid() {
        add("valid/minimal", minimal, "It has what is required and nothing else")
        let full = completed(
            command.parameters.filter { $0.role == nil || $0.required != nil && !$0.isKey }.compactMap { valid($0, .full) })
        add("valid/full", full, "Every parameter keeps its declaration")
        let credentials = Set(command.parameters.filter { $0.role?.isCredential ?? false }.map(\.name))
        for parameter in command.parameters
        where parameter.required == nil && !credentials.contains(parameter.name) && parameter.role == nil {
            guard let value = valid(parameter) else { continue }
            let sent = completed(minimal.filter { $0.parameter.name != parameter.name } + [value], keeping: [parameter.name])
            add("valid/with-\(parameter.name)", sent, "\(parameter.name) keeps its declaration", at: parameter.location)
        }
    }

    // MARK: Missing parameters

    private mutating func addMissing() {
        let required = command.parameters.filter { $0.required != nil && !$0.isKey }
        for (index, first) in required.enumerated() {
            addMissing([first])
            for second in required[(index + 1)...] { addMissing([first, second]) }
            for (label, json) in [("null", "null"), ("empty", "\"\"")] {
                let probe = Probe(label: label, json: json, outcome: .bound(.null), location: first.location)
                let sent = minimal.map { $0.parameter.name == first.name ? Oracle.Sent(parameter: first, probe: probe) : $0 }
                guard first.role == nil || !first.isCredential else { continue }
                add(
                    "\(first.name)/required/\(label)", sent, "\(first.name) is required, and \(json) is the same as not sent",
                    at: first.location)
            }
        }
        if required.count > 2 { addMissing(required) }
        if !command.rules.isEmpty || !required.isEmpty { add("missing/everything", [], "Nothing is sent") }
    }

    private mutating func addMissing(_ parameters: [ParameterDeclaration]) {
        let names = parameters.map(\.name)
        let sent = minimal.filter { !names.contains($0.parameter.name) }
        let label = parameters.count == 1 ? "\(names[0])/required/absent" : "missing/" + names.joined(separator: "+")
        add(label, sent, names.joined(separator: " and ") + " must be given", at: parameters.first?.location)
    }

    // MARK: Values

    private mutating func addValues(of parameter: ParameterDeclaration) {
        let others = minimal.filter { $0.parameter.name != parameter.name }
        for probe in Probes(parameter.value, enclosing: 100_006).all {
            if probe.isEmptyText, parameter.required != nil { continue }
            let own = Oracle.Sent(parameter: parameter, probe: probe)
            // What a valid value asks for comes along, so that the value itself is what is tried.
            let sent = completed(others + [own], keeping: [parameter.name])
            add("\(parameter.name)/\(probe.label)", sent, reason(probe, parameter), at: probe.location)
        }
        guard parameter.required == nil else { return }
        let null = Probe(label: "null", json: "null", outcome: .bound(.null), location: parameter.location)
        add(
            "\(parameter.name)/null", completed(others + [Oracle.Sent(parameter: parameter, probe: null)]),
            "null is the same as not sent", at: parameter.location)
    }

    private func reason(_ probe: Probe, _ parameter: ParameterDeclaration) -> String {
        switch probe.outcome {
        case .bound: "\(parameter.name) keeps its declaration"
        case .broken(let breaks, _):
            "\(parameter.name) breaks " + breaks.map { parameter.name + $0.rulePath + "." + $0.keyword }.joined(separator: ", ")
        }
    }
}

extension RuleDeclaration.Demand {
    fileprivate var isAtMostOne: Bool { if case .atMostOne = self { true } else { false } }
}

extension ParameterDeclaration {
    /// Whether it is a key, without which nobody is known, so that nobody is told that it is missing.
    var isKey: Bool { role == .key || role == .adminKey }
    /// Whether the router reads it to know who is calling.
    var isCredential: Bool { role?.isCredential ?? false }
}
