// SPDX-License-Identifier: Apache-2.0

/// How a file of separated values is written: what stands between fields, and how texts are bytes.
struct CSVFormat: Hashable {
    /// What stands between fields, an ASCII character.
    var delimiter = UInt8(ascii: ",")
    /// How texts are written.
    var encoding = TextEncoding.utf8
    /// Whether a byte order mark stands at the start.
    var hasMark = false
    /// Whether a line `sep=;` stands before the header, as spreadsheets write it.
    var hasDelimiterLine = false

    /// What a format is told from another by, for a file of progress; nil for the usual one.
    var name: String? { self.delimiter == UInt8(ascii: ",") && encoding == .utf8 ? nil : "\(delimiter) \(encoding.rawValue)" }

    /// A reader of such a file, from its start or from the end of a record in it.
    func reader(offset: Int = 0, line: Int = 1, limits: CSVReader.Limits = .init()) -> CSVReader {
        CSVReader(limits: limits, delimiter: delimiter, encoding: encoding, offset: offset, line: line)
    }

    // MARK: Writing

    /// What stands before the header.
    var beginning: [UInt8] {
        let line = hasDelimiterLine ? encoding.bytes("sep=\(Unicode.Scalar(delimiter))\r\n") : []
        return (hasMark ? encoding.mark : []) + line
    }

    /// A line with its end, of fields that are quoted where they must be.
    func line(_ fields: [String]) -> [UInt8] { encoding.bytes(text(of: fields) + "\r\n") }

    /// The end of a line that goes on with these fields.
    func tail(_ fields: [String]) -> [UInt8] { encoding.bytes(String(Unicode.Scalar(delimiter)) + text(of: fields) + "\r\n") }

    private func text(of fields: [String]) -> String { fields.map(quoted).joined(separator: String(Unicode.Scalar(delimiter))) }

    private func quoted(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 == 0x22 || $0 == delimiter || $0 == 0x0A || $0 == 0x0D }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}

// MARK: Found in a file

extension CSVFormat {
    /// What a command line says of a format; what it leaves open is found in the file.
    struct Given {
        var delimiter: UInt8?
        var encoding: TextEncoding?
    }

    /// Finds the format of a file that begins so.
    ///
    /// A mark says the encoding, and a line `sep=;` the delimiter. Else the delimiter is the one by which the header has the columns that
    /// must be there, or, where none has, the most columns: a comma, a semicolon or a tab.
    init(_ beginning: [UInt8], given: Given, hasColumns: (CSVRecord) -> Bool) {
        let mark = TextEncoding(mark: beginning)
        encoding = given.encoding ?? mark ?? .utf8
        hasMark = mark != nil && mark == encoding
        let line = Self.firstLine(beginning, encoding)
        let named = line.utf8.count == 5 && line.lowercased().hasPrefix("sep=") ? line.utf8.last.flatMap(Self.delimiter) : nil
        hasDelimiterLine = named != nil
        if let known = given.delimiter ?? named {
            delimiter = known
            return
        }
        let candidates = Self.usual.map { delimiter in (delimiter, Self.header(beginning, delimiter, encoding)) }
        let fitting = candidates.filter { $0.1.map(hasColumns) ?? false }
        var most = 0
        for (candidate, record) in fitting.isEmpty ? candidates : fitting where record?.fields.count ?? 0 > most {
            (delimiter, most) = (candidate, record?.fields.count ?? 0)
        }
    }

    private static let usual = [",", ";", "\t"].flatMap { Array($0.utf8) }

    /// A character as a delimiter; nil where it can be none.
    static func delimiter(_ byte: UInt8) -> UInt8? {
        let isBarred = byte >= 0x7F || (byte < 0x20 && byte != 0x09) || byte == 0x22
        return isBarred ? nil : byte
    }

    private static func header(_ beginning: [UInt8], _ delimiter: UInt8, _ encoding: TextEncoding) -> CSVRecord? {
        var reader = CSVReader(delimiter: delimiter, encoding: encoding)
        reader.append(decoded(beginning, encoding))
        if let record = try? reader.next() { return record }
        reader.end()
        return try? reader.next()
    }

    private static func firstLine(_ beginning: [UInt8], _ encoding: TextEncoding) -> String {
        var bytes = decoded(beginning.prefix(64), encoding)[...]
        if bytes.starts(with: TextEncoding.utf8.mark) { bytes = bytes.dropFirst(TextEncoding.utf8.mark.count) }
        return String(decoding: bytes.prefix { $0 != 0x0A && $0 != 0x0D }, as: UTF8.self)
    }

    /// Bytes in which ASCII is ASCII.
    static func decoded(_ bytes: some Collection<UInt8>, _ encoding: TextEncoding) -> [UInt8] {
        guard encoding.isWide else { return Array(bytes) }
        var decoder = UTF16Decoder(isBigEndian: encoding == .utf16BigEndian)
        return decoder.decode(bytes) + decoder.end()
    }
}
