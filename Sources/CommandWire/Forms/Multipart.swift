// SPDX-License-Identifier: Apache-2.0

/// The parts of a multipart body, one after another.
///
/// What stands before the first delimiter and after the last is ignored. Lines end in CRLF. A delimiter's line holds
/// nothing else but spaces; a body without a closing delimiter is refused, since its end may be missing.
///
/// A delimiter begins with CR and has no other: so what was compared in vain need not be compared again, and searching
/// is linear in the body.
/// - SeeAlso: RFC 2046, section 5.1.1; RFC 7578
struct Multipart {
    private let body: [UInt8]
    private let delimiter: [UInt8]
    private var position = 0
    private var isClosed = false

    /// Begins before the first part.
    ///
    /// - Throws: ``FormFault/multipart`` where the boundary is not 1 to 70 printable ASCII characters, or is not there.
    init(_ body: [UInt8], boundary: String) throws(FormFault) {
        let bytes = Array(boundary.utf8)
        guard (1...70).contains(bytes.count), bytes.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }), bytes.last != 0x20 else {
            throw .multipart
        }
        self.body = body
        delimiter = [0x0D, 0x0A, UInt8(ascii: "-"), UInt8(ascii: "-")] + bytes
        if body.starts(with: delimiter.dropFirst(2)) {
            position = delimiter.count - 2
        } else {
            _ = try skipToDelimiter()
        }
        try finishLine()
    }

    /// The next part's bytes, head and content; nil after the last.
    mutating func next() throws(FormFault) -> ArraySlice<UInt8>? {
        guard !isClosed else { return nil }
        let start = position
        let end = try skipToDelimiter()
        try finishLine()
        return body[start..<end]
    }

    /// Past the next delimiter, giving where it begins.
    private mutating func skipToDelimiter() throws(FormFault) -> Int {
        while let start = body[position...].firstIndex(of: 0x0D) {
            position = start + 1
            while position - start < delimiter.count, position < body.count, body[position] == delimiter[position - start] {
                position += 1
            }
            if position - start == delimiter.count { return start }
        }
        throw .multipart
    }

    /// Past the rest of a delimiter's line: spaces alone, after `--` where it closes the body.
    private mutating func finishLine() throws(FormFault) {
        isClosed = body[position...].starts(with: [UInt8(ascii: "-"), UInt8(ascii: "-")])
        if isClosed { position += 2 }
        while position < body.count, body[position] == UInt8(ascii: " ") || body[position] == 0x09 { position += 1 }
        if isClosed, position == body.count { return }
        guard body[position...].starts(with: [0x0D, 0x0A]) else { throw .multipart }
        position += 2
    }
}
