// SPDX-License-Identifier: Apache-2.0

/// Reads a pattern's text into the places of its automaton and which place may follow which.
///
/// ```
/// choice   = sequence { "|" sequence }
/// sequence = item { item }
/// item     = atom [ "*" | "+" | "?" | "{" count [ "," [ count ] ] "}" ]
/// atom     = "(" choice ")" | "[" class "]" | "." | "\" escape | literal
/// ```
struct PatternParser {
    private static let deepest = 32
    private let scalars: [Unicode.Scalar]
    private var index = 0
    private var depth = 0
    /// The automaton as far as it is read.
    private(set) var places = PatternPlaces()

    init(_ text: String) { scalars = Array(text.unicodeScalars) }

    mutating func parse() throws(Pattern.Fault) -> PatternPlaces.Part {
        let whole = try choice()
        guard index == scalars.count else { throw fault("This `)` closes no group.") }
        return whole
    }

    private mutating func choice() throws(Pattern.Fault) -> PatternPlaces.Part {
        var result = try sequence()
        while take("|") {
            let other = try sequence()
            result.first |= other.first
            result.last |= other.last
            result.matchesEmpty = result.matchesEmpty || other.matchesEmpty
        }
        return result
    }

    private mutating func sequence() throws(Pattern.Fault) -> PatternPlaces.Part {
        var result = PatternPlaces.Part()
        let start = index
        while let next = peek, next != "|", next != ")" { places.append(try item(), to: &result) }
        guard index > start else { throw fault("An alternative must not be empty; `?` makes a part optional.") }
        return result
    }

    private mutating func item() throws(Pattern.Fault) -> PatternPlaces.Part {
        let start = index
        var result = try atom()
        switch peek {
        case "*": places.repeats(&result, isOptional: true)
        case "+": places.repeats(&result, isOptional: false)
        case "?": result.matchesEmpty = true
        case "{": return try counted(result, from: start)
        default: return result
        }
        index += 1
        try endRepetition()
        return result
    }

    private mutating func endRepetition() throws(Pattern.Fault) {
        if let again = peek, "*+?{".unicodeScalars.contains(again) { throw fault("A repetition cannot be repeated.") }
    }

    /// The first copy of an atom, which begins at `start`, and as many more as its count asks for: each is read anew, since each
    /// has places of its own. There are few, for their places are bounded.
    private mutating func counted(_ first: PatternPlaces.Part, from start: Int) throws(Pattern.Fault) -> PatternPlaces.Part {
        let (least, most) = try counts()
        let after = index
        var result = first
        result.matchesEmpty = first.matchesEmpty || least == 0
        if most == nil, least < 2 { places.repeats(&result, isOptional: least == 0) }
        var copies = 1
        while copies < most ?? least {
            copies += 1
            index = start
            var copy = try atom()
            if most == nil, copies == least { places.repeats(&copy, isOptional: false) }
            copy.matchesEmpty = copy.matchesEmpty || copies > least
            places.append(copy, to: &result)
        }
        index = after
        try endRepetition()
        return result
    }

    /// `{3}`, `{2,5}` or `{2,}`, the last without a most.
    private mutating func counts() throws(Pattern.Fault) -> (least: Int, most: Int?) {
        let start = index
        index += 1
        let least = count()
        let hasMost = take(",")
        let most = hasMost ? count() : least
        guard take("}"), let least else { throw fault("A count is `{3}`, `{2,5}` or `{2,}`; write `\\{` for the sign.", at: start) }
        guard most != 0, most.map({ $0 >= least }) ?? true else { throw fault("This count allows nothing.", at: start) }
        return (least, most)
    }

    /// A number of at most three digits, so that it cannot overflow; what is longer has too many places anyway.
    private mutating func count() -> Int? {
        var result: Int?
        var digits = 0
        while digits < 3, let scalar = peek, "0"..."9" ~= scalar {
            result = (result ?? 0) * 10 + Int(scalar.value - 0x30)
            digits += 1
            index += 1
        }
        return result
    }

    private mutating func atom() throws(Pattern.Fault) -> PatternPlaces.Part {
        let start = index
        guard let scalar = next() else { throw fault("The pattern ends too early.") }
        switch scalar {
        case "(": return try group(from: start)
        case "[": return try place(try readClass(from: start), at: start)
        case ".": return try place(.any, at: start)
        case "\\": return try place(ScalarClass(parts: [try escape(from: start)]), at: start)
        case "*", "+", "?", "{": throw fault("There is nothing here to repeat; write `\\\(scalar)` for the sign.", at: start)
        case "^", "$": throw fault("Anchors are not needed, since the whole text is matched; write `\\\(scalar)` for the sign.", at: start)
        case "}", "]": throw fault("Write `\\\(scalar)` for the sign.", at: start)
        default: return try place(.literal(scalar), at: start)
        }
    }

    private mutating func group(from start: Int) throws(Pattern.Fault) -> PatternPlaces.Part {
        guard depth < Self.deepest else { throw fault("Groups are nested more than \(Self.deepest) deep.", at: start) }
        depth += 1
        let result = try choice()
        depth -= 1
        guard take(")") else { throw fault("This group is not closed.", at: start) }
        return result
    }

    private mutating func readClass(from start: Int) throws(Pattern.Fault) -> ScalarClass {
        var result = ScalarClass(parts: [], isNegated: take("^"))
        while let scalar = peek, scalar != "]" { result.parts.append(try classPart(scalar)) }
        guard take("]") else { throw fault("This class is not closed.", at: start) }
        guard !result.parts.isEmpty else { throw fault("A class must not be empty.", at: start) }
        return result
    }

    private mutating func classPart(_ scalar: Unicode.Scalar) throws(Pattern.Fault) -> ScalarClass.Part {
        let start = index
        let low = try bound(scalar)
        guard peek == "-", let high = peek(1), high != "]" else { return low }
        index += 1
        guard case .range(let from) = low, from.count == 1, case .range(let to) = try bound(high), to.count == 1 else {
            throw fault("A range goes from one scalar to another.", at: start)
        }
        guard from.lowerBound <= to.lowerBound else { throw fault("This range runs backwards.", at: start) }
        return .range(from.lowerBound...to.lowerBound)
    }

    private mutating func bound(_ scalar: Unicode.Scalar) throws(Pattern.Fault) -> ScalarClass.Part {
        let start = index
        index += 1
        if scalar == "\\" { return try escape(from: start) }
        if scalar == "[" { throw fault("Write `\\[` for the sign in a class.", at: start) }
        return .range(scalar.value...scalar.value)
    }

    private mutating func escape(from start: Int) throws(Pattern.Fault) -> ScalarClass.Part {
        guard let scalar = next() else { throw fault("The pattern ends after a `\\`.", at: start) }
        switch scalar {
        case "d": return ScalarClass.digits
        case "p": return try category(from: start)
        case "a"..."z", "A"..."Z", "0"..."9": throw fault("`\\\(scalar)` means nothing here.", at: start)
        default: return .range(scalar.value...scalar.value)
        }
    }

    private mutating func category(from start: Int) throws(Pattern.Fault) -> ScalarClass.Part {
        let name = (peek, peek(1), peek(2))
        index += 3
        if name == ("{", "L", "}") { return .letters }
        if name == ("{", "N", "}") { return .numbers }
        if name == ("{", "M", "}") { return .marks }
        throw fault("Only `\\p{L}`, `\\p{M}` and `\\p{N}` are known.", at: start)
    }
}

extension PatternParser {
    private mutating func place(_ members: ScalarClass, at start: Int) throws(Pattern.Fault) -> PatternPlaces.Part {
        guard let part = places.add(members) else { throw fault("A pattern has at most \(Pattern.maximumPlaces) places.", at: start) }
        return part
    }

    private var peek: Unicode.Scalar? { peek(0) }

    private func peek(_ distance: Int) -> Unicode.Scalar? {
        index + distance < scalars.count ? scalars[index + distance] : nil
    }

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

    private func fault(_ message: String, at offset: Int? = nil) -> Pattern.Fault {
        Pattern.Fault(message: message, offset: min(offset ?? index, scalars.count))
    }
}
