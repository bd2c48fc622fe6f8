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
        let header = try CSVHeader(CSVRecord(fields: ["Name"], line: 1, end: 5), renamed: [:], required: [])
        let rows = RefusedRows(path: path, header: header, mark: mark) { warnings.append($0) }
        #expect(rows.mark == mark)
        try rows.append([.init(row: CSVRecord(fields: [name], line: 2, end: 9), reason: "no")])
        return (rows.mark, warnings)
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
        let header = try CSVHeader(CSVRecord(fields: ["Name"], line: 1, end: 5), renamed: [:], required: [])
        let rows = RefusedRows(path: path, header: header) { _ in }
        #expect(text() == "mine")
        try rows.append([])
        #expect(text() == nil && text("x.refused.1.csv") == "mine")
    }
}
