// SPDX-License-Identifier: Apache-2.0

/// One part of a form: its name and its text.
///
/// A part with a file name counts as a text like any other (`curl -F RulesJsonBundle=@rules.json`), so its bytes must
/// be one; the file's name and type are ignored.
/// - SeeAlso: RFC 7578, section 4
struct MultipartPart {
    /// How many bytes a part's head may have.
    static let maximumHead = 8192

    /// The name, still with its brackets.
    let name: [UInt8]
    /// The content, as it came.
    let text: ArraySlice<UInt8>

    /// Takes a part apart.
    ///
    /// - Throws: ``FormFault``: `multipart` where the head is malformed, has a field twice, or names no field of a form;
    ///   `partHeadTooLarge`, `charset`, `transferEncoding` as they say.
    init(_ part: ArraySlice<UInt8>) throws(FormFault) {
        var rest = part
        var name: [UInt8]?
        var seen: Set<String> = []
        while let line = try Self.line(&rest, of: part) {
            let (field, value) = try Self.field(line)
            guard Self.known.contains(field) else { continue }
            guard seen.insert(field).inserted else { throw .multipart }
            switch field {
            case "content-disposition": name = try Self.name(inDisposition: value)
            case "content-type": try Self.checkType(value)
            default: try Self.checkTransferEncoding(value)
            }
        }
        guard let name else { throw .multipart }
        self.name = name
        text = rest
    }

    private static let known: Set<String> = ["content-disposition", "content-type", "content-transfer-encoding"]

    /// Past the next line of the head; nil past the empty one that ends it.
    private static func line(
        _ rest: inout ArraySlice<UInt8>, of part: ArraySlice<UInt8>
    ) throws(FormFault) -> ArraySlice<UInt8>? {
        let room = maximumHead - (rest.startIndex - part.startIndex)
        guard let end = rest.prefix(max(0, room)).firstIndex(of: 0x0D) else {
            throw rest.count > room ? .partHeadTooLarge : .multipart
        }
        guard end + 1 < rest.endIndex, rest[end + 1] == 0x0A else { throw .multipart }
        let line = rest[rest.startIndex..<end]
        rest = rest[(end + 2)...]
        return line.isEmpty ? nil : line
    }

    /// A field's name in lower case, and its value without the space around it. A line that goes on with the field
    /// before it has no name and is refused, as are control characters.
    private static func field(_ line: ArraySlice<UInt8>) throws(FormFault) -> (String, ArraySlice<UInt8>) {
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex,
            line[..<colon].allSatisfy(FieldCursor.isToken),
            line.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 })
        else { throw .multipart }
        let isSpace: (UInt8) -> Bool = { $0 == UInt8(ascii: " ") || $0 == 0x09 }
        var value = line[(colon + 1)...].drop(while: isSpace)
        while let last = value.last, isSpace(last) { value.removeLast() }
        return (String(decoding: line[..<colon].map(Name.fold), as: UTF8.self), value)
    }

    /// The name in `form-data; name="…"; filename="…"`.
    private static func name(inDisposition value: ArraySlice<UInt8>) throws(FormFault) -> [UInt8] {
        var cursor = FieldCursor(value)
        guard let kind = cursor.token(), kind.map(Name.fold).elementsEqual("form-data".utf8) else { throw .multipart }
        var name: [UInt8]?
        while true {
            cursor.skipSpace()
            if cursor.isAtEnd { break }
            guard cursor.take(";") else { throw .multipart }
            cursor.skipSpace()
            guard let parameter = cursor.token() else { continue }
            guard cursor.take("="), let value = cursor.token().map(Array.init) ?? cursor.quoted(where: isEscapable) else {
                throw .multipart
            }
            guard parameter.map(Name.fold).elementsEqual("name".utf8) else { continue }
            guard name == nil else { throw .multipart }
            name = unescaped(value)
        }
        guard let name else { throw .multipart }
        return name
    }

    /// A backslash escapes these alone: browsers send it unescaped, older versions of curl escape with it.
    private static func isEscapable(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") }

    /// A name with `%22`, `%0D` and `%0A` as what they stand for: the three that browsers, curl and Python encode. Other
    /// percent signs are sent as they are.
    ///
    /// - SeeAlso: HTML Standard, "multipart/form-data encoding algorithm"
    private static func unescaped(_ name: [UInt8]) -> [UInt8] {
        guard name.contains(UInt8(ascii: "%")) else { return name }
        var result: [UInt8] = []
        var position = 0
        while position < name.count {
            let byte = encoded(name[position...].prefix(3))
            result.append(byte ?? name[position])
            position += byte == nil ? 1 : 3
        }
        return result
    }

    private static func encoded(_ code: ArraySlice<UInt8>) -> UInt8? {
        guard code.count == 3, code.first == UInt8(ascii: "%") else { return nil }
        switch (code[code.startIndex + 1], Name.fold(code[code.startIndex + 2])) {
        case (UInt8(ascii: "2"), UInt8(ascii: "2")): return UInt8(ascii: "\"")
        case (UInt8(ascii: "0"), UInt8(ascii: "d")): return 0x0D
        case (UInt8(ascii: "0"), UInt8(ascii: "a")): return 0x0A
        default: return nil
        }
    }

    private static func checkType(_ value: ArraySlice<UInt8>) throws(FormFault) {
        guard let type = MediaType(String(decoding: value, as: UTF8.self)), type.type != "multipart" else { throw .multipart }
        guard type.allowsUTF8 else { throw .charset }
    }

    private static func checkTransferEncoding(_ value: ArraySlice<UInt8>) throws(FormFault) {
        guard ["7bit", "8bit", "binary"].contains(String(decoding: value.map(Name.fold), as: UTF8.self)) else {
            throw .transferEncoding
        }
    }
}
