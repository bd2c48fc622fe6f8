// SPDX-License-Identifier: Apache-2.0

/// Reads comma-separated values as their bytes arrive, however they are cut.
///
/// Records end with CRLF or LF; a field that begins with a quote ends with one, and holds commas, line ends and, doubled,
/// quotes. A byte order mark at the start and empty lines are passed over. It keeps one record and no more, within limits.
/// - SeeAlso: RFC 4180
struct CSVReader {
    /// The longest field and record, in bytes, and the most fields in a record.
    struct Limits {
        var field = 65_536
        var record = 262_144
        var fields = 1000
    }

    private enum State { case mark, start, plain, quoted, quote, carriageReturn }

    private let limits: Limits
    private var buffer: [UInt8] = []
    private var position = 0
    private var hasEnded = false
    private var state: State
    /// What was read of the record.
    private var fields: [String] = []
    private var field: [UInt8] = []
    private var length = 0
    private var problem: String?
    private var hasQuotes = false
    /// Where the record began, and the last quote that was opened.
    private var firstLine: Int
    private var quoteLine = 0
    /// How many bytes of the file were read, and the line that the next one is on.
    private(set) var offset: Int
    private(set) var line: Int

    /// Reads a file from its start, or from the end of a record in it.
    init(limits: Limits = Limits(), offset: Int = 0, line: Int = 1) {
        self.limits = limits
        self.offset = offset
        self.line = line
        firstLine = line
        state = offset == 0 ? .mark : .start
    }

    /// Gives it the bytes that follow. Nothing may be left of those before: ``next()`` was nil.
    mutating func append(_ bytes: [UInt8]) {
        buffer = bytes
        position = 0
    }

    /// Tells it that there are no more bytes.
    mutating func end() { hasEnded = true }

    /// The next record; nil where more bytes are needed, or, after ``end()``, where there is none.
    /// - Throws: ``CSVFault`` for a quote where none can be, one that is not closed, or a carriage return alone.
    mutating func next() throws(CSVFault) -> CSVRecord? {
        while position < buffer.count {
            let byte = buffer[position]
            position += 1
            offset += 1
            guard try take(byte) else { continue }
            if let record = finished() { return record }
        }
        return hasEnded ? try last() : nil
    }

    /// What is left when the bytes end without a line end.
    private mutating func last() throws(CSVFault) -> CSVRecord? {
        switch state {
        case .quoted: throw CSVFault(line: quoteLine, reason: "a quote is opened and never closed")
        case .carriageReturn: throw CSVFault(line: line, reason: "a carriage return stands without a line feed")
        case .start where fields.isEmpty: return nil
        case .mark where field.isEmpty: return nil
        default: break
        }
        endField()
        return finished()
    }

    /// Takes a byte, and says whether it ends a record.
    private mutating func take(_ byte: UInt8) throws(CSVFault) -> Bool {
        switch state {
        case .mark: return try takeMark(byte)
        case .quoted:
            if byte == 0x22 { state = .quote } else { keep(byte) }
            if byte == 0x0A { line += 1 }
            return false
        case .start where byte == 0x22:
            (state, hasQuotes, quoteLine) = (.quoted, true, line)
            return false
        case .quote where byte == 0x22:
            keep(byte)
            state = .quoted
            return false
        case .carriageReturn where byte != 0x0A: throw CSVFault(line: line, reason: "a carriage return stands without a line feed")
        default: break
        }
        switch byte {
        case 0x2C:
            endField()
            state = .start
        case 0x0A:
            endField()
            line += 1
            return true
        case 0x0D: state = .carriageReturn
        case 0x22: throw CSVFault(line: line, reason: "a quote stands in a field that does not begin with one")
        default:
            guard state != .quote else { throw CSVFault(line: line, reason: "a field goes on after its closing quote") }
            keep(byte)
            state = .plain
        }
        return false
    }

    /// Takes one of the first bytes, which may be a byte order mark.
    private mutating func takeMark(_ byte: UInt8) throws(CSVFault) -> Bool {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        if offset == 1, byte == 0xFF || byte == 0xFE { throw CSVFault(line: 1, reason: "this is not UTF-8 but UTF-16") }
        guard offset > mark.count || byte != mark[offset - 1] else {
            if offset == mark.count { state = .start }
            return false
        }
        // Those before were part of a field.
        for byte in mark.prefix(offset - 1) { keep(byte) }
        state = offset == 1 ? .start : .plain
        return try take(byte)
    }

    private mutating func keep(_ byte: UInt8) {
        length += 1
        guard problem == nil else { return }
        guard field.count < limits.field else { return fail("a field is longer than \(limits.field) bytes") }
        guard length <= limits.record else { return fail("it is longer than \(limits.record) bytes") }
        field.append(byte)
    }

    private mutating func endField() {
        guard problem == nil else { return }
        guard fields.count < limits.fields else { return fail("it has more than \(limits.fields) fields") }
        guard let text = String(validating: field, as: UTF8.self) else { return fail("it is not valid UTF-8") }
        guard !field.contains(0) else { return fail("it has a NUL in it") }
        fields.append(text)
        field.removeAll(keepingCapacity: true)
    }

    private mutating func fail(_ reason: String) {
        problem = reason
        fields = []
        field = []
    }

    /// The record that was read, nil for an empty line; begins the next.
    private mutating func finished() -> CSVRecord? {
        let isEmpty = fields == [""] && !hasQuotes
        let record = isEmpty ? nil : CSVRecord(fields: fields, line: firstLine, end: offset, problem: problem)
        fields.removeAll(keepingCapacity: true)
        (state, length, problem, hasQuotes, firstLine) = (.start, 0, nil, false, line)
        field.removeAll(keepingCapacity: true)
        return record
    }
}
