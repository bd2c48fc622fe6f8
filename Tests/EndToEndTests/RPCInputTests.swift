// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

@Suite("Bad inputs: JSON-RPC", .server("--allowed-origin", "https://app.example.com"))
struct RPCInputTests {
    private static let number = invalid("A call is an object, not a number")
    private static func invalid(_ sentence: String) -> String { refused(-32600, "Invalid Request", sentence) }
    private static func parse(_ sentence: String) -> String { refused(-32700, "Parse error", "The body is not valid: " + sentence) }
    private static func refused(_ code: Int, _ message: String, _ sentence: String) -> String {
        #"{"jsonrpc":"2.0","error":{"code":\#(code),"message":"\#(message)","data":{"Success":false,"ErrorCode":100000,"#
            + #""ErrorText":"The body is not valid JSON or not a valid form","Errors":[{"Code":100000,"Rule":"call.wellFormed","#
            + #""Message":"\#(sentence)"}]}},"id":null}"#
    }

    private func rpc(_ body: String, headers: String = "") async throws -> Reply {
        try await suiteServer().nobody.send(Encoding.post("/rpc", "application/json", body, headers))
    }

    @Test(
        "Bad inputs 25 and 27: the specification's own examples of faults are answered to the letter",
        arguments: [
            (
                #"{"jsonrpc": "2.0", "method": "foobar", "id": "1"}"#,
                #"{"jsonrpc":"2.0","error":{"code":-32601,"message":"Method not found"},"id":"1"}"#
            ),
            (#"{"jsonrpc": "2.0", "method": "foobar, "params": "bar", "baz]"#, parse("not well-formed JSON, at byte 39")),
            (#"{"jsonrpc": "2.0", "method": 1, "params": "bar"}"#, invalid("method is a command's name")),
            (
                #"[{"jsonrpc": "2.0", "method": "sum", "params": [1,2,4], "id": "1"}, {"jsonrpc": "2.0", "method" ]"#,
                parse("not well-formed JSON, at byte 96")
            ),
            ("[]", invalid("A batch has at least one call")), ("[1]", "[\(number)]"), ("[1,2,3]", "[\(number),\(number),\(number)]"),
            ("[[]]", "[\(invalid("A call is an object, not an array"))]"), ("1", number),
            ("null", invalid("A call is an object, not null")),
            (#""x""#, invalid("A call is an object, not a text")), ("{}", invalid(#"jsonrpc is \"2.0\""#)),
            (#"{"jsonrpc":"1.0","method":"foobar","id":null}"#, invalid(#"jsonrpc is \"2.0\""#)),
        ])
    func answersFaults(request: String, answer: String) async throws {
        let reply = try await rpc(request)
        #expect((reply.status, reply.text) == (200, answer))
        reply.expectClean()
    }

    @Test(
        "Bad input 27: an id comes back as it came, or the request is none",
        arguments: ["7", "-1", "0", #""""#, #""a\u00e9\n""#, "null", "123456789012345678901234567890", "1.50", "1e2"])
    func echoesIDs(id: String) async throws {
        let reply = try await rpc(#"{"jsonrpc":"2.0","method":"foobar","id":\#(id)}"#)
        #expect(reply.text.hasSuffix(#","id":\#(id)}"#))
        for odd in ["true", "[1]", "{}"] {
            #expect(
                try await rpc(#"{"jsonrpc":"2.0","method":"foobar","id":\#(odd)}"#).text == Self.invalid("id is a text, a number or null"),
                "\(odd)")
        }
    }

    @Test("Bad input 25: notifications are run and not answered, alone and in a batch")
    func runsNotifications() async throws {
        let server = try suiteServer()
        func create(_ tag: String, id: String = "") -> String {
            #"{"jsonrpc":"2.0","method":"tag.create","params":{"APIKey":"\#(server.userKey)","Tag":"\#(tag)"}\#(id)}"#
        }
        let alone = try await rpc(create("alone"))
        #expect((alone.status, alone.body, alone["content-type"]) == (204, [], nil))
        let batch = try await rpc("[\(create("one")),\(create("two"))]")
        #expect((batch.status, batch.body) == (204, []))
        let mixed = try await rpc("[\(create("three")),\(create("four", id: #","id":4"#)),1]")
        #expect(mixed.json.items.map { $0["id"] } == [4, .null])
        let tags = try await server.user.call("tags.get").json["Tags"].items.map { $0["Tag"] }
        #expect(tags == ["alone", "one", "two", "three", "four"])
    }

    @Test(
        "Parameters by position get -32602, an empty list of them is none",
        arguments: [("[]", -32001), ("[1]", -32602)] as [(String, JSON)])
    func refusesPositions(parameters: String, code: JSON) async throws {
        let reply = try await rpc(#"{"jsonrpc":"2.0","method":"tags.get","params":\#(parameters),"id":1}"#)
        #expect((reply.status, reply.json["error"]["code"], reply.json["id"]) == (200, code, 1))
    }

    @Test("Bad input 26: a batch of a hundred calls is answered, one of a thousand is refused before any is run")
    func boundsBatches() async throws {
        let server = try suiteServer()
        func batch(_ count: Int) -> String {
            let calls = (0..<count).map {
                #"{"jsonrpc":"2.0","method":"campaign.create","params":{"APIKey":"\#(server.userKey)","CampaignName":"x"},"id":\#($0)}"#
            }
            return "[" + calls.joined(separator: ",") + "]"
        }
        let hundred = try await rpc(batch(100))
        #expect(hundred.json.items.map { $0["id"] } == (0..<100).map { .number($0) })
        let ids = hundred.json.items.compactMap { $0["result"]["CampaignID"].number }
        #expect(Set(ids).count == 100)
        let thousand = try await rpc(batch(1000))
        #expect((thousand.status, thousand.code) == (413, 100009))
        let next = try await server.user.call("campaign.create", ["CampaignName": "x"]).json["CampaignID"].number
        #expect(next == (ids.max() ?? 0) + 1)
    }

    @Test(
        "Bad input 28: a page of an origin that is not configured is refused",
        arguments: ["https://evil.example.com", "null", "http://127.0.0.1", "https://app.example.com.evil.com"])
    func refusesOrigins(origin: String) async throws {
        let body = #"{"jsonrpc":"2.0","method":"foobar","id":1}"#
        let reply = try await rpc(body, headers: "Origin: \(origin)\r\n")
        #expect((reply.status, reply.code) == (403, 99999))
        reply.expectClean()
        #expect(try await rpc(body, headers: "Origin: https://app.example.com\r\n").status == 200)
    }
}
