// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandManifest
import CommandRouter
import CommandWire
import Foundation
import Testing

@Suite("rpc.explain") struct ExplainMethodTests {
    private let runs = RunCount()
    private let router: Router

    init() throws { router = try SurfacesFixture.router(runs) }

    private func ask(_ members: String, key: String = "admin") async -> Answer {
        await router.rpc(#"{"jsonrpc":"2.0","method":"rpc.explain","params":{"AdminAPIKey":"\#(key)",\#(members)},"id":1}"#)
    }

    private func explained(_ members: String) async throws -> [String: Any] {
        let answer = await ask(members)
        return try #require((answer.object["result"] as? [String: Any])?["Explanation"] as? [String: Any], "\(answer.text)")
    }

    @Test(
        "Is for admins alone: others are refused as by any admin's command", arguments: [("all", -32002), ("none", -32002), ("?", -32001)])
    func isForAdmins(key: String, code: Int) async {
        #expect(await ask(#""Command":"test.open""#, key: key).rpcCode == code)
        #expect(await ask(#""Command":"test.open""#, key: "admin").rpcCode == nil)
        #expect(await router.api(#"{"Command":"rpc.explain","AdminAPIKey":"admin"}"#).code == "100003")
        #expect(await router.v1("rpc.explain", #"{"AdminAPIKey":"admin"}"#).status == 404)
    }

    static let described: [(String, InboundRequest)] = [
        (#""Command":"test.one","Params":{"N":"5"}"#, .json("/api.php", #"{"Command":"test.one","N":"5"}"#)),
        (#""Command":"test.one""#, .json("/api.php", #"{"Command":"test.one"}"#)),
        (#""Params":{"Command":"test.one","APIKey":"all"}"#, .json("/api.php", #"{"Command":"test.one","APIKey":"all"}"#)),
        (#""Surface":"v1","Command":"test.one","Params":{"N":0},"Bearer":"none""#, .json("/api/v1/test.one", #"{"N":0}"#).by("none")),
        (#""Surface":"v1","Command":"a/b c""#, .json("/api/v1/a%2Fb%20c", "{}")),
        (
            #""surface":"rpc","command":"test.one","params":{"N":0,"X":1,"APIKey":"cold"}"#,
            .json("/rpc", #"{"jsonrpc":"2.0","method":"test.one","params":{"N":0,"X":1,"APIKey":"cold"},"id":1}"#)
        ),
        (#""Surface":"rpc","Body":"{\"jsonrpc\":\"2.0\",\"method\":1}""#, .json("/rpc", #"{"jsonrpc":"2.0","method":1}"#)),
        (#""Body":"{""#, .json("/api.php", "{")), (#""Body":"{}","ContentType":"text/plain""#, plain),
        (
            #""Command":"test.one","Body":"N=5&N=6","ContentType":"application/x-www-form-urlencoded""#,
            .form("/api.php", "Command=test.one&N=5&N=6")
        ),
        (
            #""Query":"Command=test.one&N=x&APIKey=all""#,
            InboundRequest(method: "GET", path: "/api.php", query: "Command=test.one&N=x&APIKey=all")
        ),
    ]
    private static let plain = InboundRequest(method: "POST", path: "/api.php", contentType: "text/plain", body: Array("{}".utf8))

    @Test("Explains the request that is described, on every surface and in every encoding", arguments: described)
    func explainsDescribed(members: String, request: InboundRequest) async throws {
        let report = try await explained(members)
        let expected = try await router.explain(request).json
        let value = try JSONSerialization.jsonObject(with: Data(expected.utf8)) as? NSDictionary
        #expect(report as NSDictionary == value)
        #expect(runs.value == 0)
    }

    @Test(
        "Explains for whoever the call's credentials say, for an account, or for a caller as described",
        arguments: [
            (#""Params":{"APIKey":"all"}"#, "run", []), (#""Params":{}"#, "refused", [99998]),
            (#""Params":{"APIKey":"none"}"#, "refused", [99999]), (#""Params":{"APIKey":"none"},"Account":1"#, "run", []),
            (#""Account":2"#, "refused", [99999]), (#""Account":9"#, "refused", [99999]), (#""As":"user""#, "run", []),
            (#""As":"admin""#, "refused", [99999]), (#""As":"nobody""#, "refused", [99998]),
            (#""As":"user","Permissions":["Do"]"#, "refused", [99999]), (#""As":"user","Permissions":["Undo","Do"]"#, "run", []),
            (#""As":"user","Permissions":["*"]"#, "run", []),
        ] as [(String, String, [Int])])
    func explainsFor(members: String, verdict: String, codes: [Int]) async throws {
        let report = try await explained(#""Command":"test.need","# + members)
        #expect(report["verdict"] as? String == verdict)
        #expect(report["codes"] as? [Int] == codes)
        #expect(runs.value == 0)
    }

    @Test(
        "Refuses what is described in two ways, or is not there",
        arguments: [
            (#""Text":true"#, "Command.content"), (#""Params":{},"Body":"{}""#, "Params.content"),
            (#""Command":"test.one","Account":1,"As":"user""#, "As.content"), (#""Command":"test.one","Account":77"#, "Account.content"),
            (#""Command":"test.one","Permissions":[]"#, "Permissions.content"), (#""Surface":"soap""#, "Surface.oneOf"),
            (#""Command":"test.one","As":"user","Permissions":["Dp"]"#, "Permissions.content"),
            (#""Surface":"rpc","Body":"[]""#, ""), (#""Surface":"rpc","Body":"[1]""#, "Body.content"),
        ])
    func refusesUnclear(members: String, rule: String) async {
        let answer = await ask(members)
        #expect(answer.rules == (rule.isEmpty ? [] : [rule]))
        #expect((answer.rpcCode == -32602) == !rule.isEmpty)
    }

    @Test("Gives the text as well where it is asked for")
    func givesText() async throws {
        let result = try #require(await ask(#""Command":"test.one","As":"user","Text":true"#).object["result"] as? [String: Any])
        let request = DescribedCall(surface: .api, command: "test.one", content: .parameters(Array("{}".utf8))).request
        let principal = Principal(kind: .user, accountID: 0, permissions: .all)
        #expect(result["Text"] as? String == (try await router.explain(request, as: principal).text))
    }

    @Test("Takes so many explanations, fewer where credentials prove to be nobody's, and counts each account by itself")
    func isCounted() async {
        var answers = 0
        while answers < 1_000, await ask(#""Command":"test.one","Params":{"APIKey":"a guess"}"#).rpcCode == nil { answers += 1 }
        #expect((10...11).contains(answers))
        let limited = await ask(#""Command":"test.open""#)
        #expect((limited.status, limited.rpcCode) == (429, -32003))
        #expect(limited.header("Retry-After") != nil)
    }
}

extension InboundRequest {
    /// The same with a bearer key.
    fileprivate func by(_ key: String) -> InboundRequest { changed { $0.authorization = "Bearer " + key } }
}
