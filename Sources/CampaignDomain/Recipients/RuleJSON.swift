// SPDX-License-Identifier: Apache-2.0

import CommandKit

/// A value in the JSON of rules. Numbers stay as they are written, so that none is rounded.
enum RuleJSON {
    case object([String: RuleJSON]), array([RuleJSON]), text(String), number(String), flag(Bool), null

    /// Reads a text strictly: no name twice in an object, no U+0000, no lone surrogate, few levels.
    /// - Throws: ``RuleFault`` whose place is the offset, in UTF-8, of the first byte that does not fit.
    init(_ text: String) throws(RuleFault) {
        var scanner = RuleJSONScanner(text)
        self = try scanner.value(depth: 0)
        try scanner.finish()
    }

    /// The members of the object that a text is, in their order; a name may be there twice.
    /// - Throws: ``RuleFault`` as reading does, and where it is no object.
    static func members(_ text: String) throws(RuleFault) -> [(name: String, value: RuleJSON)] {
        var scanner = RuleJSONScanner(text)
        let members = try scanner.object()
        try scanner.finish()
        return members
    }
}

/// One pass over the text, which goes down a level for each array and object, to ``maximumDepth``.
/// - SeeAlso: RFC 8259
private struct RuleJSONScanner {
    /// Rules need six.
    static let maximumDepth = 16

    private let bytes: [UInt8]
    private var position = 0

    init(_ text: String) { bytes = Array(text.utf8) }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private func fault(_ reason: String = "it is not valid JSON") -> RuleFault {
        RuleFault(place: "offset \(position)", reason: reason)
    }

    private mutating func skipSpace() {
        while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }

    /// Whether this byte comes next, after spaces; it is taken then.
    private mutating func takes(_ character: Unicode.Scalar) -> Bool {
        skipSpace()
        guard next == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    mutating func finish() throws(RuleFault) {
        skipSpace()
        guard next == nil else { throw fault() }
    }

    mutating func value(depth: Int) throws(RuleFault) -> RuleJSON {
        skipSpace()
        guard depth <= Self.maximumDepth else { throw fault("it is nested too deeply") }
        switch next {
        case UInt8(ascii: "{"): return .object(try members(depth: depth + 1))
        case UInt8(ascii: "["): return .array(try items(depth: depth + 1))
        case UInt8(ascii: "\""): return .text(try string())
        case UInt8(ascii: "t"): return try word("true", .flag(true))
        case UInt8(ascii: "f"): return try word("false", .flag(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return .number(try number())
        }
    }

    /// The members of an object that is to come next.
    mutating func object() throws(RuleFault) -> [(name: String, value: RuleJSON)] {
        var members: [(name: String, value: RuleJSON)] = []
        guard takes("{") else { throw fault("it is no object") }
        if takes("}") { return members }
        repeat {
            skipSpace()
            guard next == UInt8(ascii: "\"") else { throw fault() }
            let name = try string()
            guard takes(":") else { throw fault() }
            members.append((name, try value(depth: 1)))
        } while takes(",")
        guard takes("}") else { throw fault() }
        return members
    }

    private mutating func word(_ word: String, _ value: RuleJSON) throws(RuleFault) -> RuleJSON {
        guard bytes[position...].starts(with: word.utf8) else { throw fault() }
        position += word.utf8.count
        return value
    }

    private mutating func members(depth: Int) throws(RuleFault) -> [String: RuleJSON] {
        var members: [String: RuleJSON] = [:]
        position += 1
        if takes("}") { return members }
        repeat {
            skipSpace()
            let start = position
            guard next == UInt8(ascii: "\"") else { throw fault() }
            let name = try string()
            guard takes(":") else { throw fault() }
            guard members.updateValue(try value(depth: depth), forKey: name) == nil else {
                throw RuleFault(place: "offset \(start)", reason: "this name is there twice")
            }
        } while takes(",")
        guard takes("}") else { throw fault() }
        return members
    }

    private mutating func items(depth: Int) throws(RuleFault) -> [RuleJSON] {
        var items: [RuleJSON] = []
        position += 1
        if takes("]") { return items }
        repeat { items.append(try value(depth: depth)) } while takes(",")
        guard takes("]") else { throw fault() }
        return items
    }

    private mutating func number() throws(RuleFault) -> String {
        let start = position
        if next == UInt8(ascii: "-") { position += 1 }
        let first = next
        guard digits() > 0, first != UInt8(ascii: "0") || position - start <= (bytes[start] == UInt8(ascii: "-") ? 2 : 1) else {
            throw fault()
        }
        if next == UInt8(ascii: ".") {
            position += 1
            guard digits() > 0 else { throw fault() }
        }
        if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
            position += 1
            if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { position += 1 }
            guard digits() > 0 else { throw fault() }
        }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    /// Takes digits, and says how many.
    private mutating func digits() -> Int {
        let start = position
        while let byte = next, byte &- 0x30 < 10 { position += 1 }
        return position - start
    }

    private mutating func string() throws(RuleFault) -> String {
        position += 1
        let start = position
        while let byte = next, byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") { position += 1 }
        var text = bytes[start..<position]
        while let byte = next, byte != UInt8(ascii: "\"") {
            guard byte >= 0x20 else { throw fault() }
            if byte == UInt8(ascii: "\\") {
                text += try escape()
            } else {
                text.append(byte)
                position += 1
            }
        }
        guard next != nil else { throw fault() }
        let string = String(decoding: text, as: UTF8.self)
        guard Normalization.isStreamSafe(string) else { throw fault("more than 30 combining marks stand in a row") }
        position += 1
        return string
    }

    private static let escapes: [UInt8: UInt8] = [
        UInt8(ascii: "\""): 0x22, UInt8(ascii: "\\"): 0x5C, UInt8(ascii: "/"): 0x2F, UInt8(ascii: "b"): 0x08,
        UInt8(ascii: "f"): 0x0C, UInt8(ascii: "n"): 0x0A, UInt8(ascii: "r"): 0x0D, UInt8(ascii: "t"): 0x09,
    ]

    private mutating func escape() throws(RuleFault) -> [UInt8] {
        position += 1
        if let byte = next, let escaped = Self.escapes[byte] {
            position += 1
            return [escaped]
        }
        var units = [try unit()]
        if UTF16.isLeadSurrogate(units[0]), next == UInt8(ascii: "\\") {
            position += 1
            units.append(try unit())
        }
        var decoder = UTF16()
        var source = units.makeIterator()
        guard units != [0], case .scalarValue(let scalar) = decoder.decode(&source), source.next() == nil else { throw fault() }
        return Array(Character(scalar).utf8)
    }

    /// The four hexadecimal digits of a `\u` escape, from the `u` on.
    private mutating func unit() throws(RuleFault) -> UInt16 {
        guard next == UInt8(ascii: "u"), position + 5 <= bytes.count else { throw fault() }
        let digits = bytes[position + 1..<position + 5]
        guard digits.allSatisfy({ $0 < 0x80 && Unicode.Scalar($0).properties.isASCIIHexDigit }) else { throw fault() }
        position += 5
        return UInt16(String(decoding: digits, as: UTF8.self), radix: 16) ?? 0
    }
}
