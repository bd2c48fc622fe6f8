// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandRouter
import CommandWire
import Foundation
import Testing

@Suite("Surfaces") struct SurfaceTests {
    /// One kind of refusal: a call, and status and codes on each surface.
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let command: String
        let members: String
        let api: String
        let v1: String
        let rpc: String

        init(_ what: String, _ command: String, _ members: String, api: String, v1: String, rpc: String) {
            (testDescription, self.command, self.members) = (what, command, members)
            (self.api, self.v1, self.rpc) = (api, v1, rpc)
        }
    }

    static let cases: [Case] = [
        Case("done", "test.one", #""APIKey":"all","N":1"#, api: "200 0", v1: "200 0", rpc: "200"),
        Case("done once verified", "test.one", #""APIKey":"cold","N":1"#, api: "200 0", v1: "200 0", rpc: "200"),
        Case("malformed", "test.one", #""APIKey":"all","N":1,"#, api: "400 100000", v1: "400 100000", rpc: "200 -32700 100000"),
        Case("unknown command", "test.won", #""APIKey":"all""#, api: "400 100003", v1: "404 100003", rpc: "200 -32601"),
        Case("no command", "", #""APIKey":"all""#, api: "400 100003", v1: "404 100003", rpc: "200 -32601"),
        Case("not installed", "test.missing", #""APIKey":"all""#, api: "500 100002", v1: "501 100002", rpc: "200 -32004 100002"),
        Case("no credential", "test.one", #""N":1"#, api: "200 99998", v1: "401 99998", rpc: "200 -32001 99998"),
        Case("unknown key", "test.one", #""APIKey":"?","N":1"#, api: "200 99998", v1: "401 99998", rpc: "200 -32001 99998"),
        Case("wrong kind of caller", "test.kill", #""APIKey":"all""#, api: "200 99999", v1: "403 99999", rpc: "200 -32002 99999"),
        Case("admin at a user's", "test.one", #""AdminAPIKey":"admin""#, api: "200 99999", v1: "403 99999", rpc: "200 -32002 99999"),
        Case("no permission", "test.need", #""APIKey":"none""#, api: "200 99999", v1: "403 99999", rpc: "200 -32002 99999"),
        Case("wait before running", "test.one", #""APIKey":"busy","N":1"#, api: "429 100008", v1: "429 100008", rpc: "429 -32003 100008"),
        Case("away before running", "test.one", #""APIKey":"away","N":1"#, api: "500 100004", v1: "503 100004", rpc: "200 -32004 100004"),
        Case("odd before running", "test.one", #""APIKey":"odd","N":1"#, api: "500 100005", v1: "500 100005", rpc: "200 -32603"),
        Case("missing parameter", "test.one", #""APIKey":"all""#, api: "200 [1]", v1: "422 [1]", rpc: "200 -32602 [1]"),
        Case("invalid parameter", "test.one", #""APIKey":"all","N":0"#, api: "200 2", v1: "422 2", rpc: "200 -32602 2"),
        Case("own failure", "test.fail", #""APIKey":"all","How":1"#, api: "200 1", v1: "422 1", rpc: "200 -32000 1"),
        Case("own failure, not found", "test.fail", #""APIKey":"all","How":2"#, api: "200 2", v1: "404 2", rpc: "200 -32000 2"),
        Case("own failure, conflict", "test.fail", #""APIKey":"all","How":3"#, api: "200 3", v1: "409 3", rpc: "200 -32000 3"),
        Case("away", "test.fail", #""APIKey":"all","How":4"#, api: "500 100004", v1: "503 100004", rpc: "200 -32004 100004"),
        Case("wait", "test.fail", #""APIKey":"all","How":5"#, api: "429 100008", v1: "429 100008", rpc: "429 -32003 100008"),
        Case("unexpected", "test.fail", #""APIKey":"all","How":6"#, api: "500 100005", v1: "500 100005", rpc: "200 -32603"),
        Case("not on this surface", "test.apionly", #""APIKey":"all""#, api: "200 0", v1: "404 100003", rpc: "200 -32601"),
    ]

    private func describe(_ answer: Answer) -> String {
        let rpc = answer.rpcCode.map { ["\($0)"] } ?? []
        let code = answer.object["jsonrpc"] == nil || answer.refusal["ErrorCode"] != nil ? [answer.code] : []
        return (["\(answer.status)"] + rpc + code).joined(separator: " ")
    }

    @Test("Each kind of refusal has its status and codes on each surface", arguments: cases)
    func refuses(_ example: Case) async throws {
        let router = try SurfacesFixture.router()
        let api = await router.api(#"{"Command":"\#(example.command)",\#(example.members)}"#)
        let v1 = await router.v1(example.command, "{\(example.members)}")
        let rpc = await router.rpc(#"{"jsonrpc":"2.0","method":"\#(example.command)","params":{\#(example.members)},"id":1}"#)
        #expect(describe(api) == example.api)
        #expect(describe(v1) == example.v1)
        #expect(describe(rpc) == example.rpc)
        // Where a body is not valid, each has its own place.
        if rpc.object["error"] != nil, rpc.refusal["Success"] != nil, rpc.rpcCode != -32700 { #expect(rpc.text.contains(api.text)) }
        if example.api.suffix(6) == example.v1.suffix(6) { #expect(v1.text.prefix(60) == api.text.prefix(60)) }
    }

    @Test(
        "Says how long to wait, which methods there are, and how to authenticate",
        arguments: [
            ("/api.php", "GET, HEAD, POST", nil), ("/api/v1/test.one", "POST", "Bearer"), ("/rpc", "POST", nil),
        ] as [(String, String, String?)])
    func sendsHeaders(path: String, allow: String, challenge: String?) async throws {
        let router = try SurfacesFixture.router()
        for method in ["PUT", "DELETE", "OPTIONS", "post", "POST "] + (allow == "POST" ? ["GET", "HEAD"] : []) {
            let answer = await router.answer(InboundRequest(method: method, path: path))
            #expect(answer.header("Allow") == allow)
            #expect(answer.code == "100001")
            #expect(answer.status == (path == "/api.php" ? 400 : 405))
        }
        let call = { (key: String) in
            path == "/rpc"
                ? #"{"jsonrpc":"2.0","method":"test.one","params":{"APIKey":"\#(key)"},"id":1}"#
                : #"{"Command":"test.one","APIKey":"\#(key)"}"#
        }
        #expect(await router.answer(.json(path, call("busy"))).header("Retry-After") == "7")
        #expect(await router.answer(.json(path, call("?"))).header("WWW-Authenticate") == challenge)
        #expect(await router.answer(.json(path, call("?"))).header("Retry-After") == nil)
    }

    @Test("Answers what could not be received in the form of the surface", arguments: TransportFault.allCases)
    func refusesTransport(fault: TransportFault) async throws {
        let expected: (Int, String) =
            switch fault {
            case .malformedHead, .malformedBody: (400, "100000")
            case .unknownMethod: (501, "100001")
            case .unknownVersion: (505, "100000")
            case .refusedMethod: (405, "100001")
            case .headTooLarge: (431, "100009")
            case .bodyTooLarge: (413, "100009")
            case .timeout: (408, "100000")
            case .overloaded, .late: (503, "100004")
            }
        let router = try SurfacesFixture.router()
        for path in ["/api.php", "/api/v1/test.one", "/nowhere", nil] {
            let answer = Answer(response: router.refuse(fault, path: path, requestID: RequestID()))
            #expect(answer.status == expected.0)
            #expect(answer.code == expected.1)
            #expect(answer.header("Allow") == (expected.1 == "100001" ? "GET, HEAD, POST" : nil))
        }
        let rpc = Answer(response: router.refuse(fault, path: "/rpc", requestID: RequestID()))
        #expect(rpc.status == expected.0)
        #expect(rpc.object["id"] is NSNull)
        #expect(rpc.rpcCode.map { $0 < -32_000 } == true)
    }

    @Test("Names of commands and parameters ignore case on every surface")
    func ignoresCase() async throws {
        let router = try SurfacesFixture.router()
        #expect(await router.api(#"{"COMMAND":"TEST.One","apikey":"all","n":1}"#).status == 200)
        #expect(await router.api(#"{"\u0043ommand":"test\u002eone","APIKEY":"all","N":1}"#).code == "0")
        #expect(await router.v1("Test.ONE", #"{"apiKey":"all","n":1}"#).code == "0")
        let rpc = await router.rpc(#"{"jsonrpc":"2.0","method":"TEST.ONE","params":{"apikey":"all","n":1},"id":1}"#)
        #expect(rpc.text == #"{"jsonrpc":"2.0","result":{"Success":true,"ErrorCode":0},"id":1}"#)
    }

    @Test("Suggests the command that may be meant")
    func suggestsCommand() async throws {
        let router = try SurfacesFixture.router()
        #expect(await router.api(#"{"Command":"test.won"}"#).messages == ["Unknown command. Did you mean test.one?"])
        #expect(await router.v1("test.apionli", "{}").messages == ["Unknown command"])
        #expect(await router.api("{}").messages == ["No command is named"])
        #expect(await router.api(#"{"Command":5}"#).messages == ["No command is named"])
    }

    @Test("A command that asks for no credentials runs for nobody")
    func runsOpenCommand() async throws {
        let runs = RunCount()
        let router = try SurfacesFixture.router(runs)
        #expect(await router.api(#"{"Command":"test.open"}"#).code == "0")
        #expect(await router.v1("test.open", "{}").code == "0")
        #expect(runs.value == 2)
    }
}
