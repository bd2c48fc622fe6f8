// SPDX-License-Identifier: Apache-2.0

import CommandManifest
import CommandWire

/// Every way in which a command is refused by its own declaration, each as a caller gets it: a refusal for each rule, and
/// one for each code that its handler may answer.
struct CommandRefusals {
    let command: CommandDeclaration
    private let errors: [Int: ErrorDeclaration]

    init(_ command: CommandDeclaration, _ manifest: Manifest) {
        self.command = command
        errors = Dictionary((command.errors + manifest.errors).map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// All of them: what the declaration refuses, in declared order, then the handler's own.
    var all: [ShownRefusal] {
        var names: Set<String> = []
        return (missing + invalid + broken + failures).filter { names.insert("\($0.name) \($0.code)").inserted }
    }

    // MARK: By the declaration

    private var missing: [ShownRefusal] {
        command.parameters.compactMap { parameter in
            parameter.required.map { code in
                shown(
                    .parameters, code, isMissing: true,
                    Violation(
                        code: code, parameter: parameter.name, rule: parameter.name + ".required",
                        message: "\(parameter.name) is required"))
            }
        }
    }

    private var invalid: [ShownRefusal] {
        command.parameters.filter { $0.role == nil }.flatMap { parameter in
            violations(parameter.value, text: parameter.name, rule: parameter.name, code: StandardCode.invalid.rawValue)
        }.map { shown(.parameters, $0.code, isMissing: false, $0) }
    }

    /// Recursion follows the declaration, which is finite.
    private func violations(_ value: ValueDeclaration, text: String, rule: String, code: Int) -> [Violation] {
        let code = value.invalid ?? code
        let type = Violation(code: code, parameter: text, rule: rule + ".type", message: "\(text) must be \(Wording.nouns(value.kinds))")
        let limits = value.limits.map { limit in
            Violation(
                code: limit.code ?? code, parameter: text, rule: rule + "." + limit.condition.keyword,
                message: "\(text) \(Wording.demand(limit))")
        }
        let members = (value.members ?? []).flatMap { member -> [Violation] in
            let (text, rule) = (text + "." + member.name, rule + "." + member.name)
            let missing = member.required.map {
                Violation(code: $0, parameter: text, rule: rule + ".required", message: "\(text) is required")
            }
            return (missing.map { [$0] } ?? []) + violations(member.value, text: text, rule: rule, code: code)
        }
        return [type] + limits + members + value.items.flatMap { violations($0, text: text + "[0]", rule: rule, code: code) }
            + value.values.flatMap { violations($0, text: text + "[…]", rule: rule, code: code) }
    }

    private var broken: [ShownRefusal] {
        command.rules.map { rule in
            shown(
                .parameters, rule.code, isMissing: false,
                Violation(
                    code: rule.code, parameter: rule.demand.parameters.first, rule: rule.id, message: Wording.demand(rule)))
        }
    }

    // MARK: By the handler

    /// Codes that no declaration uses, and those that are answered with a status of their own.
    private var failures: [ShownRefusal] {
        let used = Set((missing + invalid + broken).map(\.code))
        return command.errors.filter { error in
            !command.reserved.contains(error.code) && (!used.contains(error.code) || error.status != 422)
        }.map { error in
            shown(
                .failure(status: error.status), error.code, isMissing: false,
                Violation(code: error.code, rule: "\(command.name).\(error.code)", message: error.text), fields: fields(error))
        }
    }

    /// What stands beside the code: as an example has it, else something of the right kind.
    private func fields(_ error: ErrorDeclaration) -> [UInt8] {
        let example = command.examples.lazy.compactMap(\.refusal).first { refusal in
            JSON(refusal)["ErrorCode"]?.compact == String(error.code)
        }
        let members = error.returns.filter { !$0.isOptional }.map { field in
            JSON.string(field.name).compact + ":" + (example.flatMap { JSON($0)[field.name] } ?? Sample.value(field.value)).compact
        }
        return Array(members.joined(separator: ",").utf8)
    }

    private func shown(
        _ kind: Refusal.Kind, _ code: Int, isMissing: Bool, _ violation: Violation, fields: [UInt8] = []
    ) -> ShownRefusal {
        let error = errors[code]
        let text = error?.callerText ?? StandardCode(rawValue: code)?.text ?? StandardCode.invalid.text
        return ShownRefusal(
            refusal: Refusal(
                kind, codes: [code], texts: [text], isArray: isMissing || error?.isArray ?? false, field: error?.field ?? "ErrorText",
                fields: fields, violations: [violation]),
            name: violation.rule, text: error?.text ?? text)
    }
}

/// Something of a declared kind, where no example shows one.
enum Sample {
    static func value(_ declaration: ValueDeclaration) -> JSON {
        switch declaration.kinds.first {
        case .integer, .id: 1
        case .number: 1
        case .boolean: true
        case .idList, .array: []
        case .object: .object((declaration.members ?? []).filter { !$0.isOptional }.map { ($0.name, value($0.value)) })
        case .date: "2025-06-15"
        case .time: "10:00:00"
        case .datetime: "2025-06-15 10:00:00"
        case .timezone: "UTC"
        case .url: "https://example.com"
        case .email: "user@example.com"
        case .string, nil: "…"
        }
    }
}
