// SPDX-License-Identifier: Apache-2.0

import Foundation

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
    private let file: FileHandle
    private let maximumRows: Int
    private var reader: CSVReader
    /// A row that was read and fits into the next batch alone.
    private var pending: (row: CSVRecord, json: [UInt8])?

    /// The most bytes of rows in a batch, well below what a gateway takes in a body; one row alone may have more.
    static let maximumBytes = 524_288
    private static let chunk = 262_144

    /// Opens a file and reads its header; the rows that follow are those after it, or after ``resume(at:line:)``.
    init(path: String, maximumRows: Int, renamed: [String: String], required: [String]) throws {
        let file = try GivenFile.regular(path)
        self.file = file
        self.maximumRows = maximumRows
        reader = CSVReader()
        guard let record = try Self.next(&reader, file) else { throw CommandLineFailure("The file \(path) has no header.") }
        header = try CSVHeader(record, renamed: renamed, required: required)
    }

    /// Goes on after a batch that was brought in before.
    mutating func resume(at offset: Int, line: Int) throws {
        try file.seek(toOffset: UInt64(offset))
        reader = CSVReader(offset: offset, line: line)
    }

    /// The next rows; nil where there are no more.
    /// - Throws: ``CSVFault`` where the file cannot be read on.
    mutating func batch() throws -> Batch? {
        var batch = Batch()
        if let pending { add(pending.row, pending.json, to: &batch) }
        pending = nil
        while batch.count < maximumRows, let row = try Self.next(&reader, file) {
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
        return batch.count == 0 ? nil : batch
    }

    private func add(_ row: CSVRecord, _ json: [UInt8], to batch: inout Batch) {
        if !batch.rows.isEmpty { batch.json.append(UInt8(ascii: ",")) }
        batch.rows.append(row)
        batch.json += json
        (batch.end, batch.line) = (reader.offset, reader.line)
    }

    private static func next(_ reader: inout CSVReader, _ file: FileHandle) throws -> CSVRecord? {
        while true {
            if let record = try reader.next() { return record }
            guard let data = try file.read(upToCount: chunk), !data.isEmpty else {
                reader.end()
                return try reader.next()
            }
            reader.append(Array(data))
        }
    }
}
