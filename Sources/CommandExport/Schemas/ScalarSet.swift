// SPDX-License-Identifier: Apache-2.0

/// What one place of a pattern takes.
struct ScalarSet {
    /// A part of it.
    enum Member {
        case range(Unicode.Scalar, Unicode.Scalar)
        /// `\p{L}` and the like.
        case category(String)
    }

    var members: [Member]
    var isNegated = false
    /// Whether it was written in brackets.
    var isClass = true

    /// Unicode's white space, in order.
    static let spaces: [ClosedRange<UInt32>] = [
        0x09...0x0D, 0x20...0x20, 0x85...0x85, 0xA0...0xA0, 0x1680...0x1680, 0x2000...0x200A, 0x2028...0x2029, 0x202F...0x202F,
        0x205F...0x205F, 0x3000...0x3000,
    ]

    /// The same without white space; nil where nothing is left.
    var withoutSpace: ScalarSet? {
        guard !isNegated else {
            let spaces = Self.spaces.compactMap { range in
                Unicode.Scalar(range.lowerBound).flatMap { low in Unicode.Scalar(range.upperBound).map { Member.range(low, $0) } }
            }
            return ScalarSet(members: members + spaces, isNegated: true)
        }
        let left = members.flatMap { member -> [Member] in
            // No letter, mark or number is white space.
            guard case .range(let low, let high) = member else { return [member] }
            return Self.without(low.value...high.value)
        }
        return left.isEmpty ? nil : ScalarSet(members: left, isClass: isClass || left.count > 1)
    }

    /// What is left of a range.
    private static func without(_ range: ClosedRange<UInt32>) -> [Member] {
        var result: [Member] = []
        var low = range.lowerBound
        for space in spaces where space.overlaps(range) {
            if space.lowerBound > low { append(low, space.lowerBound - 1, to: &result) }
            low = max(low, space.upperBound + 1)
        }
        if low <= range.upperBound { append(low, range.upperBound, to: &result) }
        return result
    }

    private static func append(_ low: UInt32, _ high: UInt32, to members: inout [Member]) {
        // Next to white space there are no surrogates, which are no scalars.
        if let low = Unicode.Scalar(low), let high = Unicode.Scalar(high) { members.append(.range(low, high)) }
    }

    var ecma: String {
        if members.isEmpty { return isNegated ? "[\\s\\S]" : "[^\\s\\S]" }
        if !isClass, members.count == 1, let only = members.first {
            switch only {
            case .range(let low, let high) where low == high: return ECMA.literal(low)
            case .category(let name): return name
            case .range: break
            }
        }
        return "[" + (isNegated ? "^" : "") + members.map(Self.text).joined() + "]"
    }

    private static func text(_ member: Member) -> String {
        switch member {
        case .category(let name): name
        case .range(let low, let high): ECMA.member(low) + (low == high ? "" : "-" + ECMA.member(high))
        }
    }
}
