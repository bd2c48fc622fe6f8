// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import CommandServer

@Suite("Import source") struct ImportSourceTests {
    /// A file of its own, gone when the test is over.
    static func with(_ text: String, _ body: (String) throws -> Void) throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "import-\(UUID()).csv")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(text.utf8).write(to: file)
        try body(file.path)
    }

    /// A source of a file that is at a path.
    static func source(
        _ path: String, rows: Int = 2, format: CSVFormat.Given = .init(), renamed: [String: String] = [:], required: [String] = ["Name"]
    ) throws -> ImportSource {
        try ImportSource(ImportFile(path: path), maximumRows: rows, format: format, renamed: renamed, required: required)
    }

    private static func batches(
        _ path: String, rows: Int = 2, renamed: [String: String] = [:], from place: (Int, Int)? = nil
    ) throws -> [ImportSource.Batch] {
        var source = try source(path, rows: rows, renamed: renamed)
        if let place { try source.resume(at: place.0, line: place.1) }
        var batches: [ImportSource.Batch] = []
        while let batch = try source.batch() { batches.append(batch) }
        return batches
    }

    private static func json(_ batch: ImportSource.Batch) -> String { String(decoding: batch.json, as: UTF8.self) }

    @Test("Gives rows as objects in batches, without empty fields, and refuses those that do not fit the header") func batches() throws {
        try Self.with(" Name ,Age\u{A0}\na,1\nb\nc,\"x\"\"y\"\n\nd,\n,\ne,5,6\nf,\n") { path in
            let batches = try Self.batches(path)
            #expect(batches.map(Self.json) == [#"{"Name":"a","Age":"1"}"#, #"{"Name":"c","Age":"x\"y"},{"Name":"d"}"#, #"{"Name":"f"}"#])
            #expect(
                batches.flatMap(\.refused).map { "\($0.row.line) \($0.reason)" } == [
                    "3 it has 1 field, and the header has 2", "8 it has 3 fields, and the header has 2",
                ])
            #expect(batches.last?.end == 43)
        }
    }

    @Test("Goes on after any batch") func resumes() throws {
        try Self.with("Name\na\n\"b\nb\"\nc\nd\ne\n") { path in
            let all = try Self.batches(path)
            for (index, batch) in all.enumerated() {
                let rest = try Self.batches(path, from: (batch.end, batch.line))
                #expect(rest.map(Self.json) == all[(index + 1)...].map(Self.json))
                #expect(rest.flatMap(\.rows).map(\.line) == all[(index + 1)...].flatMap(\.rows).map(\.line))
            }
        }
    }

    @Test("A batch ends before it has more bytes than a gateway takes, and no row is lost") func bounded() throws {
        let long = String(repeating: "x", count: 60_000)
        let rows = (0..<40).map { "\($0),\(long)\n" }
        try Self.with("Name,Text\n" + rows.joined()) { path in
            let batches = try Self.batches(path, rows: 1000)
            #expect(batches.count > 1 && batches.allSatisfy { $0.json.count <= ImportSource.maximumBytes })
            #expect(batches.flatMap(\.rows).map { $0.fields[0] } == (0..<40).map(String.init))
            let rest = try Self.batches(path, rows: 1000, from: (batches[0].end, batches[0].line))
            #expect(rest.flatMap(\.rows).count == 40 - batches[0].rows.count)
        }
    }

    @Test("A column is sent under another name, or passed over") func renames() throws {
        try Self.with("Full name,Note,RefusedLine,RefusedReason\na,b,3,c\n") { path in
            let batches = try Self.batches(path, renamed: ["Full name": "Name", "Note": ""])
            #expect(batches.map(Self.json) == [#"{"Name":"a"}"#])
        }
    }

    @Test(
        "Refuses a header that does not say what is what",
        arguments: [
            ("", [:], "has no header"), ("Age\n", [:], "has no column Name"), ("Name,NAME\n", [:], "The column NAME is there twice"),
            ("Name,\n", [:], "A column has no name"), ("Name\n", ["Nome": "Name"], "has no column Nome"),
            ("Name,b\n", ["b": "name"], "The column name is there twice"), ("Name,\u{0}\n", [:], "cannot be read: it has a NUL in it"),
        ] as [(String, [String: String], String)])
    func refuses(text: String, renamed: [String: String], reason: String) throws {
        try Self.with(text) { path in
            let failure = #expect(throws: CommandLineFailure.self) { try Self.batches(path, renamed: renamed) }
            #expect(failure?.description.contains(reason) == true)
        }
    }

    private static func subject(_ path: String, target: Int = 1, format: CSVFormat = .init()) throws -> ImportProgress.Subject {
        try ImportProgress.Subject(name: "x", target: target, file: ImportFile(path: path), format: format)
    }

    @Test("Progress is of one file, as it is, and of one place") func progress() throws {
        try Self.with("Name\na\n") { path in
            let subject = try Self.subject(path)
            #expect(try ImportProgress.read(path + ".progress", for: subject) == nil)
            var progress = ImportProgress(subject)
            (progress.offset, progress.rows, progress.counts) = (7, 1, ["TotalAdded": 1])
            try progress.write(path + ".progress")
            defer { try? FileManager.default.removeItem(atPath: path + ".progress") }
            #expect(try ImportProgress.read(path + ".progress", for: subject) == progress)
            let elsewhere = try Self.subject(path, target: 2)
            #expect(throws: CommandLineFailure.self) { try ImportProgress.read(path + ".progress", for: elsewhere) }
            let otherwise = try Self.subject(path, format: CSVFormat(delimiter: 0x3B))
            #expect(throws: CommandLineFailure.self) { try ImportProgress.read(path + ".progress", for: otherwise) }
            try Data("Name\nb\n".utf8).write(to: URL(filePath: path))
            let edited = try Self.subject(path)
            #expect(throws: CommandLineFailure.self) { try ImportProgress.read(path + ".progress", for: edited) }
            progress.rows = .max
            try progress.write(path + ".progress")
            #expect(throws: CommandLineFailure.self) { try ImportProgress.read(path + ".progress", for: edited) }
            try Data("{".utf8).write(to: URL(filePath: path + ".progress"))
            #expect(throws: CommandLineFailure.self) { try ImportProgress.read(path + ".progress", for: subject) }
        }
    }

    @Test("Refused rows are written once, in the order of lines; what was not acknowledged is written anew") func refusedRows() throws {
        try Self.with("Name,Note\na\nb,c\nd,e,f\n") { path in
            var source = try Self.source(path, rows: 10)
            let file = path + ".refused.csv"
            defer { try? FileManager.default.removeItem(atPath: file) }
            let batch = try #require(try source.batch())
            let whole = ImportSource.Refusal(row: batch.rows[0], reason: "bad, 3")
            let first = RefusedRows(path: file, source: source) { _ in }
            try first.append([whole, batch.refused[0]])
            let mark = first.mark
            try first.append([whole])
            let second = RefusedRows(path: file, source: source, mark: mark) { _ in }
            try second.append([batch.refused[1]])
            #expect(
                try String(contentsOfFile: file, encoding: .utf8)
                    == "Name,Note,RefusedLine,RefusedReason\r\na,2,\"it has 1 field, and the header has 2\"\r\nb,c,3,\"bad, 3\"\r\n"
                    + "d,e,f,4,\"it has 3 fields, and the header has 2\"\r\n")
        }
    }
}
