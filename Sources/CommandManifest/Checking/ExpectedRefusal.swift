// SPDX-License-Identifier: Apache-2.0

/// The code that an example is refused with, held against the code that its request gets.
struct ExpectedRefusal {
    /// What is wrong with the code, and what to do.
    private(set) var fault: (message: String, note: String)?
    /// The declaration of the one code; nil where there are several, or where nothing declares it.
    private(set) var error: ErrorDeclaration?
    private var texts: [String] = []
    private var isArray = false

    /// Compares what an example says with what the declarations say about its request. A request that breaks nothing
    /// declared is refused by the handler, with any code of the command that is not reserved.
    init(_ written: ManifestValue, _ check: RequestCheck, _ command: CommandDeclaration, _ shared: [ErrorDeclaration]) {
        let codes = Self.codes(written)
        let declared = codes.compactMap { code in (command.errors + shared).first { $0.code == code } }
        error = declared.count == 1 ? declared.first : nil
        texts = declared.map(\.callerText)
        isArray = if case .array = written { true } else { false }
        guard !codes.isEmpty, declared.count == codes.count, !command.reserved.contains(where: codes.contains) else {
            fault = ("`\(command.name)` is never refused with `\(written.json)`.", "Write one of its codes, or declare it under `errors`.")
            return
        }
        let due = Self.due(check, command, shared) ?? (error?.isArray == true ? written.asArray : written.asNumber)
        if due != written {
            fault = ("This request is refused with \(due.json).", "Write that code, or mend the request or the declarations.")
        }
    }

    /// The answer to a request that breaks its declarations; nil where it breaks none.
    private static func due(_ check: RequestCheck, _ command: CommandDeclaration, _ shared: [ErrorDeclaration]) -> ManifestValue? {
        if !check.missing.isEmpty { return .array(check.missing.map(ManifestValue.integer)) }
        guard let first = check.violations.first else { return nil }
        let code = first.code ?? 100_006
        let isArray = (command.errors + shared).first { $0.code == code }?.isArray ?? false
        return isArray ? .array([.integer(code)]) : .integer(code)
    }

    private static func codes(_ value: ManifestValue) -> [Int] {
        switch value {
        case .integer(let code): [code]
        case .array(let items): items.flatMap(codes)
        default: []
        }
    }

    /// What is wrong with a field beside the code; nil where it is as declared.
    func fault(of name: String, _ value: ManifestValue) -> String? {
        if name == "Success" { return value == .boolean(false) ? nil : "A refusal's `Success` is `false`." }
        if name == "ErrorText" || name == error?.field {
            let due: ManifestValue = isArray ? .array(texts.map(ManifestValue.string)) : .string(texts.first ?? "")
            return value == due ? nil : "The caller reads \(due.json) here."
        }
        guard let field = error?.returns.first(where: { $0.name == name }) else { return "Nothing declares `\(name)` beside this code." }
        var check = ValueCheck(side: .reply)
        return check.bind(value, to: field.value, at: name) == nil ? "This breaks the error's `returns`." : nil
    }
}

extension ManifestValue {
    /// One code in an array.
    fileprivate var asArray: ManifestValue { if case .array = self { self } else { .array([self]) } }

    /// One code alone.
    fileprivate var asNumber: ManifestValue {
        if case .array(let items) = self, items.count == 1, let only = items.first { only } else { self }
    }
}
