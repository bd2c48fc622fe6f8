// SPDX-License-Identifier: Apache-2.0

import CommandManifest

/// What callers read: the fields of replies, and those beside codes. What is wider here asks more of callers.
extension ManifestDiff {
    mutating func fields(_ old: [FieldDeclaration], _ new: [FieldDeclaration], at place: String) {
        fields(old.map(Field.init), new.map(Field.init), at: place)
    }

    /// The recursion follows declarations, which are finite.
    private mutating func fields(_ old: [Field], _ new: [Field], at place: String) {
        for field in new {
            let own = place + "." + field.name
            if let earlier = old.first(where: { $0.name == field.name }) {
                compare(earlier, field, at: own)
            } else {
                add(.replyFieldAdded, own, "the field `\(field.name)` is new", nil, field.location)
            }
        }
        for field in old where !new.contains(where: { $0.name == field.name }) {
            add(.replyFieldRemoved, place + "." + field.name, "the field `\(field.name)` is gone", field.location, nil)
        }
    }

    private mutating func compare(_ old: Field, _ new: Field, at place: String) {
        words(old.summary, new.summary, place, "the summary", old.location, new.location)
        if old.isOptional != new.isOptional {
            add(
                new.isOptional ? .replyFieldOptional : .replyFieldCertain, place,
                new.isOptional ? "it may be left out" : "it is always there", old.location, new.location)
        }
        if old.constant != new.constant {
            let text = new.constant.map { "its one text is `\($0)`" } ?? "it has no one text any more"
            add(old.constant == nil ? .replyValueNarrowed : .replyFieldConstant, place, text, old.location, new.location)
        }
        replied(old.value, new.value, at: place)
    }

    private mutating func replied(_ old: ValueDeclaration, _ new: ValueDeclaration, at place: String) {
        if Set(old.kinds) != Set(new.kinds) {
            add(
                old.takesAll(of: new) ? .replyTypeNarrowed : .replyTypeChanged, place,
                "its type is `\(new.typeWords)` and was `\(old.typeWords)`", old.location, new.location)
        }
        if old.isSecret != new.isSecret {
            add(.secretChanged, place, new.isSecret ? "it is secret" : "it is not secret any more", old.location, new.location)
        }
        if old.allowsEmpty != new.allowsEmpty {
            add(
                new.allowsEmpty ? .replyValueWidened : .replyValueNarrowed, place,
                new.allowsEmpty ? "it may be empty" : "it may not be empty any more", old.location, new.location)
        }
        repliedLimits(old, new, at: place)
        if old.kinds.contains(.object), new.kinds.contains(.object) {
            switch (old.members, new.members) {
            case (.some(let before), .some(let after)): fields(before.map(Field.init), after.map(Field.init), at: place)
            case (nil, .some): add(.replyValueNarrowed, place, "its members are declared", old.location, new.location)
            case (.some, nil): add(.replyValueWidened, place, "it may have any members", old.location, new.location)
            case (nil, nil): break
            }
        }
        for part in NamelessPart.all where old.kinds.contains(part.kind) && new.kinds.contains(part.kind) {
            switch (part.declaration(old), part.declaration(new)) {
            case (.some(let before), .some(let after)): replied(before, after, at: place + part.mark)
            case (nil, .some): add(.replyValueNarrowed, place, "its \(part.word) are declared", old.location, new.location)
            case (.some, nil): add(.replyValueWidened, place, "it may have any \(part.word)", old.location, new.location)
            case (nil, nil): break
            }
        }
    }

    private mutating func repliedLimits(_ old: ValueDeclaration, _ new: ValueDeclaration, at place: String) {
        for limit in new.limits {
            let word = limit.condition.keyword
            let earlier = old.limits.first { $0.condition.keyword == word }
            let room = earlier.map { limit.condition.room(beside: $0.condition) } ?? .less
            guard room != .same else { continue }
            let was = earlier.map { " and was \($0.condition.operandWords)" } ?? ", which is new"
            add(
                room == .less ? .replyValueNarrowed : .replyValueWidened, place + "." + word,
                "`\(word)` is \(limit.condition.operandWords)\(was)", (earlier?.location ?? old.location), limit.location)
        }
        for limit in old.limits where !new.limits.contains(where: { $0.condition.keyword == limit.condition.keyword }) {
            let word = limit.condition.keyword
            add(
                .replyValueWidened, place + "." + word, "`\(word)` is gone; it was \(limit.condition.operandWords)", limit.location,
                new.location)
        }
    }
}

/// A field of a reply, or a member of an object in one.
private struct Field {
    let name: String
    let summary: String
    let isOptional: Bool
    let constant: String?
    let value: ValueDeclaration
    let location: SourceLocation

    init(_ field: FieldDeclaration) {
        (name, summary, isOptional, constant) = (field.name, field.summary, field.isOptional, field.constant)
        (value, location) = (field.value, field.location)
    }

    init(_ member: ParameterDeclaration) {
        (name, summary, isOptional, constant) = (member.name, member.summary, member.isOptional, nil)
        (value, location) = (member.value, member.location)
    }
}
