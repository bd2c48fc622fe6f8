// SPDX-License-Identifier: Apache-2.0

/// The rows of a file, in batches.
struct ImportSource {
    /// Some rows and where they end.
    struct Batch {
        /// Those that are sent, and each as JSON, one after another with commas between.
        var rows: [CSVRecord] = []
        var json: [UInt8] = []
        /// Those that cannot be, with what is wrong.
        var refused: [Refusal] = []
        /// How many bytes and lines of the file end with it.
        var end = 0
        var line = 0

        var count: Int { rows.count + refused.count }
    }

    /// A row that was refused, here or by the gateway.
    struct Refusal: Hashable {
        let row: CSVRecord
        let reason: String
    }

    let header: CSVHeader
    let format: CSVFormat
    let file: ImportFile
    private let maximumRows: Int
    private var reader: CSVReader
    private var decoder: UTF16Decoder?
    /// A row that was read and fits into the next batch alone.
    private var pending: (row: CSVRecord, json: [UInt8])?
    /// Where the file cannot be read on, once the rows before that are given.
    private var fault: CSVFault?

    /// The most bytes of rows in a batch, well below what a gateway takes in a body; one row alone may have more.
    static let maximumBytes = 524_288
    private static let chunk = 262_144

    /// Finds how a file is written and reads its header; the rows that follow are those after it, or after ``resume(at:line:)``.
    init(
        _ file: ImportFile, maximumRows: Int, format given: CSVFormat.Given = .init(), renamed: [String: String] = [:], required: [String]
    ) throws {
        (self.file, self.maximumRows) = (file, maximumRows)
        let beginning = try file.read(upTo: Self.chunk)
        format = CSVFormat(beginning, given: given) { CSVHeader.has(required, in: $0, renamed: renamed) }
        reader = format.reader()
        decoder = Self.decoder(format)
        var record = try Self.next(&reader, &decoder, file, first: beginning)
        if format.hasDelimiterLine { record = try Self.next(&reader, &decoder, file) }
        guard let record else { throw CommandLineFailure("\(file.name) has no header.") }
        header = try CSVHeader(record, renamed: renamed, required: required)
    }

    private static func decoder(_ format: CSVFormat) -> UTF16Decoder? {
        format.encoding.isWide ? UTF16Decoder(isBigEndian: format.encoding == .utf16BigEndian) : nil
    }

    /// Goes on after a batch that was brought in before.
    mutating func resume(at offset: Int, line: Int) throws {
        try file.seek(to: offset)
        reader = format.reader(offset: offset, line: line)
        decoder = Self.decoder(format)
    }

    /// The next rows; nil where there are no more.
    /// - Throws: ``CSVFault`` where the file cannot be read on; all rows before that were given.
    mutating func batch() throws -> Batch? {
        var batch = Batch()
        if let pending { add(pending.row, pending.json, to: &batch) }
        pending = nil
        while batch.count < maximumRows, let row = try row() {
            if let problem = header.problem(of: row) {
                batch.refused.append(Refusal(row: row, reason: problem))
                (batch.end, batch.line) = (reader.offset, reader.line)
                continue
            }
            var json: [UInt8] = []
            header.append(row, to: &json)
            guard batch.rows.isEmpty || batch.json.count + json.count < Self.maximumBytes else {
                pending = (row, json)
                return batch
            }
            add(row, json, to: &batch)
        }
        if batch.count == 0, let fault { throw fault }
        return batch.count == 0 ? nil : batch
    }

    /// The next row; nil where there is none, or none can be read.
    private mutating func row() throws -> CSVRecord? {
        guard fault == nil else { return nil }
        do { return try Self.next(&reader, &decoder, file) } catch let found as CSVFault {
            fault = found
            return nil
        }
    }

    private func add(_ row: CSVRecord, _ json: [UInt8], to batch: inout Batch) {
        if !batch.rows.isEmpty { batch.json.append(UInt8(ascii: ",")) }
        batch.rows.append(row)
        batch.json += json
        (batch.end, batch.line) = (reader.offset, reader.line)
    }

    private static func next(
        _ reader: inout CSVReader, _ decoder: inout UTF16Decoder?, _ file: ImportFile, first: [UInt8]? = nil
    ) throws -> CSVRecord? {
        if let first { reader.append(decoder?.decode(first) ?? first) }
        while true {
            if let record = try reader.next() { return record }
            let bytes = try file.read(upTo: chunk)
            guard !bytes.isEmpty else {
                reader.append(decoder?.end() ?? [])
                reader.end()
                return try reader.next()
            }
            reader.append(decoder?.decode(bytes) ?? bytes)
        }
    }
}
