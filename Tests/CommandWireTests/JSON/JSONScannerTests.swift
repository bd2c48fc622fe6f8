// SPDX-License-Identifier: Apache-2.0

@testable import CommandWire
import TestSupport
import Testing

@Suite("JSONScanner") struct JSONScannerTests {
    @Test("Notes where the outermost values stand, and what they are")
    func spots() throws {
        let bytes = Array(#" { "a" : "x\n", "b":"é" ,"c":[1, "]"] , "d":{"e":1} ,"f":-1.5e3,"g":12,"h":true,"i":false,"j":null} "#.utf8)
        let fields = try JSONScanner.object(bytes.span, in: 0..<bytes.count)
        #expect(fields.map { Self.text(bytes, $0.name) } == ["a", "b", "c", "d", "f", "g", "h", "i", "j"])
        #expect(
            fields.map { Self.text(bytes, $0.value) } == [#"x\n"#, "é", #"[1, "]"]"#, #"{"e":1}"#, "-1.5e3", "12", "true", "false", "null"])
        #expect(fields.map(\.value.kind) == [.escapedString, .string, .array, .object, .number, .integer, .true, .false, .null])
        #expect(fields.allSatisfy { $0.key.hash == NameKey(Array(Self.text(bytes, $0.name).utf8)).hash })
    }

    @Test("Reads a range and nothing beside it")
    func range() throws {
        let bytes = Array(#"][{"a":[1,{"b":2}]}x"#.utf8)
        let fields = try JSONScanner.object(bytes.span, in: 2..<19)
        let items = try JSONScanner.items(bytes.span, in: try #require(fields.first).value.range)
        #expect(items.map { Self.text(bytes, $0) } == ["1", #"{"b":2}"#])
        #expect(throws: JSONFault.self) { try JSONScanner.object(bytes.span, in: 2..<18) }
        #expect(throws: JSONFault.self) { try JSONScanner.object(bytes.span, in: 2..<20) }
        for end in 2..<19 { #expect(throws: JSONFault.self) { try JSONScanner.object(bytes.span, in: 2..<end) } }
    }

    @Test(
        "Refuses values that are no object, once they are known to be well-formed",
        arguments: [
            ("[]", .kind), ("1", .kind), ("\"a\"", .kind), ("null", .kind), ("true", .kind), ("[{\"a\":1}]", .kind), ("[", .syntax),
            ("nul", .syntax), ("1,2", .syntax),
            ("[\"\\ud800\"]", .surrogate), ("[{\"a\":1,\"a\":2}]", .duplicate),
        ] as [(String, JSONFault.Reason)])
    func kinds(text: String, reason: JSONFault.Reason) { refuses(Array(text.utf8), reason) }

    @Test(
        "Bad input 12: a name twice in one object is refused, its escapes resolved",
        arguments: [
            #"{"a":1,"a":1}"#, #"{"a":1,"b":2,"a":3}"#, #"{"a":1,"\u0061":2}"#, #"{"\u0061":1,"a":2}"#, #"{"\u0061":1,"\u0061":2}"#,
            #"{"":1,"":2}"#,
            #"{"/":1,"\/":2}"#, #"{"\n":1,"\u000A":2}"#, #"{"😀":1,"\ud83d\ude00":2}"#, #"{"é":1,"\u00e9":2}"#,
            #"{"CampaignID":1,"campaignid":2}"#, #"{"a":1,"\u0041":2}"#,
            #"{"x":{"a":1,"a":2}}"#, #"{"x":{"a":1,"\u0061":2}}"#, #"{"x":[0,[{"b":{},"a":1,"a":2}]]}"#,
            #"{"x":{"y":{"a":1,"b":{"a":2},"a":3}}}"#,
            #"{"x":{"a":{"b":1,"c":2},"c":{"b":1},"a":1}}"#,
        ])
    func badInput12(text: String) { refuses(Array(text.utf8), .duplicate) }

    @Test(
        "Accepts names that only look alike, or stand in different objects",
        arguments: [
            #"{"a":{"a":{"a":1}}}"#, #"{"a":[{"a":1},{"a":2}],"b":{"a":3}}"#, #"{"x":{"a":1,"A":2}}"#, #"{"é":1,"É":2,"e\u0301":3}"#,
            #"{"k":1,"\u212a":2}"#,
            #"{"a":1,"a ":2,"a\u200b":3}"#, #"{"[":1,"{":2,"@":3,"`":4}"#, #"{"a":1,"\\u0061":2}"#, #"{"a":1,"аa":2,"а":3}"#,
            #"{"x":{"a":1},"y":{"a":1}}"#,
        ])
    func lookAlikes(text: String) { accepts(Array(text.utf8)) }

    @Test("Finds a name twice among few and many, at every place", arguments: [2, 3, 11, 12, 13, 14, 40])
    func twins(count: Int) {
        let names = (0..<count).map { "n\($0)" }
        accepts(Self.object(names))
        accepts(Array("{\"x\":".utf8) + Self.object(names) + Array("}".utf8))
        for place in 1..<count {
            for twin in ["n0", "\\u006e0", "n\\u0030"] {
                var names = names
                names[place] = twin
                refuses(Self.object(names), .duplicate)
                refuses(Array("{\"x\":[{},".utf8) + Self.object(names) + Array("]}".utf8), .duplicate)
            }
            var cased = names
            cased[place] = "N0"
            refuses(Self.object(cased), .duplicate)
            accepts(Array("{\"x\":".utf8) + Self.object(cased) + Array("}".utf8))
        }
    }

    @Test(
        "Bad input 13: 64 levels are accepted, 65, 511 and 100,000 refused",
        arguments: [("[", "]"), ("{\"a\":", "}"), ("[{\"a\":", "}]"), ("[0,", "]"), (" [ ", " ] ")])
    func badInput13(open: String, close: String) {
        let levels = open.count { $0 == "[" || $0 == "{" }
        func nested(_ depth: Int, closed: Bool = true) -> [UInt8] {
            let count = depth / levels
            let inner = String(repeating: open, count: count) + "1" + (closed ? String(repeating: close, count: count) : "")
            return Array((depth % levels == 0 ? inner : "[" + inner + (closed ? "]" : "")).utf8)
        }
        accepts(Array("{\"x\":".utf8) + nested(63) + Array(",\"y\":[1]}".utf8))
        #expect(throws: Never.self) { try Self.value(nested(64)) }
        for depth in [65, 511, 100_000] {
            refuses(Array("{\"x\":".utf8) + nested(depth - 1) + Array("}".utf8), .depth)
            for closed in [true, false] {
                #expect { try Self.value(nested(depth, closed: closed)) } throws: { ($0 as? JSONFault)?.reason == .depth }
            }
        }
    }

    @Test("Takes as many names in one object as it is told, and no more, in any object")
    func names() throws {
        let names = (0..<21).map { "n\($0)" }
        for (count, fits) in [(20, true), (21, false)] {
            let object = Self.object(Array(names.prefix(count)))
            for bytes in [object, Array("{\"x\":[{},".utf8) + object + Array("]}".utf8)] {
                if fits {
                    #expect(throws: Never.self) { try JSONScanner.object(bytes.span, in: 0..<bytes.count, mostNames: 20) }
                } else {
                    #expect { try JSONScanner.object(bytes.span, in: 0..<bytes.count, mostNames: 20) } throws: {
                        ($0 as? JSONFault)?.reason == .names
                    }
                }
            }
        }
        let many = Array("{\"x\":[\(Array(repeating: "{\"a\":1,\"b\":2}", count: 30).joined(separator: ","))]}".utf8)
        #expect(throws: Never.self) { try JSONScanner.object(many.span, in: 0..<many.count, mostNames: 20) }
    }

    @Test("Reads no more items of an array than were asked for, and one to tell that there are more")
    func limitedItems() throws {
        let bytes = Array("[1,2,3,4]".utf8)
        for (limit, count) in [(0, 1), (3, 4), (4, 4), (5, 4)] {
            #expect(try JSONScanner.items(bytes.span, in: 0..<bytes.count, limit: limit).count == count)
        }
    }

    @Test("Levels that are closed do not count")
    func siblings() {
        let deep = String(repeating: "[", count: 62) + String(repeating: "]", count: 62)
        accepts(Array(("{\"x\":[" + Array(repeating: deep, count: 500).joined(separator: ",") + "]}").utf8))
    }

    @Test(
        "Bad input 14: lone surrogates, bad UTF-8, UTF-16 and a byte order mark are refused",
        arguments: [
            (Array(#""\ud800""#.utf8), .surrogate), (Array(#""\udc00""#.utf8), .surrogate), (Array(#""\ud800a""#.utf8), .surrogate),
            (Array(#""\ud800\n""#.utf8), .surrogate),
            (Array(#""\ud800\ud800""#.utf8), .surrogate), (Array(#""\udc00\ud800""#.utf8), .surrogate),
            (Array(#""\ud800\u0061""#.utf8), .surrogate),
            (Array(#""\ud83d\ude00\ude00""#.utf8), .surrogate), (Array(#""\uD800\\uDC00""#.utf8), .surrogate),
            (Array(#""\ud800\u""#.utf8), .syntax), (Array(#""\ud800\u1""#.utf8), .syntax),
            ([0x22, 0xFF, 0x22], .encoding), ([0x22, 0x80, 0x22], .encoding), ([0x22, 0xC0, 0xAE, 0x22], .encoding),
            ([0x22, 0xE0, 0x80, 0xAE, 0x22], .encoding),
            ([0x22, 0xED, 0xA0, 0x80, 0x22], .encoding), ([0x22, 0xED, 0xA0, 0x80, 0xED, 0xB0, 0x80, 0x22], .encoding),
            ([0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], .encoding),
            ([0x22, 0xF8, 0x88, 0x80, 0x80, 0x80, 0x22], .encoding), ([0x22, 0xC3, 0x22], .encoding),
            ([0x22, 0xE2, 0x82, 0x22], .encoding), ([0x22, 0xF0, 0x9F, 0x98, 0x22], .encoding),
            ([0x22, 0xC3], .encoding), ([0x22, 0xE9, 0x22], .encoding),
        ] as [([UInt8], JSONFault.Reason)])
    func badInput14(text: [UInt8], reason: JSONFault.Reason) {
        refuses(Array("{\"a\":".utf8) + text + Array("}".utf8), reason)
        refuses(Array("{\"a\":[{\"b\":".utf8) + text + Array("}]}".utf8), reason)
        refuses(Array("{\"a\":{".utf8) + text + Array(":1}}".utf8), reason)
        refuses(Array("{".utf8) + text + Array(":1}".utf8), reason)
        let whole = #"{"a":1}"#
        refuses([0xEF, 0xBB, 0xBF] + Array(whole.utf8), .syntax)
        refuses(whole.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), 0] }, .syntax)
        refuses(whole.utf16.flatMap { [0, UInt8(truncatingIfNeeded: $0)] }, .syntax)
        refuses([0xFF, 0xFE] + whole.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), 0] }, .syntax)
    }

    @Test(
        "Bad input 15: U+0000 is refused, escaped or not",
        arguments: [
            (#"{"a":"\u0000"}"#, .nul), (#"{"a":"vip\u0000x"}"#, .nul), (#"{"\u0000":1}"#, .nul), (#"{"a":[{"b":"\u0000"}]}"#, .nul),
            (#"{"a":{"\u0000":1}}"#, .nul),
            ("{\"a\":\"\u{0}\"}", .syntax), ("{\"a\":1}\u{0}", .syntax), ("\u{0}{\"a\":1}", .syntax),
        ] as [(String, JSONFault.Reason)])
    func badInput15(text: String, reason: JSONFault.Reason) { refuses(Array(text.utf8), reason) }

    @Test(
        "Bad input 16: 1e400, 1e3 and 1.0 are no integers, and 2^63 keeps its digits",
        arguments: [
            ("9223372036854775808", .integer), ("1e400", .number), ("1e3", .number), ("1.0", .number), ("-0", .integer), ("12", .integer),
        ] as [(String, JSONKind)])
    func badInput16(number: String, kind: JSONKind) throws {
        let bytes = Array("{\"a\":\(number)}".utf8)
        let fields = try JSONScanner.object(bytes.span, in: 0..<bytes.count)
        let value = try #require(fields.first).value
        #expect(value.kind == kind)
        #expect(Self.text(bytes, value) == number)
    }

    @Test(
        "Bad input 17: NaN, comments, a trailing comma and two documents are refused",
        arguments: [
            #"{"a":NaN}"#, #"{"a":-Infinity}"#, #"{"a":1/* */}"#, "{\"a\":1//\n}", #"{"a":1,}"#, #"{"a":[1,]}"#, #"{"a":1}{"b":2}"#,
            #"{"a":1} {"b":2}"#,
        ])
    func badInput17(text: String) { refuses(Array(text.utf8), .syntax) }

    @Test("Agrees with Swift's own strict decoding on all bytes by two, and on their edges by three and four")
    func encoding() {
        let edges: [UInt8] = [0x22, 0x5C, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xFF].filter { $0 >= 0x7F }
        for first in UInt8(0x7F)...0xFF {
            for second in UInt8(0x7F)...0xFF {
                var tails: [[UInt8]] = [[]]
                if first >= 0xE0 { tails += edges.map { [$0] } }
                if first >= 0xF0 { tails += edges.flatMap { third in edges.map { [third, $0] } } }
                for tail in tails {
                    let text = [first, second] + tail
                    let isValid = String(validating: text, as: UTF8.self) != nil
                    let accepted = (try? Self.value([0x22] + text + [0x22])) != nil
                    if accepted != isValid { Issue.record("\(text)") }
                }
            }
        }
    }

    @Test("Resolves every \\uXXXX to its scalar, and refuses NUL and halves of pairs")
    func escapes() {
        for unit in UInt32(0)...0xFFFF {
            let digits = String(unit + 0x10000, radix: 16, uppercase: unit % 2 == 0).dropFirst()
            let bytes = Array("\"<\\u\(digits)>\"".utf8)
            let expected =
                unit == 0 ? JSONFault.Reason.nul.rawValue : Unicode.Scalar(unit).map { "<\($0)>" } ?? JSONFault.Reason.surrogate.rawValue
            let found: String
            do throws(JSONFault) { found = JSONString.string(bytes.span, try JSONScanner.value(bytes.span, in: 0..<bytes.count)) } catch {
                found = error.reason.rawValue
            }
            if found != expected { Issue.record("\(digits): \(found)") }
        }
    }

    @Test(
        "Resolves pairs to their scalar",
        arguments: [
            (#"\ud800\udc00"#, "\u{10000}"), (#"\uD83D\uDE00"#, "\u{1F600}"), (#"\udbff\udfff"#, "\u{10FFFF}"),
            (#"\"\\\/\b\f\n\r\t"#, "\"\\/\u{8}\u{C}\n\r\t"),
            (#"a\u00e9\ud834\udd1eb"#, "aé\u{1D11E}b"), (#"\\ud800"#, #"\ud800"#),
        ])
    func pairs(written: String, text: String) throws {
        let bytes = Array("\"\(written)\"".utf8)
        let spot = try JSONScanner.value(bytes.span, in: 0..<bytes.count)
        #expect(JSONString.string(bytes.span, spot).unicodeScalars.elementsEqual(text.unicodeScalars))
    }

    @Test("What JSONString writes, the scanner reads back")
    func roundTrip() throws {
        let scalars =
            (UInt32(1)...0x2FF).compactMap(Unicode.Scalar.init) + [
                "\u{2028}", "\u{D7FF}", "\u{E000}", "\u{FFFF}", "\u{10000}", "\u{10FFFF}",
            ]
        for text in scalars.map({ String($0) }) + [String(String.UnicodeScalarView(scalars)), ""] {
            var written: [UInt8] = []
            JSONString.append(text, to: &written)
            let spot = try JSONScanner.value(written.span, in: 0..<written.count)
            #expect(JSONString.string(written.span, spot).unicodeScalars.elementsEqual(text.unicodeScalars))
        }
    }

    @Test("Random bytes are refused or read, and the process goes on")
    func randomBytes() {
        var random = SeededGenerator(seed: 8259)
        let alphabet = Array("{}[]\":,\\u0123dDcC89eE+-.truefalsn \n/é".utf8) + [0, 0xFF, 0xED, 0xF0]
        for _ in 0..<20_000 {
            let body = (0..<Int.random(in: 0...30, using: &random)).compactMap { _ in alphabet.randomElement(using: &random) }
            for bytes in [body, Array("{\"a\":".utf8) + body + Array("}".utf8)] {
                guard let fields = try? JSONScanner.object(bytes.span, in: 0..<bytes.count) else { continue }
                #expect(
                    fields.allSatisfy {
                        $0.value.range.upperBound < bytes.count && String(validating: bytes[$0.value.range], as: UTF8.self) != nil
                    })
            }
        }
    }

    @Test("A megabyte of names in one object takes about as long as the same names in many objects")
    func manyNames() throws {
        let names = (0..<80_000).map { "name\($0)" }
        let many = stride(from: 0, to: names.count, by: 8).map { Self.object(Array(names[$0..<($0 + 8)])) }
        let spread = Array("{\"x\":[".utf8) + many.joined(separator: [UInt8(ascii: ",")]) + Array("]}".utf8)
        let outermost = Self.object(names)
        let nested = Array("{\"x\":".utf8) + outermost + Array("}".utf8)
        let measure = { (bytes: [UInt8]) throws -> Duration in
            try (0..<3).map { _ in
                try ContinuousClock().measure { _ = try JSONScanner.object(bytes.span, in: 0..<bytes.count) }
            }.min() ?? .zero
        }
        let base = try measure(spread)
        // A pair-wise search would take thousands of times as long.
        #expect(try measure(outermost) < base * 50)
        #expect(try measure(nested) < base * 50)
    }

    private static func object(_ names: [String]) -> [UInt8] {
        Array(("{" + names.map { "\"\($0)\":0" }.joined(separator: ",") + "}").utf8)
    }

    private static func text(_ bytes: [UInt8], _ spot: JSONSpot) -> String { String(decoding: bytes[spot.range], as: UTF8.self) }

    private static func value(_ bytes: [UInt8]) throws -> JSONSpot { try JSONScanner.value(bytes.span, in: 0..<bytes.count) }

    private func accepts(_ bytes: [UInt8]) {
        #expect(throws: Never.self, "\(String(decoding: bytes.prefix(200), as: UTF8.self))") {
            try JSONScanner.object(bytes.span, in: 0..<bytes.count)
        }
    }

    private func refuses(_ bytes: [UInt8], _ reason: JSONFault.Reason) {
        #expect("\(String(decoding: bytes.prefix(200), as: UTF8.self))") {
            try JSONScanner.object(bytes.span, in: 0..<bytes.count)
        } throws: { ($0 as? JSONFault)?.reason == reason }
    }
}
