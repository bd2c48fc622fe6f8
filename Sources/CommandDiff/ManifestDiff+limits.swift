// SPDX-License-Identifier: Apache-2.0

import CommandManifest

/// Limits on what callers send. Their order is the language's, not the manifest's.
extension ManifestDiff {
    mutating func limits(_ old: ValueDeclaration, _ new: ValueDeclaration, at place: String, _ codes: Codes) {
        for limit in new.limits {
            let word = limit.condition.keyword
            guard let earlier = old.limits.first(where: { $0.condition.keyword == word }) else {
                // A bound that nobody declared comes and goes with the type, which is told of.
                if limit.isDeclared {
                    add(.limitAdded, place + "." + word, "`\(word)` is new: \(limit.condition.operandWords)", old.location, limit.location)
                }
                continue
            }
            guard limit.isDeclared || earlier.isDeclared else { continue }
            code(
                earlier.code ?? codes.old ?? Self.fallback, limit.code ?? codes.new ?? Self.fallback, at: place + "." + word,
                earlier.location, limit.location)
            compare(earlier, limit, at: place + "." + word)
            if earlier.says != limit.says {
                add(.limitMessage, place + "." + word, "its message differs", earlier.location, limit.location)
            }
        }
        for limit in old.limits where limit.isDeclared && !new.limits.contains(where: { $0.condition.keyword == limit.condition.keyword }) {
            let word = limit.condition.keyword
            add(
                .limitRemoved, place + "." + word, "`\(word)` is gone; it was \(limit.condition.operandWords)", limit.location, new.location
            )
        }
    }

    private mutating func compare(_ old: Limit, _ new: Limit, at place: String) {
        if case .oneOfIntegers(let before) = old.condition, case .oneOfIntegers(let after) = new.condition {
            return choices(before.map(String.init), after.map(String.init), at: place, old, new)
        }
        if case .oneOf(let before) = old.condition, case .oneOf(let after) = new.condition {
            return choices(before, after, at: place, old, new)
        }
        if case .pattern(let before) = old.condition, case .pattern(let after) = new.condition {
            return patterns(before, after, at: place, old, new)
        }
        let room = new.condition.room(beside: old.condition)
        guard room != .same else { return }
        add(
            room == .less ? .limitTightened : .limitLoosened, place,
            "it is \(new.condition.operandWords) and was \(old.condition.operandWords)", old.location, new.location)
    }

    private mutating func patterns(_ before: Pattern, _ after: Pattern, at place: String, _ old: Limit, _ new: Limit) {
        guard !before.source.utf8.elementsEqual(after.source.utf8) else { return }
        let found = PatternComparison(before, after)
        let kind: ChangeKind =
            switch (found.lost, found.gained) {
            case _ where found.common == nil && found.isComplete: .patternReplaced
            case (nil, nil) where found.isComplete: .patternSpelling
            case (nil, .some) where found.isComplete: .patternLoosened
            case (.some, nil) where found.isComplete: .patternTightened
            default: .patternChanged
            }
        let words = [
            found.lost.map { "\(Self.shown($0)) is not matched any more" }, found.gained.map { "\(Self.shown($0)) is matched now" },
        ]
        let doubt = found.isComplete || found.lost != nil ? nil : "whether all texts are matched that were was not found out"
        add(
            kind, place,
            (["it is `\(Wording.visible(after.source))` and was `\(Wording.visible(before.source))`"]
                + (words + [doubt]).compactMap(\.self)).joined(separator: "; "),
            old.location, new.location)
    }

    /// A text as a message has it: nothing of it controls a terminal.
    private static func shown(_ text: String) -> String { Wording.visible(ManifestValue.string(text).json) }

    private mutating func choices(_ before: [String], _ after: [String], at place: String, _ old: Limit, _ new: Limit) {
        let gone = before.filter { !$0.isIn(after) }
        let added = after.filter { !$0.isIn(before) }
        for text in gone { add(.choiceRemoved, place, "`\(text)` is not taken any more", old.location, new.location) }
        for text in added { add(.choiceAdded, place, "`\(text)` is taken too", old.location, new.location) }
        if gone.isEmpty, added.isEmpty, !zip(before, after).allSatisfy({ $0.utf8.elementsEqual($1.utf8) }) {
            add(.choiceOrder, place, "the texts stand in another order", old.location, new.location)
        }
    }
}

extension String {
    /// Whether it is one of these, exactly.
    func isIn(_ texts: [String]) -> Bool { texts.contains { $0.utf8.elementsEqual(utf8) } }
}

/// What a limit leaves, compared with another.
enum Room { case same, less, more, unknown }

extension Limit.Condition {
    /// Whether it leaves more or less room than another limit of the same keyword.
    func room(beside old: Self) -> Room {
        switch (old, self) {
        case (.minLength(let before), .minLength(let after)), (.minItems(let before), .minItems(let after)):
            before == after ? .same : after > before ? .less : .more
        case (.maxLength(let before), .maxLength(let after)), (.maxItems(let before), .maxItems(let after)):
            before == after ? .same : after < before ? .less : .more
        case (.minimum(let before), .minimum(let after)): before == after ? .same : after > before ? .less : .more
        case (.maximum(let before), .maximum(let after)): before == after ? .same : after < before ? .less : .more
        case (.pattern(let before), .pattern(let after)): Self.room(of: after, beside: before)
        case (.oneOfIntegers(let before), .oneOfIntegers(let after)):
            Self.room(isInside: Set(after).isSubset(of: before), holds: Set(before).isSubset(of: after))
        case (.oneOf(let before), .oneOf(let after)):
            Self.room(isInside: after.allSatisfy { $0.isIn(before) }, holds: before.allSatisfy { $0.isIn(after) })
        default: .same
        }
    }

    /// Of what is inside of another, or holds it.
    private static func room(isInside: Bool, holds: Bool) -> Room {
        switch (isInside, holds) {
        case (true, true): .same
        case (true, false): .less
        case (false, true): .more
        case (false, false): .unknown
        }
    }

    private static func room(of new: Pattern, beside old: Pattern) -> Room {
        let found = PatternComparison(old, new)
        guard found.isComplete else { return .unknown }
        return switch (found.lost, found.gained) {
        case (nil, nil): .same
        case (.some, nil): .less
        case (nil, .some): .more
        case (.some, .some): .unknown
        }
    }

    /// What it is declared with.
    var operandWords: String {
        switch self {
        case .notBlank: "true"
        case .oneOf(let texts): texts.map { "`\($0)`" }.joined(separator: ", ")
        case .oneOfIntegers(let numbers): numbers.map { "`\($0)`" }.joined(separator: ", ")
        case .pattern(let pattern): "`\(Wording.visible(pattern.source))`"
        case .minLength(let count), .maxLength(let count), .minItems(let count), .maxItems(let count): "\(count)"
        case .minimum(let bound), .maximum(let bound): Int(exactly: bound).map(String.init) ?? "\(bound)"
        }
    }
}
