// SPDX-License-Identifier: Apache-2.0

/// The places of a pattern's automaton, and which may follow which.
struct PatternPlaces {
    /// What an automaton needs to know of a part of a pattern.
    struct Part {
        /// Places at which a match of the part can start.
        var first: UInt64 = 0
        /// Places at which it can end.
        var last: UInt64 = 0
        /// Whether the part matches the empty text.
        var matchesEmpty = true
    }

    /// What each place takes.
    private(set) var classes: [ScalarClass] = []
    /// For each place those that may come next.
    private(set) var follow: [UInt64] = []

    /// One more place, by itself; nil where there are as many as a pattern may have.
    mutating func add(_ members: ScalarClass) -> Part? {
        guard classes.count < Pattern.maximumPlaces else { return nil }
        let bit: UInt64 = 1 << UInt64(classes.count)
        classes.append(members)
        follow.append(0)
        return Part(first: bit, last: bit, matchesEmpty: false)
    }

    /// Lets one part follow another.
    mutating func append(_ part: Part, to whole: inout Part) {
        connect(whole.last, to: part.first)
        whole.first |= whole.matchesEmpty ? part.first : 0
        whole.last = part.last | (part.matchesEmpty ? whole.last : 0)
        whole.matchesEmpty = whole.matchesEmpty && part.matchesEmpty
    }

    /// Lets a part follow itself.
    mutating func repeats(_ part: inout Part, isOptional: Bool) {
        connect(part.last, to: part.first)
        part.matchesEmpty = part.matchesEmpty || isOptional
    }

    private mutating func connect(_ ends: UInt64, to next: UInt64) {
        for place in follow.indices where ends >> UInt64(place) & 1 == 1 { follow[place] |= next }
    }
}
