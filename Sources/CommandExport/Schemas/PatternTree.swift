// SPDX-License-Identifier: Apache-2.0

import CommandManifest

/// A pattern as a tree, to be written as a regular expression of ECMAScript with the flag `u`, without anchors and without looking
/// ahead or back.
///
/// What is written matches the same whole texts; which scalars are letters and numbers depends on the engine's version of Unicode.
indirect enum PatternTree {
    /// One scalar of a set.
    case scalar(ScalarSet)
    /// One after another.
    case sequence([PatternTree])
    /// One of several.
    case choice([PatternTree])
    /// A part in parentheses.
    case group(PatternTree)
    /// A part so many times; any number where there is no most. `sign` is how that is written.
    case repeated(PatternTree, least: Int, most: Int?, sign: String)

    /// Reads the source of a pattern, which is known to be one.
    init(_ pattern: Pattern) {
        var reader = PatternTreeReader(pattern.source)
        self = reader.choice()
    }

    /// The expression.
    var ecma: String {
        switch self {
        case .scalar(let set): set.ecma
        case .sequence(let parts): parts.map(\.asPart).joined()
        case .choice(let parts): parts.map(\.ecma).joined(separator: "|")
        case .group(let inner): "(?:\(inner.ecma))"
        case .repeated(let inner, _, _, let sign): inner.asAtom + sign
        }
    }

    /// As one of several in a row.
    private var asPart: String { if case .choice = self { "(?:\(ecma))" } else { ecma } }

    /// As what a sign of repetition stands behind.
    private var asAtom: String {
        switch self {
        case .scalar, .group: ecma
        case .sequence, .choice, .repeated: "(?:\(ecma))"
        }
    }

    /// Whether the empty text matches.
    var matchesEmpty: Bool {
        switch self {
        case .scalar: false
        case .sequence(let parts): parts.allSatisfy(\.matchesEmpty)
        case .choice(let parts): parts.contains(where: \.matchesEmpty)
        case .group(let inner): inner.matchesEmpty
        case .repeated(let inner, let least, _, _): least == 0 || inner.matchesEmpty
        }
    }
}

// MARK: Without white space at the ends

extension PatternTree {
    /// The texts of this pattern that begin and end with no white space and are not empty; nil where there are none.
    var withoutSpaceAround: PatternTree? { bounded(at: .start)?.bounded(at: .end) }

    private enum End { case start, end }

    /// The texts that are not empty, and have no white space at one end. Patterns nest at most 32 deep.
    private func bounded(at end: End) -> PatternTree? {
        switch self {
        case .scalar(let set): set.withoutSpace.map(PatternTree.scalar)
        case .group(let inner): inner.bounded(at: end).map(PatternTree.group)
        case .choice(let parts): Self.any(parts.compactMap { $0.bounded(at: end) })
        case .sequence(let parts): Self.any(Self.bounded(parts, at: end))
        case .repeated(let inner, let least, let most, _): Self.bounded(inner, least: least, most: most, at: end)
        }
    }

    private static func any(_ parts: [PatternTree]) -> PatternTree? { parts.count > 1 ? .group(.choice(parts)) : parts.first }

    /// Each way to leave the first parts empty, or the last ones, and to bound what is next to them.
    private static func bounded(_ parts: [PatternTree], at end: End) -> [PatternTree] {
        var result: [PatternTree] = []
        var rest = parts[...]
        while let part = end == .start ? rest.first : rest.last {
            rest = end == .start ? rest.dropFirst() : rest.dropLast()
            if let own = part.bounded(at: end) {
                let others = Array(rest)
                result.append(others.isEmpty ? own : .sequence(end == .start ? [own] + others : others + [own]))
            }
            guard part.matchesEmpty else { break }
        }
        return result
    }

    private static func bounded(_ inner: PatternTree, least: Int, most: Int?, at end: End) -> PatternTree? {
        guard let own = inner.bounded(at: end) else { return nil }
        let fewest = inner.matchesEmpty ? 0 : max(0, least - 1)
        guard most != 1 else { return own }
        let others = Self.repeated(inner, least: fewest, most: most.map { $0 - 1 })
        return .sequence(end == .start ? [own, others] : [others, own])
    }

    private static func repeated(_ inner: PatternTree, least: Int, most: Int?) -> PatternTree {
        let sign =
            switch (least, most) {
            case (0, nil): "*"
            case (1, nil): "+"
            case (0, 1): "?"
            case (_, nil): "{\(least),}"
            case (_, let most?): least == most ? "{\(least)}" : "{\(least),\(most)}"
            }
        return .repeated(inner, least: least, most: most, sign: sign)
    }
}

/// Reads a pattern that was read before, and so is well formed and nests at most 32 deep.
private struct PatternTreeReader {
    private let scalars: [Unicode.Scalar]
    private var index = 0

    init(_ source: String) { scalars = Array(source.unicodeScalars) }

    mutating func choice() -> PatternTree {
        var parts = [sequence()]
        while take("|") { parts.append(sequence()) }
        return parts.count == 1 ? parts[0] : .choice(parts)
    }

    private mutating func sequence() -> PatternTree {
        var parts: [PatternTree] = []
        while let scalar = peek, scalar != "|", scalar != ")" { parts.append(item()) }
        return parts.count == 1 ? parts[0] : .sequence(parts)
    }

    private mutating func item() -> PatternTree {
        let atom = atom()
        guard let sign = peek else { return atom }
        switch sign {
        case "*": return repeated(atom, least: 0, most: nil)
        case "+": return repeated(atom, least: 1, most: nil)
        case "?": return repeated(atom, least: 0, most: 1)
        case "{": return counted(atom)
        default: return atom
        }
    }

    private mutating func repeated(_ atom: PatternTree, least: Int, most: Int?) -> PatternTree {
        let sign = next().map(String.init) ?? ""
        return .repeated(atom, least: least, most: most, sign: sign)
    }

    private mutating func counted(_ atom: PatternTree) -> PatternTree {
        var text = ""
        while let scalar = next() {
            text.unicodeScalars.append(scalar)
            if scalar == "}" { break }
        }
        let counts = text.dropFirst().dropLast().split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
        return .repeated(atom, least: (counts.first ?? nil) ?? 0, most: counts.last ?? nil, sign: text)
    }

    private mutating func atom() -> PatternTree {
        guard let scalar = next() else { return .sequence([]) }
        switch scalar {
        case "(":
            let inner = choice()
            _ = take(")")
            return .group(inner)
        case "[": return .scalar(charClass())
        case ".": return .scalar(ScalarSet(members: [], isNegated: true))
        case "\\":
            let member = escape()
            let isDigits = if case .range(let low, let high) = member { low != high } else { false }
            return .scalar(ScalarSet(members: [member], isClass: isDigits))
        default: return .scalar(ScalarSet(members: [.range(scalar, scalar)], isClass: false))
        }
    }

    private mutating func charClass() -> ScalarSet {
        var set = ScalarSet(members: [], isNegated: take("^"))
        while let scalar = next(), scalar != "]" {
            let low = scalar == "\\" ? escape() : .range(scalar, scalar)
            guard case .range(let from, _) = low, peek == "-", index + 1 < scalars.count, scalars[index + 1] != "]" else {
                set.members.append(low)
                continue
            }
            index += 1
            guard let end = next(), case .range(let to, _) = end == "\\" ? escape() : .range(end, end) else { continue }
            set.members.append(.range(from, to))
        }
        return set
    }

    /// What follows a backslash.
    private mutating func escape() -> ScalarSet.Member {
        guard let scalar = next() else { return .range("\\", "\\") }
        switch scalar {
        case "d": return .range("0", "9")
        case "p":
            let name = String(String.UnicodeScalarView(scalars[index..<min(index + 3, scalars.count)]))
            index = min(index + 3, scalars.count)
            return .category("\\p" + name)
        default: return .range(scalar, scalar)
        }
    }

    private var peek: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

    private mutating func next() -> Unicode.Scalar? {
        guard let scalar = peek else { return nil }
        index += 1
        return scalar
    }

    private mutating func take(_ expected: Unicode.Scalar) -> Bool {
        guard peek == expected else { return false }
        index += 1
        return true
    }
}
