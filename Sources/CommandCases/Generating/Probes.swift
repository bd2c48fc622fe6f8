// SPDX-License-Identifier: Apache-2.0

import CommandManifest

/// The values to send for one declared value, each with what becomes of it.
///
/// Each is about one thing that is declared: the type, a limit, a member. What else is around it keeps its declaration.
struct Probes {
    let declaration: ValueDeclaration
    /// The code where the declaration has none for what is broken.
    let code: Int
    private(set) var all: [Probe] = []
    /// The values that are there, as JSON.
    private var known: Set<String> = []
    /// How often each label was asked for.
    private var labels: [String: Int] = [:]
    /// A value that keeps the declaration.
    let sample: Sample?

    /// - Parameter enclosing: the code of what is around the value.
    init(_ declaration: ValueDeclaration, enclosing: Int) {
        self.declaration = declaration
        code = declaration.invalid ?? enclosing
        sample = Sample.of(declaration)
        addTypes()
        for limit in declaration.limits { add(limit) }
        if declaration.kinds.contains(where: { $0 == .array || $0 == .idList }), !declaration.allowsEmpty {
            add("type/empty-array", "[]", bound: .array([]))
        }
        if declaration.kinds.contains(where: \.isText) {
            addTexts()
            addForms()
            addJoint()
        }
        if declaration.kinds.contains(.object) {
            addMembers()
            addValues()
        }
        if declaration.kinds.contains(.array) { addItems() }
    }

    /// Adds a value, unless the same is there already. Another value under the same label gets a number: `oneOf/---2`.
    mutating func add(_ label: String, _ json: String, _ outcome: Probe.Outcome, at location: SourceLocation? = nil) {
        guard known.insert(json).inserted else { return }
        all.append(Probe(label: free(label), json: json, outcome: outcome, location: location ?? declaration.location))
    }

    private mutating func free(_ label: String) -> String {
        let count = labels[label, default: 0] + 1
        labels[label] = count
        return count == 1 ? label : free("\(label)-\(count)")
    }

    /// Adds a value that is of its type, and bound to this: whether it keeps the limits is seen here.
    mutating func add(_ label: String, _ json: String, bound: ManifestValue, at location: SourceLocation? = nil) {
        let breaks = Limits.broken(by: bound, declaration, code: code)
        add(label, json, breaks.isEmpty ? .bound(bound) : .broken(breaks, bound: bound), at: location)
    }

    /// Adds a text; white space at its ends is taken off where the declaration says so. Nothing is added where one cannot
    /// be sure which type of the declaration takes it, if any.
    ///
    /// - Parameter isOfType: whether it is known to be of the declared type, and bound as it is.
    mutating func add(_ label: String, text: String, isOfType: Bool = false, at location: SourceLocation? = nil) {
        let json = ManifestValue.string(text).json
        let prepared = declaration.trims ? text.trimmingASCIISpace : text
        switch isOfType && declaration.kinds.count == 1 ? .taken : TextReading(prepared, declaration.kinds) {
        case .taken: add(label, json, bound: .string(prepared), at: location)
        case .refused: add(label, json, .broken([Probe.Break(keyword: "type", code: code)], bound: nil), at: location)
        case .unsure: break
        }
    }

    private mutating func addWrong(_ label: String, _ json: String) {
        add(label, json, .broken([Probe.Break(keyword: "type", code: code)], bound: nil))
    }

    // MARK: Type

    private mutating func addTypes() {
        if let sample { add("type/valid", sample.json, .bound(sample.bound)) }
        for kind in declaration.kinds {
            for entry in TypeTable.entries(kind) where !(entry.isPadded && declaration.trims) {
                switch verdict(entry, kind) {
                case .right(let bound): add("type/" + entry.label, entry.json, bound: bound)
                case .wrong: addWrong("type/" + entry.label, entry.json)
                case .unsure: break
                }
            }
        }
        if declaration.kinds.contains(.object) || declaration.kinds.contains(.array) { addEmpty() }
    }

    private enum Verdict {
        case right(ManifestValue)
        case wrong
        /// Another type of the union may take it.
        case unsure
    }

    /// What the whole declaration makes of a value of one type's table.
    private func verdict(_ entry: TypeTable.Entry, _ kind: ValueDeclaration.Kind) -> Verdict {
        for other in declaration.kinds {
            if other == kind {
                if let bound = entry.bound { return .right(bound) }
                continue
            }
            if mayBe(other, entry.json) { return .unsure }
        }
        return .wrong
    }

    /// False where a value is not of a type beyond doubt.
    private func mayBe(_ kind: ValueDeclaration.Kind, _ json: String) -> Bool {
        if case .string(let text)? = ManifestValue(json: json) {
            return TextReading.mayBe(kind, declaration.trims ? text.trimmingASCIISpace : text)
        }
        let isNumber = json.utf8.first.map { $0 == UInt8(ascii: "-") || $0 &- 0x30 < 10 } ?? false
        return switch kind {
        case .boolean: ["true", "false", "0", "1"].contains(json)
        case .integer, .id, .number: isNumber
        case .idList: isNumber || json.hasPrefix("[")
        case .object: json.hasPrefix("{") || declaration.allowsEmpty && json.hasPrefix("[")
        case .array: json.hasPrefix("[") || declaration.allowsEmpty && json.hasPrefix("{")
        case .string, .date, .time, .datetime, .timezone, .url, .email: false
        }
    }

    /// The empty text, array and object, which some composites take for an empty value.
    private mutating func addEmpty() {
        let isObject = declaration.kinds.first(where: \.isComposite) == .object
        let empty: ManifestValue = isObject ? .object([]) : .array([])
        for (label, json) in [("empty-array", "[]"), ("empty-object", "{}"), ("empty-text", "\"\"")] {
            let isOwn = isObject ? json == "{}" : json == "[]"
            // In a union the empty text may be a text.
            if declaration.allowsEmpty, declaration.kinds.count > 1, json == "\"\"" { continue }
            if declaration.allowsEmpty {
                add("type/" + label, json, .bound(empty))
            } else if !isOwn, declaration.kinds.count == 1 {
                addWrong("type/" + label, json)
            }
        }
        if declaration.kinds.count == 1, let sample {
            add("type/in-text", ManifestValue.string(sample.json).json, .bound(sample.bound))
        }
    }
}
