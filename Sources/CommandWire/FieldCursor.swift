// SPDX-License-Identifier: Apache-2.0

/// A position in the value of a header field, for values of the form `word; name=value; name="value"`.
///
/// - SeeAlso: RFC 9110, sections 5.6.2 to 5.6.6
struct FieldCursor {
    private let bytes: ArraySlice<UInt8>
    private var position: Int

    init(_ value: ArraySlice<UInt8>) {
        bytes = value
        position = value.startIndex
    }

    /// Whether all is read.
    var isAtEnd: Bool { position == bytes.endIndex }

    /// Past spaces and tabs, if any.
    mutating func skipSpace() {
        while let byte = peek, byte == UInt8(ascii: " ") || byte == 0x09 { position += 1 }
    }

    /// Past this byte, if it is the next.
    mutating func take(_ byte: Unicode.Scalar) -> Bool {
        guard peek == UInt8(ascii: byte) else { return false }
        position += 1
        return true
    }

    /// Past a token; nil where there is none.
    mutating func token() -> ArraySlice<UInt8>? {
        let start = position
        while let byte = peek, Self.isToken(byte) { position += 1 }
        return position > start ? bytes[start..<position] : nil
    }

    /// Past a quoted text, if a quotation mark is next: what stands between the marks, in which a backslash before a
    /// byte that `escapes` stands for that byte alone. Nil where it does not end or holds a control character.
    mutating func quoted(where escapes: (UInt8) -> Bool) -> [UInt8]? {
        guard take("\"") else { return nil }
        var text: [UInt8] = []
        while let byte = peek, byte >= 0x20 || byte == 0x09, byte != 0x7F {
            position += 1
            if byte == UInt8(ascii: "\"") { return text }
            if byte == UInt8(ascii: "\\"), let escaped = peek, escapes(escaped) {
                position += 1
                text.append(escaped)
            } else {
                text.append(byte)
            }
        }
        return nil
    }

    private var peek: UInt8? { position < bytes.endIndex ? bytes[position] : nil }

    /// Whether a byte may stand in a token.
    static func isToken(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }
}
