// SPDX-License-Identifier: Apache-2.0

import CommandRouter
import CommandWire
import Testing

/// - SeeAlso: https://www.jsonrpc.org/specification, section 7; by position is not offered, so those calls are refused.
@Suite("JSON-RPC") struct JSONRPCTests {
    private static func invalid(_ sentence: String) -> String { refused(-32600, "Invalid Request", sentence) }
    private static func parse(_ sentence: String) -> String { refused(-32700, "Parse error", "The body is not valid: " + sentence) }
    private static func refused(_ code: Int, _ message: String, _ sentence: String) -> String {
        #"{"jsonrpc":"2.0","error":{"code":\#(code),"message":"\#(message)","data":{"Success":false,"ErrorCode":100000,"#
            + #""ErrorText":"The request is not valid","Errors":[{"Code":100000,"Rule":"call.wellFormed","#
            + #""Message":"\#(sentence)"}]}},"id":null}"#
    }
    private static let number = invalid("A call is an object, not a number")
    private static func result(_ fields: String, id: String) -> String {
        #"{"jsonrpc":"2.0","result":{"Success":true,"ErrorCode":0,\#(fields)},"id":\#(id)}"#
    }
    private static func unknown(id: String) -> String {
        #"{"jsonrpc":"2.0","error":{"code":-32601,"message":"Method not found"},"id":\#(id)}"#
    }
    private static func positional(id: String) -> String {
        #"{"jsonrpc":"2.0","error":{"code":-32602,"message":"Invalid params","data":{"Success":false,"ErrorCode":100006,"#
            + #""ErrorText":"Invalid parameter value","Errors":[{"Code":100006,"Rule":"call.value","#
            + #""Message":"Parameters are given by name, in an object"}]}},"id":\#(id)}"#
    }
    private static let data = #""Data":""# + String(repeating: "d", count: 100) + "\""

    static let examples: [(String, String)] = [
        (
            #"{"jsonrpc": "2.0", "method": "subtract", "params": {"subtrahend": 23, "minuend": 42}, "id": 3}"#,
            result(#""Difference":19"#, id: "3")
        ),
        (
            #"{"jsonrpc": "2.0", "method": "subtract", "params": {"minuend": 42, "subtrahend": 23}, "id": 4}"#,
            result(#""Difference":19"#, id: "4")
        ),
        (#"{"jsonrpc": "2.0", "method": "subtract", "params": [42, 23], "id": 1}"#, positional(id: "1")),
        (#"{"jsonrpc": "2.0", "method": "update", "params": [1,2,3,4,5]}"#, ""), (#"{"jsonrpc": "2.0", "method": "update"}"#, ""),
        (#"{"jsonrpc": "2.0", "method": "foobar"}"#, ""), (#"{"jsonrpc": "2.0", "method": "foobar", "id": "1"}"#, unknown(id: #""1""#)),
        (#"{"jsonrpc": "2.0", "method": "foobar, "params": "bar", "baz]"#, parse("not well-formed JSON, at byte 39")),
        (#"{"jsonrpc": "2.0", "method": 1, "params": "bar"}"#, invalid("method is a command's name")),
        (
            #"[{"jsonrpc": "2.0", "method": "sum", "params": [1,2,4], "id": "1"}, {"jsonrpc": "2.0", "method"]"#,
            parse("not well-formed JSON, at byte 95")
        ),
        ("[]", invalid("A batch has at least one call")), ("[1]", "[\(number)]"), ("[1,2,3]", "[\(number),\(number),\(number)]"),
        (
            #"[{"jsonrpc": "2.0", "method": "sum", "params": {"of": [1,2,4]}, "id": "1"}, {"jsonrpc": "2.0", "method": "update"},"#
                + #"{"jsonrpc": "2.0", "method": "subtract", "params": [42,23], "id": "2"}, {"foo": "boo"},"#
                + #"{"jsonrpc": "2.0", "method": "foo.get", "params": {"name": "myself"}, "id": "5"},"#
                + #"{"jsonrpc": "2.0", "method": "get_data", "id": "9"}]"#,
            "["
                + [
                    result(#""Sum":7"#, id: #""1""#), positional(id: #""2""#), invalid("jsonrpc is \\\"2.0\\\""), unknown(id: #""5""#),
                    result(data, id: #""9""#),
                ]
                .joined(separator: ",") + "]"
        ),
        (#"[{"jsonrpc": "2.0", "method": "update"}, {"jsonrpc": "2.0", "method": "update", "params": [7]}]"#, ""),
    ]

    @Test("Bad input 25: answers the specification's examples, byte for byte", arguments: examples)
    func answersExamples(request: String, expected: String) async throws {
        let answer = try await Arithmetic.router().rpc(request)
        #expect(answer.text == expected)
        #expect(answer.status == (expected.isEmpty ? 204 : 200))
        #expect(answer.response.contentType == (expected.isEmpty ? nil : "application/json"))
    }

    static let ids = [
        "1", "0", "-1", "1.5", "1e3", "-0", "1E400", "123456789012345678901234567890", #""""#, #""x""#, #""é\u00e9\"\\\/""#, "null", "0.10",
    ]

    @Test("Bad input 27: echoes an id as it came", arguments: ids)
    func echoesIDs(id: String) async throws {
        let router = try Arithmetic.router()
        #expect(await router.rpc(#"{"jsonrpc":"2.0","method":"sum","id": \#(id) }"#).text == Self.result(#""Sum":0"#, id: id))
        #expect(await router.rpc(#"{"jsonrpc":"2.0","method":"no","id":\#(id)}"#).text == Self.unknown(id: id))
        #expect(await router.rpc(#"[{"jsonrpc":"2.0","method":"no","id":\#(id)}]"#).text == "[\(Self.unknown(id: id))]")
    }

    static let strangers: [(String, String)] = [
        (#"{"jsonrpc":"2.0","method":"sum","id":true}"#, "null"), (#"{"jsonrpc":"2.0","method":"sum","id":{}}"#, "null"),
        (#"{"jsonrpc":"2.0","method":"sum","id":[1]}"#, "null"), (#"{"method":"sum","id":1}"#, "1"),
        (#"{"jsonrpc":"1.0","method":"sum","id":1}"#, "1"), (#"{"jsonrpc":2.0,"method":"sum","id":1}"#, "1"),
        (#"{"jsonrpc":"2.0 ","method":"sum","id":1}"#, "1"), (#"{"jsonrpc":null,"method":"sum","id":1}"#, "1"),
        (#"{"jsonrpc":"2.0","id":1}"#, "1"), (#"{"jsonrpc":"2.0","method":null,"id":1}"#, "1"),
        (#"{"jsonrpc":"2.0","method":["sum"],"id":1}"#, "1"),
        (#"{"jsonrpc":"2.0","Method":"sum","id":1}"#, "1"), (#"{"jsonrpc":"2.0","method":"sum","params":null,"id":1}"#, "1"),
        (#"{"jsonrpc":"2.0","method":"sum","params":"x","id":1}"#, "1"), (#"{"jsonrpc":"2.0","method":"sum","params":5,"id":1}"#, "1"),
        (#"{"jsonrpc":"2.0","method":"sum","params":true}"#, "null"), (#"{"method":"sum"}"#, "null"), ("{}", "null"), (#""sum""#, "null"),
        ("5", "null"), ("null", "null"), ("true", "null"),
    ]

    @Test("Bad input 27: refuses what is no request object", arguments: strangers)
    func refusesStrangers(request: String, id: String) async throws {
        let router = try Arithmetic.router()
        let answer = await router.rpc(request)
        #expect(answer.rpcCode == -32600)
        #expect(answer.text.hasSuffix(#""}]}},"id":\#(id)}"#))
        #expect(await router.rpc("[\(request)]").text == "[\(answer.text)]")
    }

    @Test("Bad input 27: a batch in a batch is no request object")
    func refusesNestedBatches() async throws {
        let call = #"{"jsonrpc":"2.0","method":"sum","id":1}"#
        #expect(
            try await Arithmetic.router().rpc("[[\(call)],\(call)]").text
                == "[\(Self.invalid("A call is an object, not an array")),\(Self.result(#""Sum":0"#, id: "1"))]")
    }

    @Test("Members beside those of the protocol are passed over, escapes in names resolved")
    func passesOverOtherMembers() async throws {
        let call = #"{"jsonrpc":"2\u002e0","\u006dethod":"s\u0075m","par\u0061ms":{"\u006ff":[1]},"id":1,"extra":{"id":2}}"#
        #expect(try await Arithmetic.router().rpc(call).text == Self.result(#""Sum":1"#, id: "1"))
    }

    static let twins: [(String, Int)] = [
        (#"{"jsonrpc":"2.0","method":"update","method":"sum","id":1}"#, -32700),
        (#"{"jsonrpc":"2.0","method":"update","METHOD":"sum","id":1}"#, -32600),
        (#"{"jsonrpc":"2.0","method":"update","id":1,"id":1}"#, -32700),
        (#"{"jsonrpc":"2.0","method":"update","id":1,"i\u0064":1}"#, -32700),
        (#"{"jsonrpc":"2.0","method":"update","params":{"a":1,"a":2},"id":1}"#, -32700),
        (#"{"jsonrpc":"2.0","method":"update","params":{"a":1,"A":2},"id":1}"#, -32602),
        (#"{"jsonrpc":"2.0","method":"sum","params":{"Of":[1],"of":[2]},"id":1}"#, -32602),
        (#"{"jsonrpc":"2.0","method":"sum","params":{"Of":[1],"O\u0066":[2]},"id":1}"#, -32700),
    ]

    @Test("Bad input 12: refuses a member that is there twice, and runs nothing", arguments: twins)
    func refusesTwins(request: String, code: Int) async throws {
        let runs = RunCount()
        let router = try Arithmetic.router(runs)
        let answer = await router.rpc(request)
        #expect(answer.rpcCode == code)
        #expect(await router.rpc("[\(request)]").text.contains("\(code)"))
        if code == -32602, request.contains("sum") {
            #expect(answer.text.contains(#""Rule":"Of.once""#) || answer.text.contains(#""Rule":"of.once""#))
        }
        #expect(runs.value == 0)
    }

    @Test("An empty list of parameters is none; an unknown command is unknown however its parameters came")
    func emptyPositions() async throws {
        let router = try Arithmetic.router()
        #expect(await router.rpc(#"{"jsonrpc":"2.0","method":"sum","params":[],"id":1}"#).text == Self.result(#""Sum":0"#, id: "1"))
        #expect(await router.rpc(#"{"jsonrpc":"2.0","method":"sum","params":[ ],"id":1}"#).text == Self.result(#""Sum":0"#, id: "1"))
        #expect(await router.rpc(#"{"jsonrpc":"2.0","method":"no","params":[1],"id":1}"#).text == Self.unknown(id: "1"))
    }

    @Test(
        "Takes JSON by the names that JSON-RPC clients have for it",
        arguments: [
            "application/json-rpc", "application/jsonrequest", "Application/JSON-RPC; charset=utf8", "application/json; charset=us-ascii",
        ])
    func takesTypes(type: String) async throws {
        let request = InboundRequest(
            method: "POST", path: "/rpc", contentType: type, body: Array(#"{"jsonrpc":"2.0","method":"sum","id":1}"#.utf8))
        #expect(try await Arithmetic.router().answer(request).text == Self.result(#""Sum":0"#, id: "1"))
    }
}
