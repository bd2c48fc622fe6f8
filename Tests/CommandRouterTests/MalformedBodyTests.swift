// SPDX-License-Identifier: Apache-2.0

import CommandRouter
import CommandWire
import Testing

@Suite("Malformed bodies") struct MalformedBodyTests {
    /// Sends an object with `N`, as it is, to each surface; says status and code of each, and whether anything ran.
    private func outcomes(_ object: [UInt8]) async throws -> [String] {
        let runs = RunCount()
        let router = try SurfacesFixture.router(runs)
        var results: [String] = []
        for (path, start, end) in [
            ("/api.php", "", ""), ("/api/v1/test.one", "", ""), ("/rpc", #"{"jsonrpc":"2.0","method":"test.one","id":1,"params":"#, "}"),
        ] {
            let request = InboundRequest.json(path, start).changed { $0.body += object + Array(end.utf8) }
            let answer = await router.answer(request)
            results.append("\(answer.status) \(answer.rpcCode.map(String.init) ?? answer.code)")
        }
        return results + (runs.value == 0 ? [] : ["\(runs.value) ran"])
    }

    private static let malformed = ["400 100000", "400 100000", "200 -32700"]
    private static let start = #"{"Command":"test.one","APIKey":"all","N":1"#

    @Test("Runs the body that the others are made of")
    func runsValidBody() async throws {
        #expect(try await outcomes(Array((Self.start + "}").utf8)) == ["200 0", "200 0", "200 "] + ["3 ran"])
    }

    static let texts: [(String, String)] = [
        ("Bad input 12", #","N":1}"#), ("Bad input 12", #","\u004E":2}"#),
        ("Bad input 12", #","Z":{"a":1,"a":2}}"#),
        ("Bad input 12", #","Z":{"a":1,"\u0061":2}}"#), ("Bad input 12", #","Z":[{"é":1,"\u00e9":2}]}"#),
        ("Bad input 12", #","😀":1,"\ud83d\ude00":2}"#),
        ("Bad input 14", #","Z":"\ud800"}"#), ("Bad input 14", #","Z":"\udc00"}"#), ("Bad input 14", #","Z":"\udc00\ud800"}"#),
        ("Bad input 14", #","Z":"\ud800\u0041"}"#), ("Bad input 14", #","\ud800":1}"#), ("Bad input 14", #","Z":["\ud83d"]}"#),
        ("Bad input 15", #","Z":"a\u0000b"}"#), ("Bad input 15", #","a\u0000":1}"#), ("Bad input 15", ",\"Z\":\"a\u{0}b\"}"),
        ("Bad input 15", "}\u{0}"),
        ("Bad input 17", #","Z":NaN}"#), ("Bad input 17", #","Z":Infinity}"#), ("Bad input 17", #","Z":-Infinity}"#),
        ("Bad input 17", #","Z":1}//x"#),
        ("Bad input 17", #","Z":/**/1}"#), ("Bad input 17", #",}"#), ("Bad input 17", #","Z":[1,]}"#), ("Bad input 17", "}{}"),
        ("Bad input 17", "} null"),
        ("Bad input 17", #","Z":'x'}"#), ("Bad input 17", #",Z:1}"#), ("Bad input 17", #","Z":01}"#), ("Bad input 17", #","Z":+1}"#),
        ("Bad input 17", #","Z":.5}"#), ("Bad input 17", #","Z":1.}"#), ("Bad input 17", #","Z":0x1}"#), ("Bad input 17", #","Z":True}"#),
        ("Bad input 17", ",\"Z\":\"a\nb\"}"), ("Bad input 17", #","Z":"\x41"}"#), ("Bad input 17", #","Z":"\u00g0"}"#),
        ("Bad input 17", ""),
        ("Bad input 17", #","Z"}"#), ("Bad input 17", #","Z":}"#), ("Bad input 17", #","Z":1 "Y":2}"#), ("Bad input 17", ",\u{A0}\"Z\":1}"),
    ]

    @Test("Refuses twins, halves of surrogates, U+0000, and what is not JSON", arguments: texts)
    func refusesTexts(_ number: String, rest: String) async throws {
        #expect(try await outcomes(Array((Self.start + rest).utf8)) == Self.malformed)
    }

    static let bytes: [[UInt8]] = [
        [0xC0, 0xAF], [0xC0, 0x80], [0xFF], [0xED, 0xA0, 0x80], [0xE2, 0x82], [0x80], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80],
    ]

    @Test("Bad input 14: refuses bytes that are not UTF-8, in a value and in a name", arguments: bytes)
    func refusesBytes(_ bytes: [UInt8]) async throws {
        #expect(try await outcomes(Array((Self.start + #","Z":""#).utf8) + bytes + Array(#""}"#.utf8)) == Self.malformed)
        #expect(try await outcomes(Array((Self.start + #",""#).utf8) + bytes + Array(#"":1}"#.utf8)) == Self.malformed)
    }

    @Test("Bad input 14: refuses UTF-16 and a byte order mark")
    func refusesOtherEncodings() async throws {
        let text = Self.start + "}"
        let little = text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
        let big = text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0 >> 8), UInt8(truncatingIfNeeded: $0)] }
        for body in [little, big, [0xFF, 0xFE] + little, [0xFE, 0xFF] + big, [0xEF, 0xBB, 0xBF] + Array(text.utf8)] {
            #expect(try await outcomes(body) == Self.malformed)
        }
    }

    @Test(
        "Bad input 13: refuses more than 64 levels, in bounded time", .timeLimit(.minutes(1)), arguments: [65, 66, 511, 100_000, 1_000_000])
    func refusesDepth(levels: Int) async throws {
        for (open, close) in [("[", "]"), (#"{"a":"#, "}"), (#"[{"a":"#, "}]")] {
            let nested = String(repeating: open, count: levels) + "1" + String(repeating: close, count: levels)
            #expect(try await outcomes(Array((Self.start + #","Z":\#(nested)}"#).utf8)) == Self.malformed)
            let unclosed = String(repeating: open, count: levels)
            #expect(try await outcomes(Array((Self.start + #","Z":\#(unclosed)"#).utf8)) == Self.malformed)
        }
    }

    @Test("Bad input 13: takes 64 levels, the request's own among them")
    func takesDepth() async throws {
        func nested(_ levels: Int) -> String { String(repeating: "[", count: levels) + String(repeating: "]", count: levels) }
        let router = try SurfacesFixture.router()
        #expect(await router.api(Self.start + #","Z":\#(nested(63))}"#).code == "0")
        #expect(await router.api(Self.start + #","Z":\#(nested(64))}"#).code == "100000")
        let rpc = { #"{"jsonrpc":"2.0","method":"test.open","id":1,"params":{"Z":\#(nested($0))}}"# }
        #expect(await router.rpc(rpc(62)).code == "100007")
        #expect(await router.rpc(rpc(63)).rpcCode == -32700)
    }

    @Test("A body that is no object is malformed", arguments: ["[]", "1", #""x""#, "null", "true", "[{}]"])
    func refusesOtherValues(body: String) async throws {
        let router = try SurfacesFixture.router()
        #expect(await router.api(body).code == "100000")
        #expect(await router.v1("test.one", body).status == 400)
    }
}
