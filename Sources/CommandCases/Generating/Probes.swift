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
    /// The labels and values that are there.
    private var known: Set<String> = []
    /// A value that keeps the declaration.
    let sample: Sample?

    /// - Parameter enclosing: the code of what is around the value.
    init(_ declaration: ValueDeclaration, enclosing: Int) {
        self.declaration = declaration
        code = declaration.invalid ?? enclosing
        sample = Sample.of(declaration)
        addTypes()
        for limit in declaration.limits { add(limit) }
        if declaration.kinds.contains(where: \.isText) {
            addTexts()
            addForms()
            addJoint()
        }
        if declaration.kinds.contains(.object) { addMembers() }
        if declaration.kinds.contains(.array) { addItems() }
    }

    /// Adds a value, unless the same is there already.
    mutating func add(_ label: String, _ json: String, _ outcome: Probe.Outcome, at location: SourceLocation? = nil) {
        guard !known.contains(label), known.insert("=" + json).inserted else { return }
        known.insert(label)
        all.append(Probe(label: label, json: json, outcome: outcome, location: location ?? declaration.location))
    }

    /// Adds a value that is of its type, and bound to this: whether it keeps the limits is seen here.
    mutating func add(_ label: String, _ json: String, bound: ManifestValue, at location: SourceLocation? = nil) {
        let breaks = Limits.broken(by: bound, declaration, code: code)
        add(label, json, breaks.isEmpty ? .bound(bound) : .broken(breaks, bound: bound), at: location)
    }

    /// Adds a text; white space at its ends is taken off where the declaration says so.
    mutating func add(_ label: String, text: String, at location: SourceLocation? = nil) {
        add(label, ManifestValue.string(text).json, bound: .string(declaration.trims ? text.trimmingASCIISpace : text), at: location)
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
        // A text that a declaration of texts takes as it is.
        let isText = entry.json.utf8.first == 0x22
        for other in declaration.kinds {
            if other == kind {
                if let bound = entry.bound { return .right(bound) }
                continue
            }
            switch other {
            case .string: if isText { return .unsure }
            case .object: if isText || entry.json.utf8.first == 0x7B { return .unsure }
            case .array: if isText || entry.json.utf8.first == 0x5B { return .unsure }
            case .idList: return .unsure
            default: if isText || !["{", "["].contains(entry.json.prefix(1)) { return .unsure }
            }
        }
        return .wrong
    }

    /// The empty text, array and object, which some composites take for an empty value.
    private mutating func addEmpty() {
        let isObject = declaration.kinds.first(where: \.isComposite) == .object
        let empty: ManifestValue = isObject ? .object([]) : .array([])
        for (label, json) in [("empty-array", "[]"), ("empty-object", "{}"), ("empty-text", "\"\"")] {
            let isOwn = isObject ? json == "{}" : json == "[]"
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
