// SPDX-License-Identifier: Apache-2.0

import CommandManifest

extension CaseGenerator {
    /// The most rows of a table of decisions that become cases, for each set of conditions.
    private static let mostRows = 4_096
    /// The most sets of conditions that are looked at for one rule; what would be more is left to the first conditions.
    private static let mostSettings = 1_024

    /// Adds the table of decisions: for every way in which conditions can hold, which of the parameters that the rules
    /// then ask for, or forbid, are there.
    mutating func addRules() {
        for rule in command.rules { addOutcomes(of: rule) }
        for setting in settings { addRows(of: setting) }
    }

    /// What a call says about a parameter that conditions name.
    fileprivate enum Choice: Hashable {
        /// This value.
        case value(ManifestValue)
        /// Any value that keeps the declaration.
        case given
        /// Nothing: it is left out.
        case nothing

        /// As a part of a case's name.
        var label: String {
            switch self {
            case .value(let value): value.plainText.hyphenated
            case .given: "given"
            case .nothing: "null"
            }
        }
    }

    /// Parameters as conditions have them, as they are sent.
    private func sent(_ setting: [String: Choice]) -> [Oracle.Sent] {
        parameters.compactMap { parameter in
            switch setting[parameter.name] {
            case .value(let value):
                Oracle.Sent(
                    parameter: parameter,
                    probe: Probe(label: value.json.hyphenated, json: value.json, outcome: .bound(value), location: parameter.location))
            case .given: valid(parameter)
            case .nothing, nil: nil
            }
        }
    }

    /// Every way to choose among what can be said of the parameters that one rule's conditions name; the rule that always applies has one.
    private var settings: [[String: Choice]] {
        var result: [[String: Choice]] = []
        var known: Set<[String: Choice]> = []
        for rule in command.rules {
            var own: [[String: Choice]] = [[:]]
            for condition in rule.when {
                let choices = choices(of: condition.parameter)
                if own.count * choices.count > Self.mostSettings { break }
                own = own.flatMap { setting in choices.map { setting.merging([condition.parameter: $0]) { $1 } } }
            }
            for setting in own where known.insert(setting).inserted { result.append(setting) }
        }
        return result
    }

    /// What conditions tell apart of a parameter: the values that they name, one that they do not, and none at all.
    private func choices(of name: String) -> [Choice] {
        guard let parameter = parameters.first(where: { $0.name == name }) else { return [] }
        let conditions = command.rules.flatMap(\.when).filter { $0.parameter == name }
        var values = conditions.flatMap(\.values)
        if parameter.value.kinds == [.boolean] { values += [.boolean(true), .boolean(false)] }
        values += (parameter.value.choices ?? []).map(ManifestValue.string)
        var seen: Set<ManifestValue> = []
        let named = values.filter { $0 != .null && seen.insert($0).inserted }
        return named.map(Choice.value) + (named.isEmpty ? [.given] : []) + [.nothing]
    }

    private mutating func addRows(of setting: [String: Choice]) {
        let given = sent(setting)
        let active = command.rules.filter { oracle.applies($0, given) && (!$0.when.isEmpty || setting.isEmpty) }
        var names: [String] = []
        for name in active.flatMap(\.demand.parameters) where !names.contains(name) && setting[name] == nil { names.append(name) }
        let free = names.compactMap { name in parameters.first { $0.name == name } }.filter { $0.required == nil }
        guard free.count < 12 else { return }
        let label = setting.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.label)" }.joined(separator: ",")
        for row in 0..<min(1 << free.count, Self.mostRows) {
            let there = free.indices.filter { row & 1 << $0 != 0 }.map { free[$0] }
            let base = minimal.filter { own in setting[own.parameter.name] == nil && !free.contains { $0.name == own.parameter.name } }
            let sent = base + given + there.compactMap { valid($0) }
            let name =
                "rules/" + (label.isEmpty ? "always" : label) + "/" + (there.isEmpty ? "none" : there.map(\.name).joined(separator: "+"))
            add(name, sent, reason(sent), at: active.first?.location)
        }
    }

    private func reason(_ sent: [Oracle.Sent]) -> String {
        let broken = oracle.broken(sent).map(\.declaration.id)
        return broken.isEmpty ? "No rule is broken" : "It breaks " + broken.joined(separator: ", ")
    }

    /// Adds each rule kept and broken alone, under the name of the parameter that it asks for.
    private mutating func addOutcomes(of rule: RuleDeclaration) {
        guard let setting = rule.setting else { return }
        let base =
            minimal.filter { setting[$0.parameter.name] == nil && !rule.demand.parameters.contains($0.parameter.name) } + sent(setting)
        for name in rule.demand.parameters {
            guard let parameter = parameters.first(where: { $0.name == name }), let value = valid(parameter) else { continue }
            let others = rule.demand.parameters.filter { $0 != name }.compactMap { other in
                parameters.first { $0.name == other }.flatMap { valid($0) }
            }
            switch rule.demand {
            case .requires:
                let kept = completed(base + others + [value], keeping: Set(rule.demand.parameters))
                add("\(name)/\(rule.id)/given", kept, "\(name) is there", at: rule.location)
                let rest = kept.filter { $0.parameter.name != name }
                add("\(name)/\(rule.id)/missing", rest, "\(rule.id) asks for \(name)", at: rule.location)
                addVoids(of: parameter, rule, rest)
            case .requiresAny:
                let kept = completed(base + [value], keeping: [name])
                add("\(name)/\(rule.id)/given", kept, "\(name) is enough", at: rule.location)
                let rest = kept.filter { !rule.demand.parameters.contains($0.parameter.name) }
                add("\(name)/\(rule.id)/missing", rest, "\(rule.id) asks for one of these", at: rule.location)
                addVoids(of: parameter, rule, rest)
            case .atMostOne:
                guard let other = others.first else { continue }
                let kept = completed(base + [value], keeping: [name])
                add("\(name)/\(rule.id)/given", kept, "\(name) is there alone", at: rule.location)
                add("\(name)/\(rule.id)/with-\(other.parameter.name)", kept + [other], "\(rule.id) takes one of these", at: rule.location)
                addVoids(of: parameter, rule, completed(base + [other], keeping: [other.parameter.name]))
            case .forbids:
                let kept = completed(base)
                add("\(name)/\(rule.id)/missing", kept, "\(name) is not there", at: rule.location)
                add("\(name)/\(rule.id)/given", kept + [value], "\(rule.id) forbids \(name)", at: rule.location)
                addVoids(of: parameter, rule, kept)
            }
        }
    }

    /// Adds what is sent without being there: null, and an empty text.
    private mutating func addVoids(of parameter: ParameterDeclaration, _ rule: RuleDeclaration, _ rest: [Oracle.Sent]) {
        let empty = Probes(parameter.value, enclosing: 100_006).all.first(where: \.isEmptyText)
        let null = Probe(label: "null", json: "null", outcome: .bound(.null), location: parameter.location)
        for probe in [null, empty].compactMap(\.self) {
            add(
                "\(parameter.name)/\(rule.id)/\(probe.isNull ? "null" : "empty")", rest + [Oracle.Sent(parameter: parameter, probe: probe)],
                "\(parameter.name) is sent, and is not there", at: rule.location)
        }
    }
}

extension RuleDeclaration {
    /// What makes every condition hold; nil where one of them is that nothing is sent.
    fileprivate var setting: [String: CaseGenerator.Choice]? {
        var result: [String: CaseGenerator.Choice] = [:]
        for condition in when {
            switch condition.test {
            case .isOneOf(let values):
                guard let value = values.first(where: { $0 != .null }) else { return nil }
                result[condition.parameter] = .value(value)
            case .isPresent: if result[condition.parameter] == nil { result[condition.parameter] = .given }
            case .isAbsent: result[condition.parameter] = .nothing
            }
        }
        return result
    }
}

extension ManifestValue {
    /// A text without its quotes, anything else as JSON.
    var plainText: String { if case .string(let text) = self { text } else { json } }
}
