// SPDX-License-Identifier: Apache-2.0

import CommandManifest

/// A value that keeps its declaration, and what it is bound to.
struct Sample: Sendable {
    let json: String
    let bound: ManifestValue

    init(_ json: String, _ bound: ManifestValue) {
        self.json = json
        self.bound = bound
    }

    /// A value of this text.
    init(text: String) { self.init(ManifestValue.string(text).json, .string(text)) }

    /// How much of an object is given.
    enum Extent: Sendable {
        /// What is required.
        case minimal
        /// Every member.
        case full
    }

    /// A value that keeps the declaration; nil where none was found.
    static func of(_ declaration: ValueDeclaration, _ extent: Extent = .minimal) -> Sample? {
        for kind in declaration.kinds {
            if let sample = of(kind, declaration, extent) { return sample }
        }
        return nil
    }

    // As deep as declarations nest, which are finite.
    private static func of(_ kind: ValueDeclaration.Kind, _ declaration: ValueDeclaration, _ extent: Extent) -> Sample? {
        switch kind {
        case .string: text(declaration)
        case .idList: ids(declaration)
        case .object: object(declaration, extent)
        case .array: array(declaration, extent)
        case .integer, .id, .number: number(kind, declaration) ?? listed(kind, declaration)
        default: listed(kind, declaration)
        }
    }

    /// The first value of the type's table that keeps the limits.
    private static func listed(_ kind: ValueDeclaration.Kind, _ declaration: ValueDeclaration) -> Sample? {
        for entry in TypeTable.entries(kind) {
            guard let bound = entry.bound, Limits.broken(by: bound, declaration, code: 0).isEmpty else { continue }
            return Sample(entry.json, bound)
        }
        return nil
    }

    // MARK: Texts

    /// A text that keeps the declaration; nil where none was found.
    static func text(_ declaration: ValueDeclaration) -> Sample? {
        if let listed = declaration.choices {
            return listed.first { text in !text.isEmpty && keeps(text, declaration) }.map(Sample.init(text:))
        }
        let least = max(1, declaration.minLength ?? 1)
        let most = min(declaration.maxLength ?? .max, least + 64)
        guard least <= most else { return keeps("", declaration) ? Sample(text: "") : nil }
        for count in [max(least, min(3, most))] + Array(least...most) {
            if let sample = text(declaration, count: count) { return sample }
        }
        return nil
    }

    /// A text of so many scalars that keeps the declaration.
    static func text(_ declaration: ValueDeclaration, count: Int) -> Sample? {
        guard count >= 0, count <= 70_000 else { return nil }
        let pattern = declaration.limits.lazy.compactMap { limit -> Pattern? in
            if case .pattern(let pattern) = limit.condition { pattern } else { nil }
        }.first
        let text = pattern.map { $0.sample(count: count) } ?? String(repeating: "a", count: count)
        return text.flatMap { keeps($0, declaration) ? Sample(text: $0) : nil }
    }

    private static func keeps(_ text: String, _ declaration: ValueDeclaration) -> Bool {
        let trimmed = declaration.trims ? text.trimmingASCIISpace : text
        return trimmed == text && Limits.broken(by: .string(text), declaration, code: 0).isEmpty
    }

    // MARK: Numbers

    private static func number(_ kind: ValueDeclaration.Kind, _ declaration: ValueDeclaration) -> Sample? {
        if let listed = declaration.integerChoices {
            let number = listed.first { Limits.broken(by: .integer($0), declaration, code: 0).isEmpty && (kind != .id || $0 >= 1) }
            return kind == .number ? nil : number.map { Sample(String($0), .integer($0)) }
        }
        let least = declaration.limits.lazy.compactMap { if case .minimum(let value) = $0.condition { value } else { nil } }.first
        let most = declaration.limits.lazy.compactMap { if case .maximum(let value) = $0.condition { value } else { nil } }.first
        for candidate in [7, least?.rounded(.up), most?.rounded(.down), 1, 0, least, most].compactMap(\.self) {
            let whole = Int(exactly: candidate)
            guard kind == .number || whole.map({ kind != .id || $0 >= 1 }) ?? false else { continue }
            let bound: ManifestValue = kind == .number ? .number(candidate) : .integer(whole ?? 0)
            guard Limits.broken(by: bound, declaration, code: 0).isEmpty else { continue }
            return Sample(whole.map(String.init) ?? "\(candidate)", bound)
        }
        return nil
    }

    private static func ids(_ declaration: ValueDeclaration) -> Sample? {
        let count = max(1, declaration.minItems ?? 1)
        guard count <= 10_000 else { return nil }
        let ids = (1...count).map { $0 + 10 }
        guard count <= declaration.maxItems ?? .max else { return empty }
        return Sample("[" + ids.map(String.init).joined(separator: ",") + "]", .array(ids.map(ManifestValue.integer)))
    }

    // MARK: Composites

    /// The array of no items, which alone keeps a limit of none.
    private static let empty = Sample("[]", .array([]))

    /// The most bytes of an array, so that those in one another do not grow without end.
    private static let mostBytes = 500_000

    /// A name as a caller may choose one.
    static let ownName = "a name"

    private static func object(_ declaration: ValueDeclaration, _ extent: Extent) -> Sample? {
        if let value = declaration.values.first {
            return of(value, extent).map { Sample("{\"\(ownName)\":\($0.json)}", .object([.init(ownName, $0.bound)])) }
        }
        guard let members = declaration.members else { return Sample("{\"a\":1}", .object([.init("a", .integer(1))])) }
        var parts: [(ParameterDeclaration, Sample)] = []
        for member in members where member.required != nil || extent == .full {
            guard let sample = of(member.value, extent) else { return nil }
            parts.append((member, sample))
        }
        // An empty object where members are all optional says nothing; one of them stands for the rest.
        if parts.isEmpty, let first = members.first, let sample = of(first.value, extent) { parts = [(first, sample)] }
        return ObjectText(declaration, parts.map { ($0.name, $1.json, $1.bound) }).sample
    }

    private static func array(_ declaration: ValueDeclaration, _ extent: Extent) -> Sample? {
        let count = max(1, declaration.minItems ?? 1)
        guard count <= 10_000 else { return nil }
        guard count <= declaration.maxItems ?? .max else { return empty }
        guard let item = declaration.items.first else {
            return Sample("[" + (1...count).map(String.init).joined(separator: ",") + "]", .array((1...count).map(ManifestValue.integer)))
        }
        guard let sample = of(item, extent), sample.json.utf8.count <= mostBytes / count else { return nil }
        return Sample(
            "[" + Array(repeating: sample.json, count: count).joined(separator: ",") + "]",
            .array(Array(repeating: sample.bound, count: count)))
    }
}

/// An object as it is sent, with what it is bound to: members in declared order, absent ones by their defaults.
struct ObjectText {
    let sample: Sample

    init(_ declaration: ValueDeclaration, _ parts: [(name: String, json: String, bound: ManifestValue)]) {
        let json = "{" + parts.map { ManifestValue.string($0.name).json + ":" + $0.json }.joined(separator: ",") + "}"
        let bound = (declaration.members ?? []).map { member in
            ManifestValue.Member(
                member.name, parts.last { member.name == $0.name }?.bound ?? member.value.defaultValue ?? .null)
        }
        sample = Sample(json, .object(bound))
    }
}

extension ValueDeclaration {
    var minLength: Int? { first { if case .minLength(let value) = $0 { value } else { nil } } }
    var maxLength: Int? { first { if case .maxLength(let value) = $0 { value } else { nil } } }
    var minItems: Int? { first { if case .minItems(let value) = $0 { value } else { nil } } }
    var maxItems: Int? { first { if case .maxItems(let value) = $0 { value } else { nil } } }

    private func first(_ value: (Limit.Condition) -> Int?) -> Int? {
        for limit in limits { if let value = value(limit.condition) { return value } }
        return nil
    }
}

extension String {
    /// Without the spaces, tabs and line breaks of ASCII at its ends.
    var trimmingASCIISpace: String {
        let isSpace = { (scalar: Unicode.Scalar) in scalar.value == 0x20 || (0x09...0x0D).contains(scalar.value) }
        var scalars = unicodeScalars[...]
        while let first = scalars.first, isSpace(first) { scalars.removeFirst() }
        while let last = scalars.last, isSpace(last) { scalars.removeLast() }
        return String(scalars)
    }
}
