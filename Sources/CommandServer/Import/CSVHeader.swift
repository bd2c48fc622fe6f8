// SPDX-License-Identifier: Apache-2.0

import CommandManifest
import CommandWire

/// A file's first record: which column holds what.
struct CSVHeader {
    /// The columns' names as they are in the file, without white space around them.
    let columns: [String]
    /// What a column is sent as; nil for one that is not sent.
    private let names: [String?]

    /// Columns that a file of refused rows has besides, passed over when such a file, corrected, is brought in.
    static let refusal = ["RefusedLine", "RefusedReason"]

    /// Reads a header.
    ///
    /// - Parameters:
    ///   - renamed: a column's name in the file → what it is sent as; nothing, where it is passed over.
    ///   - required: names that must be there, in any case.
    /// - Throws: ``CommandLineFailure`` for a column without a name, one that is there twice, or one that is missing.
    init(_ record: CSVRecord, renamed: [String: String], required: [String]) throws {
        if let problem = record.problem { throw CommandLineFailure("The header cannot be read: \(problem)\(Self.advice(problem))") }
        columns = record.fields.map(Format.trimmed)
        names = columns.map { column in
            if let name = renamed[column] { return name.isEmpty ? nil : name }
            return Self.refusal.contains(column) ? nil : column
        }
        for column in renamed.keys.sorted() where !columns.contains(column) {
            throw CommandLineFailure("The file has no column \(column). Its columns are \(columns.joined(separator: ", ")).")
        }
        var known: Set<String> = []
        for name in names {
            guard let name else { continue }
            guard !name.isEmpty else { throw CommandLineFailure("A column has no name in the header.") }
            guard known.insert(name.lowercased()).inserted else { throw CommandLineFailure("The column \(name) is there twice.") }
        }
        for name in required where !known.contains(name.lowercased()) {
            let advice = columns.count == 1 ? " --delimiter says what stands between columns, if there are more." : ""
            throw CommandLineFailure(
                "The file has no column \(name). Its columns are \(columns.joined(separator: ", ")); --map COLUMN=\(name) says which one it is.\(advice)"
            )
        }
    }

    /// What else a file may be written in.
    private static func advice(_ problem: CSVProblem) -> String {
        switch problem {
        case .notEncoded: ". --encoding says what the file is written in, such as windows-1252."
        case .null: ". UTF-16 without a mark at its start is read with --encoding utf-16le or utf-16be."
        default: "."
        }
    }

    /// Whether a header has columns that are sent under these names.
    static func has(_ required: [String], in record: CSVRecord, renamed: [String: String]) -> Bool {
        let names = Set(record.fields.map(Format.trimmed).map { (renamed[$0] ?? $0).lowercased() })
        return record.problem == nil && required.allSatisfy { names.contains($0.lowercased()) }
    }

    /// Whether the file is one of refused rows, whose last columns say where each stood and why.
    var isOfRefusedRows: Bool { columns.count > Self.refusal.count && columns.suffix(Self.refusal.count) == Self.refusal[...] }

    /// What is wrong with a record of this file; nil where nothing is.
    func problem(of record: CSVRecord) -> String? {
        if let problem = record.problem { return problem.description }
        guard record.fields.count != columns.count else { return nil }
        return "it has \(record.fields.count == 1 ? "1 field" : "\(record.fields.count) fields"), and the header has \(columns.count)"
    }

    /// Appends a record as an object; a field that is empty is left out.
    func append(_ record: CSVRecord, to json: inout [UInt8]) {
        var separator = UInt8(ascii: "{")
        for (name, field) in zip(names, record.fields) {
            guard let name, !field.isEmpty else { continue }
            json.append(separator)
            JSONString.append(name, to: &json)
            json.append(UInt8(ascii: ":"))
            JSONString.append(field, to: &json)
            separator = UInt8(ascii: ",")
        }
        if separator == UInt8(ascii: "{") { json.append(separator) }
        json.append(UInt8(ascii: "}"))
    }
}
