// SPDX-License-Identifier: Apache-2.0

import CommandManifest
import CommandWire

/// The checks of one parameter's values, from what the binder found wrong with them and from its own limits.
struct ValueChecks {
    /// The parts that were looked at, and how many are not told.
    struct Parts {
        private static let limit = 128
        private(set) var all: [ExplainedParameter.Part] = []
        private(set) var more = 0

        mutating func add(_ part: ExplainedParameter.Part) {
            if all.count < Self.limit { all.append(part) } else { more += 1 }
        }

        mutating func skip(_ count: Int) { more += count }
    }

    /// What the binder found wrong.
    let violations: [Violation]
    /// The code where a declaration gives none.
    let fallback: Int
    let shown: ShownValue

    /// The checks of the parameter itself; `value` is nil where its value was not looked at.
    func ofParameter(_ declaration: ParameterDeclaration, isTwice: Bool, value: BoundValue?) -> [ExplainedCheck] {
        let path = ValuePath.parameter(declaration.name)
        var checks: [ExplainedCheck] = []
        if let code = declaration.required { checks.append(check(path, "required", code, "is required", declaration.location)) }
        if isTwice {
            checks.append(
                ExplainedCheck(
                    rule: path.rule + ".once", code: declaration.value.invalid ?? fallback, result: .failed,
                    demand: "is given twice, by two of its names or spellings", location: declaration.location))
        }
        return checks + (value.map { self.checks(of: $0, declaration.value, path, fallback) } ?? [])
    }

    /// The checks of a value that was looked at: its type, its members' names, and its limits.
    private func checks(of value: BoundValue, _ declared: ValueDeclaration, _ path: ValuePath, _ outer: Int) -> [ExplainedCheck] {
        let code = declared.invalid ?? outer
        let type = check(path, "type", code, "must be \(Wording.nouns(declared.kinds))", declared.location)
        let members = found(path, "members").map {
            ExplainedCheck(rule: $0.rule, code: $0.code, result: .failed, demand: demand($0, path), location: declared.location)
        }
        // What is too long to be looked at is absent, and breaks its length alone.
        var isAbsent = false
        if case .absent = value { isAbsent = true }
        var isSkipped = isAbsent || type.result == .failed || declared.allowsEmpty && value.isEmptyComposite
        return [type] + members
            + declared.limits.map { limit in
                let isFound = !found(path, limit.condition.keyword).isEmpty
                let isBroken = isFound || !isSkipped && !LimitCheck.holds(limit.condition, for: value)
                let result: ExplainedCheck.Result = isBroken ? .failed : isSkipped ? .skipped : .passed
                if case .notBlank = limit.condition, result == .failed { isSkipped = true }
                return ExplainedCheck(
                    rule: path.rule + "." + limit.condition.keyword, code: limit.code ?? code, result: result,
                    demand: Wording.demand(limit), location: limit.location)
            }
    }

    /// Adds what is inside of a value. It follows the declaration, which is finite.
    func parts(of value: BoundValue, _ declared: ValueDeclaration, _ path: ValuePath, _ outer: Int, _ parts: inout Parts) {
        guard !declared.isSecret else { return }
        let code = declared.invalid ?? outer
        switch value {
        case .object(let values):
            for (value, member) in zip(values, declared.members ?? []) {
                let path = ValuePath.member(path, member.name)
                add(value, member.value, path, code, of: member, &parts)
            }
        case .map(let entries):
            guard let value = declared.values.first else { return }
            let told = told(entries.indices, of: path) { entries[$0].name }
            for number in told { add(entries[number].value, value, .entry(path, entries[number].name), code, of: nil, &parts) }
            parts.skip(entries.count - told.count)
        case .array(let items):
            // The items of an array that breaks its own limits are not looked at.
            guard let item = declared.items.first, declared.limits.allSatisfy({ LimitCheck.holds($0.condition, for: value) })
            else { return }
            let told = told(items.indices, of: path, name: String.init)
            for number in told { add(items[number], item, .item(path, number), code, of: nil, &parts) }
            parts.skip(items.count - told.count)
        default: break
        }
    }

    /// Which items or entries are told of: the first ones, and all in which something is wrong.
    private func told(_ numbers: Range<Int>, of path: ValuePath, name: (Int) -> String) -> [Int] {
        let start = path.text + "["
        let broken = violations.compactMap { $0.parameter }.filter { $0.hasPrefix(start) }
        guard !broken.isEmpty else { return Array(numbers.prefix(8)) }
        return numbers.filter { number in
            number < 2 || broken.contains { $0.dropFirst(start.count).hasPrefix(Wording.shortened(name(number)) + "]") }
        }
    }

    private func add(
        _ value: BoundValue, _ declared: ValueDeclaration, _ path: ValuePath, _ outer: Int, of member: ParameterDeclaration?,
        _ parts: inout Parts
    ) {
        let isMissing = !found(path, "required").isEmpty
        var isAbsent = false
        if case .absent = value { isAbsent = found(path, "type").isEmpty }
        var checks: [ExplainedCheck] = []
        if let member, let code = member.required { checks.append(check(path, "required", code, "is required", member.location)) }
        checks += found(path, "once").map {
            ExplainedCheck(rule: $0.rule, code: $0.code, result: .failed, demand: demand($0, path), location: declared.location)
        }
        if !isMissing, !isAbsent { checks += self.checks(of: value, declared, path, outer) }
        guard !isAbsent || checks.contains(where: { $0.result == .failed }) else { return }
        let bound = member?.role?.isCredential == true ? HiddenTexts.mark : shown.bound(value, declared)
        parts.add(.init(path: path.text, bound: bound, checks: checks))
        if !isMissing, !isAbsent { self.parts(of: value, declared, path, outer, &parts) }
    }

    private func check(
        _ path: ValuePath, _ keyword: String, _ code: Int, _ demand: String, _ location: SourceLocation
    ) -> ExplainedCheck {
        ExplainedCheck(
            rule: path.rule + "." + keyword, code: code, result: found(path, keyword).isEmpty ? .passed : .failed, demand: demand,
            location: location)
    }

    private func found(_ path: ValuePath, _ keyword: String) -> [Violation] {
        guard !violations.isEmpty else { return [] }
        let (text, rule) = (path.text, path.rule + "." + keyword)
        return violations.filter { $0.parameter == text && $0.rule == rule }
    }

    /// What a message says, to follow the value's path.
    private func demand(_ violation: Violation, _ path: ValuePath) -> String {
        let prefix = path.text + " "
        return violation.message.hasPrefix(prefix) ? String(violation.message.dropFirst(prefix.count)) : violation.message
    }
}
