// SPDX-License-Identifier: Apache-2.0

extension Pattern {
    /// A text that matches and has exactly so many Unicode scalars; nil where there is none.
    ///
    /// Found by walking the automaton: which places can be the last after so many steps, then back to a first one. Takes
    /// time and memory linear in `count`.
    package func sample(count: Int) -> String? {
        guard count > 0 else { return matchesEmpty && count == 0 ? "" : nil }
        let letters = classes.map(\.sample)
        let usable = Self.bits(letters.indices.filter { letters[$0] != nil })
        var steps = [first & usable]
        while steps.count < count, let standing = steps.last, standing != 0 {
            steps.append(Self.places(standing).reduce(0) { $0 | follow[$1] } & usable)
        }
        guard steps.count == count, let end = steps.last, end & last != 0 else { return nil }
        var reversed: [Unicode.Scalar] = []
        var place = (end & last).trailingZeroBitCount
        for step in steps.indices.reversed() {
            if let letter = letters[place] { reversed.append(letter) }
            guard step > 0, let before = Self.places(steps[step - 1]).first(where: { follow[$0] & 1 << UInt64(place) != 0 }) else { break }
            place = before
        }
        var text = String.UnicodeScalarView()
        text.append(contentsOf: reversed.reversed())
        return String(text)
    }

    private static func bits(_ places: [Int]) -> UInt64 { places.reduce(0) { $0 | 1 << UInt64($1) } }

    private static func places(_ set: UInt64) -> [Int] { (0..<maximumPlaces).filter { set & 1 << UInt64($0) != 0 } }
}

extension ScalarClass {
    /// A scalar that it takes, a plain letter or digit where there is one; nil where none is found.
    fileprivate var sample: Unicode.Scalar? {
        let plain = (0x61...0x7A).map(UInt8.init) + (0x41...0x5A).map(UInt8.init) + (0x30...0x39).map(UInt8.init)
        let ascii = (plain + (0x21...0x7E).map(UInt8.init) + [0x20, 0x0A, 0x09]).map(Unicode.Scalar.init)
        return ascii.first(where: contains) ?? edges.first(where: contains)
    }

    /// The first scalars of its ranges, and those after them.
    private var edges: [Unicode.Scalar] {
        parts.flatMap { part -> [Unicode.Scalar] in
            guard case .range(let range) = part else { return ["\u{E9}", "\u{661}"] }
            return [range.lowerBound, range.upperBound, range.upperBound &+ 1].compactMap(Unicode.Scalar.init)
        }
    }
}
