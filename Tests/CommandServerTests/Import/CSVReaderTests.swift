// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import CommandServer

@Suite("CSV reader") struct CSVReaderTests {
    /// The records of a text whose bytes arrive cut at a place.
    private static func read(_ bytes: [UInt8], cut: Int, limits: CSVReader.Limits = .init()) throws(CSVFault) -> [CSVRecord] {
        var reader = CSVReader(limits: limits)
        var records: [CSVRecord] = []
        for part in [bytes[..<cut], bytes[cut...]] {
            reader.append(Array(part))
            while let record = try reader.next() { records.append(record) }
        }
        reader.end()
        while let record = try reader.next() { records.append(record) }
        return records
    }

    static let texts: [(String, [[String]])] = [
        ("", []), ("a", [["a"]]), ("a\n", [["a"]]), ("a\r\n", [["a"]]), ("a,b\nc,d", [["a", "b"], ["c", "d"]]),
        ("a,b\r\nc,d\r\n", [["a", "b"], ["c", "d"]]), (",", [["", ""]]), ("a,\n", [["a", ""]]), (",,\r\n", [["", "", ""]]),
        ("\"a\"", [["a"]]), ("\"\"", [[""]]), ("\"a,b\",c", [["a,b", "c"]]), ("\"a\r\nb\"\n", [["a\r\nb"]]),
        ("\"a \"\"b\"\" c\"", [["a \"b\" c"]]), ("\"\"\"\"", [["\""]]), ("\"\"\"a\",\"b\"\"\"", [["\"a", "b\""]]),
        ("a\n\n\r\nb\n", [["a"], ["b"]]), ("\"\"\nb", [[""], ["b"]]), (" a , b ", [[" a ", " b "]]),
        ("\u{FEFF}a,b\n", [["a", "b"]]), ("\u{FEFF}\"a\"", [["a"]]), ("\u{FEFF}", []), ("\u{FEFF}\na", [["a"]]),
        ("\u{FF41}é,€\n😀,\"ü\"\n", [["\u{FF41}é", "€"], ["😀", "ü"]]), ("a,\u{FEFF}b", [["a", "\u{FEFF}b"]]),
    ]

    @Test("Reads a file however its bytes are cut", arguments: texts)
    func reads(text: String, expected: [[String]]) throws {
        let bytes = Array(text.utf8)
        for cut in 0...bytes.count {
            let records = try Self.read(bytes, cut: cut)
            #expect(records.map { $0.fields.map { Array($0.unicodeScalars) } } == expected.map { $0.map { Array($0.unicodeScalars) } })
            #expect(records.allSatisfy { $0.problem == nil })
            #expect(records.last?.end ?? 0 <= bytes.count)
        }
    }

    @Test("Knows the line that a record begins on, and the byte it ends with") func places() throws {
        let text = "h\r\n\"a\nb\"\n\nc\n"
        for cut in 0...text.utf8.count {
            let records = try Self.read(Array(text.utf8), cut: cut)
            #expect(records.map(\.line) == [1, 2, 5])
            #expect(records.map(\.end) == [3, 9, 12])
        }
    }

    @Test("Reads on from the end of any record") func resumes() throws {
        let bytes = Array("h,i\r\n\"a\nb\",1\n\nc,2\nd,3".utf8)
        let all = try Self.read(bytes, cut: 0)
        for (index, record) in all.enumerated().dropLast() {
            var reader = CSVReader(offset: record.end, line: all[index + 1].line)
            reader.append(Array(bytes[record.end...]))
            reader.end()
            let next = try reader.next()
            #expect(next?.fields == all[index + 1].fields && next?.end == all[index + 1].end)
        }
    }

    static let faults: [(String, Int, String)] = [
        ("a\n\"b\n\nc", 2, "a quote is opened and never closed"), ("\"a\"\"", 1, "a quote is opened and never closed"),
        ("a\nb\"c\n", 2, "a quote stands in a field that does not begin with one"),
        ("a\n\n\"b\"c", 3, "a field goes on after its closing quote"), ("\"b\" ,c", 1, "a field goes on after its closing quote"),
        ("a\rb", 1, "a carriage return stands without a line feed"), ("a\nb\r", 2, "a carriage return stands without a line feed"),
        ("\"a\"\r,", 1, "a carriage return stands without a line feed"), ("a\r\"b\"", 1, "a carriage return stands without a line feed"),
    ]

    @Test("Says the line and the fault where a file cannot be read on", arguments: faults)
    func stops(text: String, line: Int, reason: String) {
        let bytes = Array(text.utf8)
        for cut in 0...bytes.count {
            #expect(throws: CSVFault(line: line, reason: reason)) { try Self.read(bytes, cut: cut) }
        }
    }

    @Test("UTF-16 is told at once", arguments: [[0xFF, 0xFE, 0x61, 0x00], [0xFE, 0xFF, 0x00, 0x61]] as [[UInt8]])
    func utf16(bytes: [UInt8]) {
        #expect(throws: CSVFault(line: 1, reason: "this is not UTF-8 but UTF-16")) { try Self.read(bytes, cut: 2) }
    }

    static let problems: [([UInt8], String)] = [
        ([0x61, 0xFF], "it is not valid UTF-8"), ([0xC3, 0x2C, 0xA9], "it is not valid UTF-8"),
        ([0xED, 0xA0, 0x80], "it is not valid UTF-8"),
        ([0x61, 0x00], "it has a NUL in it"), (Array("123456789".utf8), "a field is longer than 8 bytes"),
        (Array("12345678,12345678,12345".utf8), "it is longer than 20 bytes"), (Array("1,2,3,4,5".utf8), "it has more than 4 fields"),
        (Array("\"1234567\n9\"".utf8), "a field is longer than 8 bytes"),
    ]

    @Test("What is wrong with one record leaves the others alone", arguments: problems)
    func leavesOthers(bytes: [UInt8], problem: String) throws {
        let file = Array("a\n".utf8) + bytes + Array("\nb,c\n".utf8)
        for cut in 0...file.count {
            let records = try Self.read(file, cut: cut, limits: .init(field: 8, record: 20, fields: 4))
            #expect(records.map(\.fields) == [["a"], [], ["b", "c"]])
            #expect(records.map(\.problem) == [nil, problem, nil])
        }
    }

    @Test("A text that is as long as a limit is within it") func limits() throws {
        let records = try Self.read(Array("12345678,1,2,3".utf8), cut: 3, limits: .init(field: 8, record: 11, fields: 4))
        #expect(records.map(\.fields) == [["12345678", "1", "2", "3"]])
    }

    @Test("A record's text is read as its fields", arguments: texts.flatMap(\.1))
    func writes(fields: [String]) throws {
        let line = Array(CSVText.line(fields).utf8)
        guard fields != [""] else { return }
        #expect(try Self.read(line, cut: 0).map(\.fields) == [fields])
    }
}
