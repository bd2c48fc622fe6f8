// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import CommandServer

@Suite("CSV format") struct CSVFormatTests {
    private static func found(_ bytes: [UInt8], _ given: CSVFormat.Given = .init()) -> CSVFormat {
        CSVFormat(bytes, given: given) { CSVHeader.has(["Name"], in: $0, renamed: ["Nom": "Name"]) }
    }

    @Test(
        "Finds what stands between fields in the header",
        arguments: [
            ("Name,Age\n", ","), ("Name;Age\n", ";"), ("Name\tAge\n", "\t"), ("Name\n", ","), ("Age;Name,x;y\n", ";"),
            ("Name;a,b,c,d\n", ";"),
            ("\"Name\";\"a,b\"\n", ";"), ("a,b;c,d;e\n", ","), ("a;b;c,d\n", ";"), ("Nom;a,b,c\n", ";"), (" name ;a,b,c\n", ";"), ("", ","),
            ("sep=|\nName|b\n", "|"), ("SEP=\t\r\nName,b\n", "\t"), ("sep=\"\nName;b\n", ","), ("sep=;;\nName;b\n", ";"), ("Name", ","),
        ])
    func delimiter(header: String, delimiter: Character) {
        for encoding in [TextEncoding.utf8, .utf16BigEndian, .utf16LittleEndian] {
            let bytes = encoding.mark + encoding.bytes(header + "1;2,3\t4")
            #expect(Self.found(bytes).delimiter == delimiter.asciiValue)
        }
        #expect(Self.found(Array(header.utf8), .init(delimiter: 0x7C)).delimiter == 0x7C)
    }

    @Test("Texts come out of their bytes and go back", arguments: TextEncoding.allCases)
    func encodings(encoding: TextEncoding) throws {
        let text = "aé€ž\u{A0}Ÿ" + (encoding == .windows1252 ? "" : "\u{1F600}漢\u{FFFF}")
        let bytes = encoding.bytes(text)
        for cut in 0...bytes.count {
            var decoder = UTF16Decoder(isBigEndian: encoding == .utf16BigEndian)
            let decoded = encoding.isWide ? decoder.decode(bytes[..<cut]) + decoder.decode(bytes[cut...]) + decoder.end() : bytes
            #expect(encoding.text(decoded) == text)
            #expect(decoded.reduce(0) { $0 + encoding.width(of: $1) } == bytes.count)
        }
    }

    @Test(
        "What UTF-16 is not is no text, and has its bytes all the same",
        arguments: [
            [0x00, 0xD8], [0x00, 0xDC, 0x61, 0x00], [0x00, 0xD8, 0x00, 0xD8, 0x00, 0xDC], [0x61], [0x61, 0x00, 0x62], [0x00, 0xD8, 0x61],
        ] as [[UInt8]])
    func brokenUTF16(bytes: [UInt8]) {
        var decoder = UTF16Decoder(isBigEndian: false)
        let decoded = decoder.decode(bytes) + decoder.end()
        #expect(TextEncoding.utf16LittleEndian.text(decoded) == nil)
        #expect(decoded.reduce(0) { $0 + TextEncoding.utf16LittleEndian.width(of: $1) } == bytes.count)
    }

    @Test("A byte that Windows-1252 does not have is no text", arguments: [0x81, 0x8D, 0x8F, 0x90, 0x9D] as [UInt8])
    func undefined(byte: UInt8) { #expect(TextEncoding.windows1252.text([0x61, byte]) == nil) }

    @Test("What Windows-1252 does not have becomes a question mark") func question() {
        #expect(TextEncoding.windows1252.bytes("漢\u{80}a") == Array("??a".utf8))
    }

    @Test(
        "The end of a refused row is found, and nothing else is taken for it",
        arguments: [
            ("a,b,5,no", "a,b"), ("a,5,\"no, never\"", "a"), ("a,5,\"say \"\"no\"\"\"", "a"), (",5,no", ""), ("a,b,c,no", nil),
            ("a,,no", nil),
            ("5,no", nil), ("a,5", nil), ("", nil), ("\"", nil), ("a,5,x\"y\"", nil), ("a\"b,12,\"\"", "a\"b"),
        ] as [(String, String?)])
    func tail(row: String, rest: String?) {
        let bytes = Array(row.utf8)
        #expect(RefusalTail.start(in: bytes[...], 0x2C).map { String(decoding: bytes[..<$0], as: UTF8.self) } == rest)
    }
}
