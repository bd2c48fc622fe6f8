// SPDX-License-Identifier: Apache-2.0

import CommandManifest

/// Holds replies against what the manifest declares of them: fields and their types, codes and how they are sent.
public struct ReplyCheck: Sendable {
    private let declarations: CommandDeclarations

    /// Composes a check.
    public init(_ declarations: CommandDeclarations) { self.declarations = declarations }

    /// What a reply has otherwise than declared: a body of `/api.php` or `/api/v1`, or a single one of `/rpc`. A name that no
    /// command has stands for no command: then only codes that belong to no command are declared.
    public func faults(_ body: String, of command: String) -> [String] {
        if body.isEmpty { return [] }
        guard let reply = ManifestValue(json: body) else { return ["the reply is not JSON"] }
        let declaration = declarations.command(command)
        guard case .object(let fields) = reply.decision else { return declaration == nil ? [] : ["the reply is no object"] }
        // JSON-RPC's own errors tell no code.
        if reply["jsonrpc"] != nil, reply.decision["Success"] == nil { return [] }
        let rest = fields.filter { $0.name != "Success" && $0.name != "ErrorCode" }
        switch (reply.decision["Success"], reply.decision["ErrorCode"]) {
        case (.boolean(true), .integer(0)): return success(rest, declaration)
        case (.boolean(false), let code?): return refusal(code, rest, declaration)
        default: return ["`Success` and `ErrorCode` do not agree"]
        }
    }

    private func success(_ fields: [ManifestValue.Member], _ command: CommandDeclaration?) -> [String] {
        let declared = command?.returns ?? []
        let constants = declared.filter { field in
            field.constant.map { fields.first { $0.name == field.name }?.value != .string($0) } ?? false
        }
        return faults(fields, declared) + constants.map { "`\($0.name)` is not the text that it always is" }
    }

    private func faults(_ fields: [ManifestValue.Member], _ declared: [FieldDeclaration]) -> [String] {
        var check = ValueCheck(side: .reply)
        let members = declared.map {
            ParameterDeclaration(name: $0.name, isOptional: $0.isOptional, value: $0.value, location: $0.location)
        }
        _ = check.bind(fields, to: members)
        return check.violations.map { "the reply breaks `returns`: \($0.rule)" }
    }

    // MARK: Refusals

    private func refusal(_ code: ManifestValue, _ fields: [ManifestValue.Member], _ command: CommandDeclaration?) -> [String] {
        let errors = code.integers.compactMap { code in
            ((command?.errors ?? []) + declarations.manifest.errors).first { $0.code == code }
        }
        guard let first = errors.first, errors.count == code.integers.count else { return ["nothing declares \(code.json)"] }
        var faults: [String] = []
        if code.integers.contains(where: { command?.reserved.contains($0) == true }) { faults.append("\(code.json) is reserved") }
        if !isRightShape(code, first, command) { faults.append("\(code.json) is not how this code is sent") }
        let own = [first.field, "ErrorText", "Errors"]
        for field in Set([first.field, "ErrorText"]).sorted()
        where fields.first(where: { $0.name == field })?.value != text(errors, isArray: code.isArray) {
            faults.append("`\(field)` is not the declared text")
        }
        return faults + self.faults(fields.filter { !own.contains($0.name) }, errors.count == 1 ? first.returns : [])
            + violations(fields.first { $0.name == "Errors" }?.value)
    }

    /// An array for codes of missing parameters and for those declared so; a number for all others.
    private func isRightShape(_ code: ManifestValue, _ error: ErrorDeclaration, _ command: CommandDeclaration?) -> Bool {
        let required = (command?.parameters ?? []).compactMap(\.required)
        return code.isArray ? error.isArray && code.integers.count == 1 || code.integers.allSatisfy(required.contains) : !error.isArray
    }

    private func text(_ errors: [ErrorDeclaration], isArray: Bool) -> ManifestValue {
        isArray ? .array(errors.map { .string($0.callerText) }) : .string(errors[0].callerText)
    }

    private func violations(_ value: ManifestValue?) -> [String] {
        guard case .array(let items) = value, !items.isEmpty else { return ["`Errors` is no array of violations"] }
        return items.flatMap { item -> [String] in
            guard case .object(let members) = item else { return ["`Errors` has an item that is no object"] }
            let names = members.map(\.name)
            let due = names.contains("Parameter") ? ["Code", "Parameter", "Rule", "Message"] : ["Code", "Rule", "Message"]
            return names == due ? [] : ["an item of `Errors` has \(names), not \(due)"]
        }
    }
}

extension ManifestValue {
    /// Whether it is an array.
    fileprivate var isArray: Bool { if case .array = self { true } else { false } }
}
