// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandManifest
import CommandRouter
import CommandWire
import Testing

/// Swift hashes, compares and composes a text in time that grows with the square of a row of combining marks.
@Suite("Combining marks") struct CombiningMarkTests {
    /// Half a megabyte of marks that have to be sorted.
    private static let marks = "j" + String(repeating: "\u{301}\u{323}", count: 131_072)

    static let bodies: [(String, String)] = [
        ("/api.php", #"{"Command":"\#(marks)"}"#), ("/api.php", #"{"Command":"test.who","APIKey":"\#(marks)"}"#),
        ("/api.php", #"{"Command":"test.who","SessionID":"\#(marks)"}"#),
        ("/api.php", #"{"Command":"test.who","APIKey":"all","\#(marks)":1}"#),
        ("/api.php", #"{"\#(marks)":1,"\#(marks)x":1}"#), ("/api/v1/test.who", #"{"APIKey":"all","\#(marks)":1}"#),
        ("/rpc", #"{"\#(marks)":1}"#), ("/rpc", #"{"jsonrpc":"\#(marks)","method":"test.who","id":1}"#),
        ("/rpc", #"{"jsonrpc":"2.0","method":"\#(marks)","id":1}"#), ("/rpc", #"{"jsonrpc":"2.0","method":"test.who","id":"\#(marks)"}"#),
        ("/rpc", #"{"jsonrpc":"2.0","method":"test.who","params":{"\#(marks)":1,"APIKey":"all"},"id":1}"#),
    ]

    @Test("Do not hold a call up, wherever they stand", .timeLimit(.minutes(1)), arguments: bodies.indices)
    func answersAtOnce(index: Int) async throws {
        let router = try SurfacesFixture.router()
        let (path, body) = Self.bodies[index]
        let clock = ContinuousClock()
        let start = clock.now
        let answer = await router.answer(.json(path, body))
        #expect(clock.now - start < .seconds(20))
        #expect(answer.status < 500)
        let form = await router.answer(.form("/api.php", "Command=test.who&APIKey=\(Self.marks)&\(Self.marks)=1"))
        #expect(form.code == "99998")
        #expect(clock.now - start < .seconds(40))
    }

    @Test(
        "Do not hold up the binding of any type", .timeLimit(.minutes(1)),
        arguments: [
            "type: string, maxLength: 250", "type: string, nfc: true, trim: true", "type: timezone", "type: url", "type: email",
            "type: date",
            "type: integer", "type: number", "type: boolean", "type: idList", "type: object",
            "type: array, items: { type: string, nfc: true }",
            "type: string, oneOf: [j]", "type: string, pattern: 'j.+'",
        ])
    func bindsAtOnce(declaration: String) async throws {
        let bench = try Bench(declaration + ", invalid: 2")
        let clock = ContinuousClock()
        let start = clock.now
        // A `string` is measured first, and this one is longer than most may be.
        let rule =
            declaration.contains("oneOf")
            ? "oneOf" : declaration.contains("maxLength") || declaration.contains("pattern") ? "maxLength" : "type"
        #expect(await bench.result(of: "\"\(Self.marks)\"") == "2 X.\(rule)")
        if declaration.contains("array") { #expect(await bench.result(of: "[\"\(Self.marks)\"]") == "2 X.type") }
        #expect(clock.now - start < .seconds(20))
    }

    @Test("Are a text up to thirty in a row, as a call and as an example", arguments: [(30, true), (31, false)])
    func allowsThirty(count: Int, isText: Bool) async throws {
        let text = "a" + String(repeating: "\u{323}", count: count) + "b" + String(repeating: "\u{323}", count: count)
        #expect(Normalization.isStreamSafe(text) == isText)
        #expect(try await Bench("type: string, invalid: 2").result(of: "\"\(text)\"").hasPrefix(isText ? "=" : "2 X.type"))
        var check = ValueCheck()
        let bound = check.bind(
            .string(text), to: ValueDeclaration(kinds: [.string], location: SourceLocation(file: "", line: 1, column: 1)))
        #expect((bound != nil) == isText)
    }
}
