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
        ("a,b\r\nc,d\r\n", [["a", "b"], ["c", "d"]]), (",", []), ("a,\n", [["a", ""]]), (",,\r\na,,\n , \u{A0}\t,\n", [["a", "", ""]]),
        ("\"\",\n", [["", ""]]),
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

    static let faults: [(String, Int)] = [("a\n\"b\n\nc", 2), ("\"a\"\"", 1), ("a\nx\"y\n\"b,", 3), ("a\rb\nc,\"", 2)]

    @Test("A quote that is never closed ends the file with its line", arguments: faults)
    func stops(text: String, line: Int) {
        let bytes = Array(text.utf8)
        for cut in 0...bytes.count {
            let fault = CSVFault(line: line, reason: "a quote is opened and never closed")
            #expect(throws: fault) { try Self.read(bytes, cut: cut) }
        }
    }

    static let problems: [([UInt8], String)] = [
        ([0x61, 0xFF], "it is not valid UTF-8"), ([0xC3, 0x2C, 0xA9], "it is not valid UTF-8"),
        ([0xED, 0xA0, 0x80], "it is not valid UTF-8"),
        ([0x61, 0x00], "it has a NUL in it"), (Array("123456789".utf8), "a field is longer than 8 bytes"),
        (Array("12345678,12345678,12345".utf8), "it is longer than 20 bytes"), (Array("1,2,3,4,5".utf8), "it has more than 4 fields"),
        (Array("\"1234567\n9\"".utf8), "a field is longer than 8 bytes"),
        (Array("b\"c".utf8), "a quote stands in a field that does not begin with one"),
        (Array("b\"c\",d\"e".utf8), "a quote stands in a field that does not begin with one"),
        (Array("\"b\"c,d".utf8), "a field goes on after its closing quote"),
        (Array("\"b\" ,c".utf8), "a field goes on after its closing quote"),
        (Array("\"b\n\"c".utf8), "a field goes on after its closing quote"),
        (Array("x\r,y".utf8), "a carriage return stands without a line feed"),
        (Array("\"x\"\ry".utf8), "a carriage return stands without a line feed"),
        (Array("x\r\r".utf8), "a carriage return stands without a line feed"),
        (Array("x\r\"".utf8), "a carriage return stands without a line feed"),
        (Array("\u{7F}\"".utf8) + [0xFF], "a quote stands in a field that does not begin with one"),
    ]

    @Test("What is wrong with one record leaves the others alone, and is known by its bytes", arguments: problems)
    func leavesOthers(bytes: [UInt8], problem: String) throws {
        let file = Array("a\n".utf8) + bytes + Array("\nb,c\n".utf8)
        for cut in 0...file.count {
            let records = try Self.read(file, cut: cut, limits: .init(field: 8, record: 20, fields: 4))
            #expect(records.map(\.fields) == [["a"], [], ["b", "c"]])
            #expect(records.map { $0.problem?.description } == [nil, problem, nil])
            #expect(Array(file[records[1].start..<records[1].end]) == bytes + [0x0A])
        }
    }

    @Test("A carriage return that ends the file ends no line") func lastCarriageReturn() throws {
        let records = try Self.read(Array("a\nb\r".utf8), cut: 2)
        #expect(records.map { $0.problem?.description } == [nil, "a carriage return stands without a line feed"])
    }

    @Test("Other delimiters leave commas to their fields", arguments: [";", "\t", "|"])
    func delimiters(delimiter: Character) throws {
        let text = "a,b\(delimiter)\"c\(delimiter)d\"\n,\(delimiter)\n\(delimiter)\(delimiter)\n"
        var reader = CSVReader(delimiter: delimiter.asciiValue ?? 0)
        reader.append(Array(text.utf8))
        reader.end()
        var records: [CSVRecord] = []
        while let record = try reader.next() { records.append(record) }
        #expect(records.map(\.fields) == [["a,b", "c\(delimiter)d"], [",", ""]])
    }

    @Test("A text that is as long as a limit is within it") func limits() throws {
        let records = try Self.read(Array("12345678,1,2,3".utf8), cut: 3, limits: .init(field: 8, record: 11, fields: 4))
        #expect(records.map(\.fields) == [["12345678", "1", "2", "3"]])
    }

    @Test("A record's text is read as its fields", arguments: texts.flatMap(\.1))
    func writes(fields: [String]) throws {
        let line = Array(CSVFormat().line(fields))
        guard fields.contains(where: { !$0.isEmpty }) else { return }
        #expect(try Self.read(line, cut: 0).map(\.fields) == [fields])
    }
}
