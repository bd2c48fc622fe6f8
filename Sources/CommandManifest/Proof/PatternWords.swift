// SPDX-License-Identifier: Apache-2.0

/// Texts that match a pattern and have a length in a range, shortest first, each once.
///
/// A text is built scalar by scalar, only ever towards places from which the pattern can still end in time: nothing is
/// tried in vain, so that the work is proportional to the texts that are asked for.
struct PatternWords {
    /// The longest texts that are looked for.
    private static let longest = 20_000
    /// As many places as a pattern has; of an automaton with so many states, every window of so many lengths has a text
    /// that matches, if any longer text does.
    private static let window = Pattern.maximumPlaces

    /// So many texts, or as many as there are.
    private(set) var texts: [String] = []
    /// Whether there are no others.
    private(set) var areAll = false

    private let pattern: Pattern
    private let alphabet: [Unicode.Scalar]
    /// For each number of scalars still to come, the places after which so many can lead to the end.
    private var ends: [UInt64] = []

    /// Looks for `count` texts of `least` to `most` scalars.
    init(_ pattern: Pattern, from least: Int, to most: Int, count: Int) {
        self.pattern = pattern
        let samples = pattern.classes.map(\.samples)
        alphabet = samples.flatMap(\.scalars).reduce(into: []) { all, scalar in if !all.contains(scalar) { all.append(scalar) } }
        let windows = min(count, Self.window) + 1
        let end = least > Self.longest ? most : min(most, least + Self.window * windows)
        guard end <= Self.longest else { return }
        let usable = samples.enumerated().reduce(into: UInt64(0)) { if !$1.element.scalars.isEmpty { $0 |= 1 << UInt64($1.offset) } }
        lookAhead(end, usable)
        for length in stride(from: least, through: end, by: 1) {
            collect(length, count)
            if texts.count >= count { return }
        }
        // Where every place has a letter, there is a text for every length that the automaton has a path of.
        let isEmpty = texts.isEmpty && samples.allSatisfy { !$0.scalars.isEmpty }
        areAll = isEmpty || (samples.allSatisfy(\.areAll) && (end == most || count <= Self.window))
    }

    private mutating func lookAhead(_ most: Int, _ usable: UInt64) {
        ends = [pattern.last & usable]
        while ends.count < most, let last = ends.last {
            var places: UInt64 = 0
            for (place, follow) in pattern.follow.enumerated() where follow & last != 0 { places |= 1 << UInt64(place) }
            ends.append(places & usable)
        }
    }

    /// Adds the texts of one length, in the order of the alphabet.
    private mutating func collect(_ length: Int, _ count: Int) {
        guard length > 0 else {
            if pattern.matchesEmpty { texts.append("") }
            return
        }
        // For each scalar of the text so far: which letter it is, and the places that may come next.
        var letters: [Int] = [-1]
        var next: [UInt64] = [pattern.first & ends[length - 1]]
        while let letter = letters.last, let open = next.last {
            guard open != 0, let (found, standing) = step(from: letter + 1, open) else {
                letters.removeLast()
                next.removeLast()
                continue
            }
            letters[letters.count - 1] = found
            if letters.count == length {
                texts.append(text(letters))
                if texts.count >= count { return }
            } else {
                let rest = length - letters.count - 1
                letters.append(-1)
                next.append(followers(of: standing) & ends[rest])
            }
        }
    }

    /// The first letter from there on that an open place takes, and the places where the match then stands.
    private func step(from start: Int, _ open: UInt64) -> (letter: Int, standing: UInt64)? {
        for letter in start..<max(start, alphabet.count) {
            let standing = open & pattern.places(taking: alphabet[letter])
            if standing != 0 { return (letter, standing) }
        }
        return nil
    }

    private func followers(of places: UInt64) -> UInt64 {
        var result: UInt64 = 0
        for (place, follow) in pattern.follow.enumerated() where places >> UInt64(place) & 1 == 1 { result |= follow }
        return result
    }

    private func text(_ letters: [Int]) -> String {
        var result = String.UnicodeScalarView()
        for letter in letters { result.append(alphabet[letter]) }
        return String(result)
    }
}
