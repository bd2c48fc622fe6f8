// SPDX-License-Identifier: Apache-2.0

import CommandManifest

/// Values that callers send.
extension ManifestDiff {
    /// The code of what has none anywhere.
    static let fallback = 100_006

    mutating func values(_ old: ValueDeclaration, _ new: ValueDeclaration, at place: String, enclosing codes: Codes) {
        let own = (old: old.invalid ?? codes.old, new: new.invalid ?? codes.new)
        code(own.old ?? Self.fallback, own.new ?? Self.fallback, at: place + ".type", old.location, new.location)
        types(old, new, at: place)
        preparation(old, new, at: place)
        limits(old, new, at: place, own)
        if old.isSecret != new.isSecret {
            add(.secretChanged, place, new.isSecret ? "it is secret" : "it is not secret any more", old.location, new.location)
        }
        parts(old, new, at: place, own)
    }

    private mutating func types(_ old: ValueDeclaration, _ new: ValueDeclaration, at place: String) {
        guard old.kinds != new.kinds else { return }
        let message = "its type is `\(new.typeWords)` and was `\(old.typeWords)`"
        let kind: ChangeKind =
            switch (new.takesAll(of: old), old.takesAll(of: new)) {
            case (true, true): .typeOrder
            case (true, false): .typeWidened
            case (false, true): .typeNarrowed
            case (false, false): .typeChanged
            }
        add(kind, place, message, old.location, new.location)
    }

    private mutating func preparation(_ old: ValueDeclaration, _ new: ValueDeclaration, at place: String) {
        for (word, before, after) in [("trim", old.trims, new.trims), ("nfc", old.normalizes, new.normalizes)] where before != after {
            add(
                after ? .preparationAdded : .preparationRemoved, place, after ? "`\(word)` is new" : "`\(word)` is gone", old.location,
                new.location)
        }
        guard old.allowsEmpty != new.allowsEmpty else { return }
        add(
            new.allowsEmpty ? .emptyAllowed : .emptyRefused, place,
            new.allowsEmpty ? "it may be empty" : "it may not be empty any more", old.location, new.location)
    }

    private mutating func parts(_ old: ValueDeclaration, _ new: ValueDeclaration, at place: String, _ codes: Codes) {
        if old.kinds.contains(.object), new.kinds.contains(.object) {
            switch (old.members, new.members) {
            case (.some(let before), .some(let after)): parameters(before, after, at: place, enclosing: codes)
            case (nil, .some): return add(.membersClosed, place, "its members are declared", old.location, new.location)
            case (.some, nil): add(.membersOpened, place, "it takes any members", old.location, new.location)
            case (nil, nil): break
            }
        }
        for part in NamelessPart.all where old.kinds.contains(part.kind) && new.kinds.contains(part.kind) {
            switch (part.declaration(old), part.declaration(new)) {
            case (.some(let before), .some(let after)): values(before, after, at: place + part.mark, enclosing: codes)
            case (nil, .some): add(.membersClosed, place, "its \(part.word) are declared", old.location, new.location)
            case (.some, nil): add(.membersOpened, place, "it takes any \(part.word)", old.location, new.location)
            case (nil, nil): break
            }
        }
    }
}

/// What stands in a value without a name of the manifest's.
struct NamelessPart {
    /// The type that has it.
    let kind: ValueDeclaration.Kind
    /// As a manifest calls it, and as a place has it behind the value's.
    let word, mark: String
    /// What it is in a value; nil where that is anything.
    let declaration: (ValueDeclaration) -> ValueDeclaration?

    static var all: [NamelessPart] {
        [
            NamelessPart(kind: .array, word: "items", mark: "[]") { $0.items.first },
            NamelessPart(kind: .object, word: "values", mark: ".*") { $0.values.first },
        ]
    }
}

extension ValueDeclaration {
    /// The types as a manifest writes them.
    var typeWords: String { kinds.count == 1 ? kinds[0].rawValue : "[" + kinds.map(\.rawValue).joined(separator: ", ") + "]" }

    /// Whether every value of another declaration's types is of one of these types.
    func takesAll(of other: ValueDeclaration) -> Bool { other.kinds.allSatisfy { kind in kinds.contains { $0.takesAll(of: kind) } } }
}

extension ValueDeclaration.Kind {
    /// Whether every value of another type is of this type too.
    func takesAll(of other: Self) -> Bool {
        switch (self, other) {
        case (.number, .integer), (.number, .id), (.integer, .id), (.idList, .id): true
        case (.string, _): other.isText
        default: self == other
        }
    }
}
