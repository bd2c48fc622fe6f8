// SPDX-License-Identifier: Apache-2.0

import CommandManifest

/// What the declarations of one command answer to a call of which every value is known.
///
/// It is worked out from the manifest's language as it is documented, apart from the code that binds calls: missing
/// parameters win over everything; of later violations the first in the order of declaration gives the code, parameters
/// before rules; all of them are listed.
/// - SeeAlso: docs/manifest.md
struct Oracle {
    let command: CommandDeclaration
    private let errors: [Int: ErrorDeclaration]

    init(_ command: CommandDeclaration, shared: [ErrorDeclaration]) {
        self.command = command
        errors = Dictionary((command.errors + shared).map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The most violations that are listed beside missing parameters.
    private static let limit = 32

    /// One parameter as it is sent.
    struct Sent {
        let parameter: ParameterDeclaration
        let probe: Probe
        /// Whether it is sent once more, by another of its names.
        var isTwice = false
    }

    /// What a call with these parameters gets, on a surface that ignores or refuses unknown names.
    func answer(_ sent: [Sent], unknown: [String] = []) -> Expectation {
        var missing: [Expectation.Violation] = []
        var invalid: [Expectation.Violation] = []
        for parameter in command.parameters where parameter.role == nil || parameter.required != nil && !parameter.isKey {
            let own = sent.first { $0.parameter.name == parameter.name }
            if let code = parameter.required, own.map(\.probe.isMissing) ?? true {
                missing.append(.init(code: code, parameter: parameter.name, rule: parameter.name + ".required"))
            } else if let own, parameter.role == nil, !own.probe.isNull, case .broken(let breaks, _) = own.probe.outcome {
                invalid += Self.missingFirst(breaks).map { violation($0, parameter) }
            }
        }
        for own in sent where own.isTwice {
            let code = own.parameter.value.invalid ?? 100_006
            invalid.append(.init(code: code, parameter: own.parameter.name, rule: own.parameter.name + ".once"))
        }
        for rule in broken(sent) {
            invalid.append(.init(code: rule.declaration.code, parameter: rule.blamed, rule: rule.declaration.id))
        }
        for name in unknown { invalid.append(.init(code: 100_007, parameter: name, rule: "call.parameters")) }
        return answer(missing, Array(invalid.prefix(Self.limit)), sent)
    }

    private func answer(_ missing: [Expectation.Violation], _ invalid: [Expectation.Violation], _ sent: [Sent]) -> Expectation {
        let all = Array((missing + invalid).prefix(Self.limit))
        if !missing.isEmpty { return Expectation(.parameters, codes: missing.map(\.code), isArray: true, violations: all) }
        if let first = invalid.first {
            return Expectation(.parameters, codes: [first.code], isArray: errors[first.code]?.isArray ?? false, violations: all)
        }
        return Expectation(.accepted, bound: bound(sent))
    }

    private static func missingFirst(_ breaks: [Probe.Break]) -> [Probe.Break] {
        breaks.filter { $0.keyword == "required" } + breaks.filter { $0.keyword != "required" }
    }

    private func violation(_ found: Probe.Break, _ parameter: ParameterDeclaration) -> Expectation.Violation {
        .init(code: found.code, parameter: parameter.name + found.path, rule: parameter.name + found.rulePath + "." + found.keyword)
    }

    // MARK: Rules

    /// A rule that is broken, and the parameter to blame.
    struct BrokenRule {
        let declaration: RuleDeclaration
        let blamed: String?
    }

    /// The rules that these parameters break, in declared order.
    func broken(_ sent: [Sent]) -> [BrokenRule] {
        let there = Self.there(sent)
        return command.rules.compactMap { rule in
            guard applies(rule, sent) else { return nil }
            switch rule.demand {
            case .requires(let names):
                return names.first { !there.contains($0) }.map { BrokenRule(declaration: rule, blamed: $0) }
            case .requiresAny(let names):
                return names.contains(where: there.contains) ? nil : BrokenRule(declaration: rule, blamed: names.first)
            case .atMostOne(let names):
                return names.filter(there.contains).dropFirst().first.map { BrokenRule(declaration: rule, blamed: $0) }
            case .forbids(let names):
                return names.first(where: there.contains).map { BrokenRule(declaration: rule, blamed: $0) }
            }
        }
    }

    /// The names of the parameters that rules take to be there.
    private static func there(_ sent: [Sent]) -> Set<String> {
        Set(sent.filter { !$0.probe.isNull && !$0.probe.isEmptyText }.map(\.parameter.name))
    }

    /// Whether all conditions of a rule hold; defaults count as values, and not as being there.
    func applies(_ rule: RuleDeclaration, _ sent: [Sent]) -> Bool {
        rule.when.allSatisfy { condition in
            switch condition.test {
            case .isOneOf(let operands):
                let value = value(of: condition.parameter, sent)
                return operands.contains { Self.isSame($0, value) }
            case .isPresent: return Self.there(sent).contains(condition.parameter)
            case .isAbsent: return !Self.there(sent).contains(condition.parameter)
            }
        }
    }

    private func value(of name: String, _ sent: [Sent]) -> ManifestValue? {
        guard let parameter = command.parameters.first(where: { $0.name == name }) else { return nil }
        guard let own = sent.first(where: { $0.parameter.name == name }), !own.probe.isNull,
            !(own.probe.isEmptyText && parameter.required != nil)
        else { return parameter.value.defaultValue }
        return own.probe.value
    }

    private static func isSame(_ operand: ManifestValue, _ value: ManifestValue?) -> Bool {
        switch (operand, value) {
        case (.string(let left), .string(let right)?): Array(left.utf8) == Array(right.utf8)
        case (.integer(let left), .number(let right)?): Double(left) == right
        case (.null, nil): true
        case (_, let value?): operand == value
        default: false
        }
    }

    // MARK: What is bound

    /// What the handler would get, as the answer to a dry run shows it: declared order, the router's own left out.
    private func bound(_ sent: [Sent]) -> String {
        let members = command.parameters.filter { $0.role == nil }.compactMap { parameter -> String? in
            let own = sent.first { $0.parameter.name == parameter.name }
            guard let value = own.flatMap({ $0.probe.isNull ? nil : $0.probe.value }) ?? parameter.value.defaultValue, value != .null else {
                return nil
            }
            return ManifestValue.string(parameter.name).json + ":" + BoundJSON.text(value, parameter.value)
        }
        return "{" + members.joined(separator: ",") + "}"
    }
}

/// Bound values as a dry run shows them.
enum BoundJSON {
    // As deep as declarations nest.
    static func text(_ value: ManifestValue, _ declaration: ValueDeclaration) -> String {
        if declaration.isSecret { return "\"***\"" }
        switch value {
        case .array(let items):
            guard let item = declaration.items.first, declaration.kinds.contains(.array) else { return value.json }
            return "[" + items.map { text($0, item) }.joined(separator: ",") + "]"
        case .object(let entries):
            if let declared = declaration.values.first {
                return "{" + entries.map { ManifestValue.string($0.name).json + ":" + text($0.value, declared) }.joined(separator: ",")
                    + "}"
            }
            guard let members = declaration.members, !entries.isEmpty || !declaration.allowsEmpty else { return value.json }
            let parts = members.compactMap { member -> String? in
                let own = entries.first { $0.name == member.name }?.value ?? member.value.defaultValue ?? .null
                return own == .null ? nil : ManifestValue.string(member.name).json + ":" + text(own, member.value)
            }
            return "{" + parts.joined(separator: ",") + "}"
        case .integer(let whole) where declaration.kinds.first == .number: return "\(Double(whole))"
        default: return value.json
        }
    }
}

extension Probe {
    /// Whether a required parameter that is sent like this is missing.
    var isMissing: Bool { isNull || isEmptyText }

    /// What it is bound to; nil where it is of no declared type.
    var value: ManifestValue? {
        switch outcome {
        case .bound(let value): value
        case .broken(_, let value): value
        }
    }
}
