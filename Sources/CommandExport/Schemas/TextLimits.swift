// SPDX-License-Identifier: Apache-2.0

import CommandManifest

/// The limits of a text, gathered for its schema: as keywords where the text is taken as it comes, as shapes where it is
/// trimmed first.
struct TextLimits {
    /// The least scalars before trimming.
    private let leastSent: Int
    private var least = 0
    /// Whether there must be something to see.
    private var isSeen = false
    private var most: Int?
    private var choices: [String]?
    /// What the whole text must look like.
    var shapes: [TextShape] = []

    init(_ leastSent: Int) { self.leastSent = leastSent }

    /// The limits of a declaration.
    init(_ declaration: ValueDeclaration, leastSent: Int) {
        self.init(leastSent)
        declaration.limits.forEach { add($0.condition) }
    }

    mutating func add(_ condition: Limit.Condition) {
        switch condition {
        case .notBlank:
            least = max(least, 1)
            isSeen = true
        case .oneOf(let texts): choices = texts
        case .pattern(let pattern): shapes.append(.pattern(pattern))
        case .minLength(let count): least = max(least, count)
        case .maxLength(let count): most = min(most ?? count, count)
        case .oneOfIntegers, .minimum, .maximum, .minItems, .maxItems: break
        }
    }

    /// The schema; `base` is that of the type, where it is not any text.
    func schema(trims: Bool, base: JSON?) -> JSON {
        var all = shapes
        var length: JSON = [:]
        if trims {
            if least > 0 || most != nil { all.append(.length(least, most)) }
            if let choices { all.append(.oneOf(choices)) }
            if leastSent > 0, least == 0 { length = ["minLength": .integer(leastSent)] }
        } else {
            let least = max(least, leastSent)
            length = JSON(["minLength": least > 0 ? .integer(least) : nil, "maxLength": most.map(JSON.integer)])
        }
        let patterns = all.map { JSON(["pattern": .string($0.anchored(trims: trims))]) } + (isSeen ? [Self.seen] : [])
        let listed = trims ? nil : choices
        let names = listed.flatMap(EnumNames.names)
        let choice = JSON(["enum": listed.map(JSON.texts), "x-enum-varnames": names.map { .texts($0) }])
        return Self.joined(base, [length, choice] + patterns)
    }

    /// The members of a schema that stand beside a text's type. Whether there is something to see is said where no other pattern is:
    /// generators of clients read one, and where there are two, as seldom happens, the second stands in `allOf`.
    func plain(_ kind: ValueDeclaration.Kind, trims: Bool) -> [(name: String, value: JSON)] {
        let length = trims && (least > 1 || least == 1 && shapes.isEmpty) ? [TextShape.length(least, nil)] : []
        let all = (shapes + length + [TextShape.kind(kind)].compactMap(\.self)).map { JSON.string($0.anchored(trims: trims)) }
        let patterns = all.isEmpty && isSeen ? [.string(TextShape.seen)] : all
        let least = max(least, leastSent)
        return JSON([
            "minLength": least > 0 ? .integer(least) : nil, "maxLength": most.map(JSON.integer), "pattern": patterns.first,
            "allOf": patterns.count > 1 ? .array(patterns.dropFirst().map { ["pattern": $0] }) : nil,
        ]).members
    }

    /// What has something to see: one scalar is enough.
    private static let seen: JSON = ["pattern": .string(TextShape.seen)]

    /// Keywords in one schema, as long as each is there once; the others beside it.
    private static func joined(_ base: JSON?, _ parts: [JSON]) -> JSON {
        var whole: JSON = base == nil ? ["type": "string"] : [:]
        var more = base.map { [$0] } ?? []
        for part in parts {
            guard case .object(let members) = part, let first = members.first else { continue }
            if whole[first.name] == nil { whole = whole.adding(members) } else { more.append(part) }
        }
        if let base, whole.isEmptyObject { return base }
        return more.isEmpty ? whole : whole.adding(["allOf": .array(more)])
    }
}
