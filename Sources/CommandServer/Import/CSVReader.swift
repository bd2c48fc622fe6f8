// SPDX-License-Identifier: Apache-2.0

import CommandManifest

/// Reads separated values as their bytes arrive, however they are cut.
///
/// Records end with CRLF or LF; a field that begins with a quote ends with one, and holds delimiters, line ends and, doubled,
/// quotes. A byte order mark at the start is passed over, and so are lines without anything but delimiters and white space. A record that
/// is written wrongly ends with its line, and is told of by its ``CSVRecord/problem``. It keeps one record and no more, within limits.
/// - SeeAlso: RFC 4180
struct CSVReader {
    /// The longest field and record, in bytes, and the most fields in a record.
    struct Limits {
        var field = 65_536
        var record = 262_144
        var fields = 1000
    }

    private enum State { case mark, start, plain, quoted, quote, carriageReturn }

    private static let quote = UInt8(ascii: "\"")
    private static let lineFeed = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")

    private let limits: Limits
    private let delimiter: UInt8
    private let encoding: TextEncoding
    private var buffer: [UInt8] = []
    private var position = 0
    private var hasEnded = false
    private var state: State
    /// How many bytes of a byte order mark were read.
    private var markLength = 0
    /// What was read of the record.
    private var fields: [String] = []
    private var field: [UInt8] = []
    private var length = 0
    private var problem: CSVProblem?
    private var hasQuotes = false
    /// Where the record began, and the last quote that was opened.
    private var firstLine: Int
    private var start: Int
    private var quoteLine = 0
    /// How many bytes of the file were read, and the line that the next one is on.
    private(set) var offset: Int
    private(set) var line: Int

    /// Reads a file from its start, or from the end of a record in it.
    init(
        limits: Limits = Limits(), delimiter: UInt8 = UInt8(ascii: ","), encoding: TextEncoding = .utf8, offset: Int = 0, line: Int = 1
    ) {
        (self.limits, self.delimiter, self.encoding) = (limits, delimiter, encoding)
        (self.offset, start, self.line, firstLine) = (offset, offset, line, line)
        state = offset == 0 ? .mark : .start
    }

    /// Gives it the bytes that follow; those of UTF-16 as ``UTF16Decoder`` gives them. Nothing may be left of those before: ``next()``
    /// was nil.
    mutating func append(_ bytes: [UInt8]) {
        buffer = bytes
        position = 0
    }

    /// Tells it that there are no more bytes.
    mutating func end() { hasEnded = true }

    /// The next record; nil where more bytes are needed, or, after ``end()``, where there is none.
    /// - Throws: ``CSVFault`` for a quote that is not closed before the file ends.
    mutating func next() throws(CSVFault) -> CSVRecord? {
        while position < buffer.count {
            takeRun()
            guard position < buffer.count else { break }
            let byte = buffer[position]
            position += 1
            offset += encoding.width(of: byte)
            guard take(byte) else { continue }
            if let record = finished() { return record }
        }
        return hasEnded ? try last() : nil
    }

    /// What is left when the bytes end without a line end.
    private mutating func last() throws(CSVFault) -> CSVRecord? {
        switch state {
        case .quoted: throw CSVFault(line: quoteLine, reason: "a quote is opened and never closed")
        case .carriageReturn: failLine()
        case .start where fields.isEmpty, .mark where markLength == 0: return nil
        case .mark: keepMark()
        default: break
        }
        endField()
        return finished()
    }

    /// Takes bytes that are a field's own, up to one that may end it.
    private mutating func takeRun() {
        let begin = position
        switch state {
        case .plain:
            while position < buffer.count, !isSpecial(buffer[position]) { position += 1 }
        case .quoted:
            while position < buffer.count, buffer[position] != Self.quote, buffer[position] != Self.lineFeed { position += 1 }
        default: return
        }
        guard begin < position else { return }
        offset += encoding.isWide ? buffer[begin..<position].reduce(0) { $0 + encoding.width(of: $1) } : position - begin
        keep(buffer[begin..<position])
    }

    private func isSpecial(_ byte: UInt8) -> Bool {
        byte == delimiter || byte == Self.lineFeed || byte == Self.carriageReturn || byte == Self.quote
    }

    /// Takes a byte, and says whether it ends a record.
    private mutating func take(_ byte: UInt8) -> Bool {
        switch state {
        case .mark: return takeMark(byte)
        case .quoted:
            if byte == Self.quote { state = .quote } else { keep(byte) }
            if byte == Self.lineFeed { line += 1 }
            return false
        case .start where byte == Self.quote:
            (state, hasQuotes, quoteLine) = (.quoted, true, line)
            return false
        case .quote where byte == Self.quote:
            keep(byte)
            state = .quoted
            return false
        case .carriageReturn where byte != Self.lineFeed: failLine()
        default: break
        }
        switch byte {
        case delimiter:
            endField()
            state = .start
        case Self.lineFeed:
            endField()
            line += 1
            return true
        case Self.carriageReturn: state = .carriageReturn
        default:
            if byte == Self.quote { fail(.strayQuote) }
            if state == .quote { fail(.textAfterQuote) }
            keep(byte)
            state = .plain
        }
        return false
    }

    /// Takes one of the first bytes, which may be a byte order mark.
    private mutating func takeMark(_ byte: UInt8) -> Bool {
        let mark = TextEncoding.utf8.mark
        if encoding != .windows1252, byte == mark[markLength] {
            markLength += 1
            if markLength == mark.count { (state, start) = (.start, offset) }
            return false
        }
        keepMark()
        return take(byte)
    }

    /// The bytes that looked like a mark were part of a field.
    private mutating func keepMark() {
        for byte in TextEncoding.utf8.mark.prefix(markLength) { keep(byte) }
        state = markLength == 0 ? .start : .plain
    }

    private mutating func keep(_ byte: UInt8) {
        guard hasRoom(1) else { return }
        field.append(byte)
    }

    private mutating func keep(_ bytes: ArraySlice<UInt8>) {
        guard hasRoom(bytes.count) else { return }
        field += bytes
    }

    /// Counts so many bytes more, and says whether they are within the limits.
    private mutating func hasRoom(_ count: Int) -> Bool {
        length += count
        guard problem == nil else { return false }
        if field.count + count > limits.field { fail(.longField(limits.field)) }
        if length > limits.record { fail(.longRecord(limits.record)) }
        return problem == nil
    }

    private mutating func endField() {
        guard problem == nil else { return }
        guard fields.count < limits.fields else { return fail(.manyFields(limits.fields)) }
        guard let text = encoding.text(field) else { return fail(.notEncoded(encoding)) }
        guard !field.contains(0) else { return fail(.null) }
        fields.append(text)
        field.removeAll(keepingCapacity: true)
    }

    private mutating func failLine() {
        fail(.strayCarriageReturn)
        state = .plain
    }

    /// Notes what is wrong first.
    private mutating func fail(_ found: CSVProblem) {
        problem = problem ?? found
        fields = []
        field = []
    }

    /// The record that was read, nil for a line that says nothing; begins the next.
    private mutating func finished() -> CSVRecord? {
        let isBlank = problem == nil && !hasQuotes && fields.allSatisfy(Format.isBlank)
        let record = isBlank ? nil : CSVRecord(fields: fields, line: firstLine, start: start, end: offset, problem: problem)
        fields.removeAll(keepingCapacity: true)
        (state, length, problem, hasQuotes, firstLine, start) = (.start, 0, nil, false, line, offset)
        field.removeAll(keepingCapacity: true)
        return record
    }
}
