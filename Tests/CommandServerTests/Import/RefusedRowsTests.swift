// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import CommandServer

@Suite("Refused rows") struct RefusedRowsTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "refused-\(UUID())")
    private var path: String { folder.appending(path: "x.refused.csv").path }

    /// Goes on after a mark with a row, and gives the new mark and what was warned of.
    private func write(_ name: String, after mark: FileMark = FileMark()) throws -> (mark: FileMark, warnings: [String]) {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        var warnings: [String] = []
        let rows = RefusedRows(path: path, source: try source("Name\n\(name)\n"), mark: mark) { warnings.append($0) }
        #expect(rows.mark == mark)
        try rows.append([.init(row: CSVRecord(fields: [name], line: 2, end: 9), reason: "no")])
        return (rows.mark, warnings)
    }

    private func source(_ bytes: [UInt8], format: CSVFormat.Given = .init()) throws -> ImportSource {
        let path = folder.appending(path: "source-\(UUID()).csv").path
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(bytes).write(to: URL(filePath: path))
        return try ImportSource(ImportFile(path: path), maximumRows: 1000, format: format, required: [])
    }

    private func source(_ text: String) throws -> ImportSource { try source(Array(text.utf8)) }

    /// What is written of the rows that the file itself refuses, and of all others with one reason.
    private func refused(_ bytes: [UInt8], format: CSVFormat.Given = .init(), reason: String? = nil) throws -> [UInt8] {
        var source = try source(bytes, format: format)
        try? FileManager.default.removeItem(atPath: path)
        let rows = RefusedRows(path: path, source: source) { _ in }
        while let batch = try source.batch() {
            try rows.append(batch.refused + (reason.map { reason in batch.rows.map { .init(row: $0, reason: reason) } } ?? []))
        }
        return try Array(Data(contentsOf: URL(filePath: path)))
    }

    static let broken: [([UInt8], String)] = [
        (Array("John \"Joe\" Doe,x".utf8), "a quote stands in a field that does not begin with one"),
        (Array("\"a\"b,x".utf8), "a field goes on after its closing quote"), ([0x61, 0xFF, 0x2C, 0x78], "it is not valid UTF-8"),
        ([0x61, 0x00, 0x2C], "it has a NUL in it"), (Array("a,b,c".utf8), "\"it has 3 fields, and the header has 2\""),
        (Array("a".utf8), "\"it has 1 field, and the header has 2\""),
        (Array("a\rb,c".utf8), "a carriage return stands without a line feed"),
        (Array(repeating: 0x61, count: 70_000), "a field is longer than 65536 bytes"),
        (Array("a,\"".utf8) + Array(repeating: 0x0A, count: 900_000) + Array("\"".utf8), "a field is longer than 65536 bytes"),
        (Array(String(repeating: ",", count: 1000).utf8), "it has more than 1000 fields"),
    ]

    @Test("A row that is written wrongly is kept whole, and is refused again, however often", arguments: broken)
    func keepsBroken(row: [UInt8], reason: String) throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let first = try refused(Array("Name,Note\r\ngood,x\r\n".utf8) + row + Array("\r\nlast,y\r\n".utf8))
        let head = Array("Name,Note,RefusedLine,RefusedReason\r\n".utf8)
        #expect(first == head + row + Array(",3,\(reason)\r\n".utf8))
        let second = try refused(first)
        // Its fields are counted with those behind it.
        let again =
            reason.hasPrefix("\"it has 1 ")
            ? "\"it has 3 fields, and the header has 4\""
            : reason.hasPrefix("\"it has 3 ") ? "\"it has 5 fields, and the header has 4\"" : reason
        #expect(second == head + row + Array(",2,\(again)\r\n".utf8))
        #expect(try refused(second) == second)
    }

    @Test("A corrected row comes in") func corrected() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let first = try refused(Array("Name,Note\nJohn \"Joe,x\n".utf8))
        let corrected = String(decoding: first, as: UTF8.self).replacing("John \"Joe", with: "\"John \"\"Joe\"")
        var source = try source(corrected)
        #expect(try source.batch()?.rows.map { Array($0.fields.prefix(2)) } == [["John \"Joe", "x"]])
    }

    @Test("The file is written as the one that is brought in: delimiter, encoding, mark and first line")
    func format() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let text = "sep=;\r\nName;Note\r\né,1;\"a;b\"\r\n€\r\n"
        let written = "sep=;\r\nName;Note;RefusedLine;RefusedReason\r\né,1;\"a;b\";3;no\r\n€;4;it has 1 field, and the header has 2\r\n"
        #expect(try refused(Array(text.utf8), reason: "no") == Array(written.utf8))
        #expect(try refused([0xEF, 0xBB, 0xBF] + Array(text.utf8), reason: "no") == [0xEF, 0xBB, 0xBF] + Array(written.utf8))
        for encoding in [TextEncoding.utf16LittleEndian, .utf16BigEndian] {
            #expect(
                try refused(encoding.mark + encoding.bytes(text), reason: "no") == encoding.mark + encoding.bytes(written))
            let given = CSVFormat.Given(encoding: encoding)
            #expect(try refused(encoding.bytes(text), format: given, reason: "no") == encoding.bytes(written))
        }
        let windows = CSVFormat.Given(encoding: .windows1252)
        #expect(try refused(TextEncoding.windows1252.bytes(text), format: windows, reason: "no") == TextEncoding.windows1252.bytes(written))
    }

    @Test("Broken UTF-16 is kept as it is", arguments: [TextEncoding.utf16LittleEndian, .utf16BigEndian])
    func brokenUTF16(encoding: TextEncoding) throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let lone: [UInt8] = encoding == .utf16BigEndian ? [0xD8, 0x3D] : [0x3D, 0xD8]
        let row = encoding.bytes("a") + lone + encoding.bytes(",b\"")
        let file =
            encoding.mark + encoding.bytes("Name,Note\r\n\u{1F600},é\r\n") + row + encoding.bytes("\r\n") + encoding.bytes("half") + [0x61]
        let first = try refused(file)
        let expected =
            encoding.mark + encoding.bytes("Name,Note,RefusedLine,RefusedReason\r\n") + row
            + encoding.bytes(",3,it is not valid UTF-16\r\n") + encoding.bytes("half") + [0x61]
        #expect(first.starts(with: expected))
    }

    private func text(_ name: String = "x.refused.csv") -> String? {
        try? String(contentsOf: folder.appending(path: name), encoding: .utf8)
    }
    private func rows(_ names: String...) -> String { "Name,RefusedLine,RefusedReason\r\n" + names.map { "\($0),2,no\r\n" }.joined() }

    @Test("A file goes on after what was acknowledged, and forgets what was not") func resumes() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let first = try write("a")
        #expect(first.mark.length == rows("a").utf8.count)
        _ = try write("b", after: first.mark)
        let third = try write("c", after: first.mark)
        #expect(text() == rows("a", "c") && third.warnings.isEmpty)
        #expect(third.mark == (try FileHandle(forReadingAtPath: path).map { try FileMark($0) }))
    }

    @Test("A file that was changed meanwhile is kept, whatever became of it", arguments: ["", "Name\r\nA\r\n", "longer: "])
    func changed(_ change: String) throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let first = try write("a")
        let corrected = change == "longer: " ? change + rows("a") : change
        try Data(corrected.utf8).write(to: URL(filePath: path))
        let second = try write("b", after: first.mark)
        #expect(second.warnings == ["\(path) was there already, and is now \(folder.appending(path: "x.refused.1.csv").path)."])
        #expect(text("x.refused.1.csv") == corrected && text() == rows("b"))
    }

    @Test("A file that was taken away is begun anew") func gone() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let first = try write("a")
        try FileManager.default.removeItem(atPath: path)
        let second = try write("b", after: first.mark)
        #expect(second.warnings.isEmpty && text() == rows("b"))
    }

    @Test("No file is touched before a batch is answered") func untouched() throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data("mine".utf8).write(to: URL(filePath: path))
        let rows = RefusedRows(path: path, source: try source("Name\n")) { _ in }
        #expect(text() == "mine")
        try rows.append([])
        #expect(text() == nil && text("x.refused.1.csv") == "mine")
    }
}
