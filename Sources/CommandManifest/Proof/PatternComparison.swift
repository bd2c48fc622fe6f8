// SPDX-License-Identifier: Apache-2.0

/// Which texts two patterns match that the other one does not, found by walking both automata side by side.
///
/// Each step takes one scalar for all that no class of either pattern tells from it, so that the walk is over finitely many
/// pairs of states, and what it finds first is a shortest text.
package struct PatternComparison: Sendable {
    /// As many pairs of states are looked at.
    static let most = 20_000

    /// A text that the old pattern matches and the new one does not; nil where none was found.
    package private(set) var lost: String?
    /// A text that the new pattern matches and the old one does not; nil where none was found.
    package private(set) var gained: String?
    /// A text that both match; nil where none was found.
    package private(set) var common: String?
    /// Whether all pairs of states were looked at, so that what was not found is not there.
    package private(set) var isComplete = false

    /// Two sets of places, one of each pattern, and how the walk came there.
    private struct Step {
        var old: UInt64
        var new: UInt64
        var before: Int
        var scalar: Unicode.Scalar
    }

    private struct Pair: Hashable {
        var old: UInt64
        var new: UInt64
    }

    /// Compares two patterns, within bounds.
    package init(_ old: Pattern, _ new: Pattern) {
        note("", old.matchesEmpty, new.matchesEmpty)
        let alphabet = Self.alphabet(old, new)
        var steps: [Step] = []
        var seen: Set<Pair> = []
        var next = -1
        while next < steps.count {
            let open =
                next < 0 ? (old: old.first, new: new.first) : (old: old.following(steps[next].old), new: new.following(steps[next].new))
            for letter in alphabet {
                let pair = Pair(old: open.old & letter.old, new: open.new & letter.new)
                guard pair.old | pair.new != 0, seen.insert(pair).inserted else { continue }
                guard steps.count < Self.most else { return }
                steps.append(Step(old: pair.old, new: pair.new, before: next, scalar: letter.scalar))
                let (isOld, isNew) = (pair.old & old.last != 0, pair.new & new.last != 0)
                if isWanted(isOld, isNew) { note(Self.text(steps), isOld, isNew) }
                if lost != nil, gained != nil, common != nil { return }
            }
            next += 1
        }
        isComplete = true
    }

    private func isWanted(_ isOld: Bool, _ isNew: Bool) -> Bool {
        isOld && isNew ? common == nil : isOld ? lost == nil : isNew && gained == nil
    }

    private mutating func note(_ text: String, _ isOld: Bool, _ isNew: Bool) {
        if isOld, isNew { common = common ?? text }
        if isOld, !isNew { lost = lost ?? text }
        if isNew, !isOld { gained = gained ?? text }
    }

    /// The text that leads to the last step.
    private static func text(_ steps: [Step]) -> String {
        var reversed: [Unicode.Scalar] = []
        var place = steps.count - 1
        while place >= 0 {
            reversed.append(steps[place].scalar)
            place = steps[place].before
        }
        var text = String.UnicodeScalarView()
        text.append(contentsOf: reversed.reversed())
        return String(text)
    }

    private struct Letter {
        var scalar: Unicode.Scalar
        /// The places of each pattern that take it.
        var old: UInt64
        var new: UInt64
    }

    /// One scalar for each set of places that takes the same, plain ones first.
    private static func alphabet(_ old: Pattern, _ new: Pattern) -> [Letter] {
        var seen: Set<Pair> = []
        return ScalarClass.representatives(of: old.classes + new.classes).compactMap { scalar in
            let letter = Letter(scalar: scalar, old: old.places(taking: scalar), new: new.places(taking: scalar))
            guard letter.old | letter.new != 0 else { return nil }
            return seen.insert(Pair(old: letter.old, new: letter.new)).inserted ? letter : nil
        }
    }
}

extension Pattern {
    /// The places that may come after one of these.
    fileprivate func following(_ places: UInt64) -> UInt64 {
        var result: UInt64 = 0
        var rest = places
        while rest != 0 {
            result |= follow[rest.trailingZeroBitCount]
            rest &= rest &- 1
        }
        return result
    }
}
