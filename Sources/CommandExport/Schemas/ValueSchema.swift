// SPDX-License-Identifier: Apache-2.0

import CommandManifest

/// The schema of what a call may send for one value, as the binder reads it: a number may come as a text, an object as a
/// text of JSON.
struct ValueSchema {
    let place: SchemaPlace
    /// Whether an empty text counts as missing, and so is refused.
    var isRequired = false

    /// The schema of a value that is there.
    func schema(_ declaration: ValueDeclaration, path: String, code: Int) -> JSON {
        let code = declaration.invalid ?? code
        let branches = declaration.kinds.map { kind in (kind, branch(kind, declaration, path: path, code: code)) }
        guard branches.count > 1 else { return branches.first?.1 ?? [:] }
        guard declaration.limits.contains(where: { limit in declaration.kinds.contains { !$0.isComposite && limit.condition.fits($0) } })
        else { return ["anyOf": .array(branches.map(\.1))] }
        // The first type that a value is of decides which limits it is held against.
        return branches.dropLast().reversed().reduce(branches.last?.1 ?? [:]) { rest, branch in
            ["if": type(branch.0, declaration), "then": branch.1, "else": rest]
        }
    }

    /// Whether a value is of a type, without its limits.
    private func type(_ kind: ValueDeclaration.Kind, _ declaration: ValueDeclaration) -> JSON {
        var bare = declaration
        bare.kinds = [kind]
        bare.limits = []
        bare.members = nil
        bare.items = []
        bare.values = []
        return ValueSchema(place: place).branch(kind, bare, path: "", code: 0)
    }

    private func branch(_ kind: ValueDeclaration.Kind, _ declaration: ValueDeclaration, path: String, code: Int) -> JSON {
        switch kind {
        case .object: object(declaration, path: path, code: code)
        case .array: array(declaration, path: path, code: code)
        case _ where kind.isText: text(kind, declaration)
        case .idList: idList(declaration)
        default: number(kind, declaration)
        }
    }

    // MARK: Texts

    private func text(_ kind: ValueDeclaration.Kind, _ declaration: ValueDeclaration) -> JSON {
        var limits = TextLimits(isRequired ? 1 : 0)
        // Limits on times see them in one form, which a schema cannot give them.
        if kind != .time && kind != .datetime { declaration.limits.forEach { limits.add($0.condition) } }
        guard kind != .string else { return limits.schema(trims: declaration.trims, base: nil) }
        if declaration.trims, let shape = TextShape.kind(kind) {
            limits.shapes.append(shape)
            if let most = SharedTypes.lengths[kind] { limits.shapes.append(.length(1, most)) }
            return limits.schema(trims: true, base: nil)
        }
        return limits.schema(trims: declaration.trims, base: place.reference(kind.rawValue))
    }

    // MARK: Numbers

    private func number(_ kind: ValueDeclaration.Kind, _ declaration: ValueDeclaration) -> JSON {
        if let listed = declaration.integerChoices, kind == .integer || kind == .id { return choice(of: listed) }
        let (least, most) = declaration.numberLimits
        guard kind != .boolean, least != nil || most != nil else { return place.reference(kind.rawValue) }
        guard kind != .number else {
            return SharedTypes.number(least ?? -.greatestFiniteMagnitude, most ?? .greatestFiniteMagnitude)
        }
        let range = declaration.wholeNumbers(kind)
        return SharedTypes.integer(from: range.low, to: range.high)
    }

    /// One of some whole numbers, or its digits. Each keeps the limits beside the list, or the manifest was refused.
    private func choice(of listed: [Int]) -> JSON {
        let digits = listed.map { $0 < 0 ? "-0*\($0.magnitude)" : $0 == 0 ? "-?0+" : "0*\($0)" }
        return [
            "anyOf": [
                ["type": "integer", "enum": .array(listed.map(JSON.integer))],
                ["type": "string", "pattern": .string("^(?:\(digits.joined(separator: "|")))$")],
            ]
        ]
    }

    private func idList(_ declaration: ValueDeclaration) -> JSON {
        let (least, most) = declaration.itemLimits
        let reference = place.reference("idList")
        var schema = JSON(["allOf": [reference]])
        if least ?? 0 > 0 {
            let blank: JSON = [
                "not": ["type": "string", "pattern": "^(?:[ ,]*|[ \\t\\r\\n]*\\[(?:[ \\t\\r\\n,]|\" *\")*\\][ \\t\\r\\n]*)$"]
            ]
            let none: JSON = ["not": ["type": "array", "items": ["type": "string", "pattern": "^ *$"]]]
            schema = ["allOf": [reference, blank, none]]
        } else if isRequired {
            schema = ["allOf": [reference], "minLength": 1]
        }
        if let least, least > 1 { schema = schema.adding(["not": ["type": "integer"], "minItems": .integer(least)]) }
        guard let most else { return schema["minLength"] == nil && least == nil ? reference : schema }
        return schema.adding(["maxItems": .integer(most)])
    }
}

extension ValueDeclaration {
    /// The least and the greatest number, where they are limited.
    var numberLimits: (least: Double?, most: Double?) {
        var result: (least: Double?, most: Double?) = (nil, nil)
        for limit in limits {
            if case .minimum(let least) = limit.condition { result.least = least }
            if case .maximum(let most) = limit.condition { result.most = most }
        }
        return result
    }

    /// The least and the greatest whole number of a type that it lets through.
    func wholeNumbers(_ kind: Kind) -> (low: Int, high: Int) {
        let (least, most) = numberLimits
        let low = least.flatMap { Int(exactly: $0.rounded(.up)) } ?? .min
        return (max(kind == .id ? 1 : .min, low), most.flatMap { Int(exactly: $0.rounded(.down)) } ?? .max)
    }

    /// The least and the most items, where they are limited.
    var itemLimits: (least: Int?, most: Int?) {
        var result: (least: Int?, most: Int?) = (nil, nil)
        for limit in limits {
            if case .minItems(let least) = limit.condition { result.least = least }
            if case .maxItems(let most) = limit.condition { result.most = most }
        }
        return result
    }
}
