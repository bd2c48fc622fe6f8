// SPDX-License-Identifier: Apache-2.0

import CommandRouter
import CommandWire
import Foundation
import Testing

@Suite("Batches") struct BatchTests {
    private func batch(_ count: Int, _ method: String, params: String = "{}") -> String {
        "[" + (1...count).map { #"{"jsonrpc":"2.0","method":"\#(method)","params":\#(params),"id":\#($0)}"# }.joined(separator: ",") + "]"
    }

    private func elements(_ answer: Answer) throws -> [[String: Any]] {
        try #require(try JSONSerialization.jsonObject(with: Data(answer.response.body)) as? [[String: Any]])
    }

    @Test("Bad input 26: a batch of 1,000 is refused whole")
    func refusesLongBatches() async throws {
        let runs = RunCount()
        let router = try Arithmetic.router(runs)
        let answer = await router.rpc(batch(1_000, "update"))
        #expect(answer.status == 413)
        #expect(answer.rpcCode == -32600)
        #expect(answer.code == "100009")
        #expect(answer.object["id"] is NSNull)
        #expect(await router.rpc(batch(101, "update")).status == 413)
        #expect(runs.value == 0)
    }

    @Test("Runs a batch of 100, in order, each answered")
    func runsBatches() async throws {
        let runs = RunCount()
        let answers = try elements(await Arithmetic.router(runs).rpc(batch(100, "update")))
        #expect(answers.compactMap { $0["id"] as? Int } == Array(1...100))
        #expect(runs.value == 100)
    }

    @Test("Bad input 26: runs no more once the answers are too large")
    func boundsAnswers() async throws {
        var settings = RouterSettings()
        settings.maximumBatchReply = 500
        let runs = RunCount()
        let router = try Arithmetic.router(runs, settings: settings)
        let calls = (1...10).map { #"{"jsonrpc":"2.0","method":"get_data","id":\#($0)}"# } + [#"{"jsonrpc":"2.0","method":"update"}"#]
        let answers = try elements(await router.rpc("[" + calls.joined(separator: ",") + "]"))
        #expect(answers.count == 10)
        #expect(answers.prefix(3).allSatisfy { $0["result"] != nil })
        let refused = answers.suffix(6).compactMap { ($0["error"] as? [String: Any])?["code"] as? Int }
        #expect(refused == Array(repeating: -32600, count: 6))
        #expect(runs.value == 0)
    }

    @Test("Bad input 26: counts each call of a batch by the limits, and is 429 when nothing was run")
    func countsEachCall() async throws {
        let router = try SurfacesFixture.router()
        let busy = await router.rpc(batch(3, "test.one", params: #"{"APIKey":"busy","N":1}"#))
        #expect(busy.status == 429)
        #expect(busy.header("Retry-After") == "7")
        #expect(try elements(busy).count == 3)
        let mixed =
            #"[{"jsonrpc":"2.0","method":"test.open","id":1},"# + batch(1, "test.one", params: #"{"APIKey":"busy","N":1}"#).dropFirst()
        #expect(await router.rpc(String(mixed)).status == 200)
    }

    @Test("A notification that cannot be run is not answered, and one that is no call is")
    func answersNotifications() async throws {
        let router = try SurfacesFixture.router()
        for call in [#""method":"test.one","params":{}"#, #""method":"test.fail","params":{"APIKey":"all"}"#, #""method":"nothing""#] {
            let answer = await router.rpc(#"{"jsonrpc":"2.0",\#(call)}"#)
            #expect(answer.status == 204)
            #expect(answer.response.body.isEmpty)
        }
        #expect(await router.rpc(#"{"jsonrpc":"2.0","params":{}}"#).rpcCode == -32600)
    }

    @Test("Runs a notification")
    func runsNotifications() async throws {
        let runs = RunCount()
        #expect(try await Arithmetic.router(runs).rpc(#"{"jsonrpc":"2.0","method":"update"}"#).status == 204)
        #expect(runs.value == 1)
    }

    @Test(
        "Bad input 28: refuses a page of a foreign origin, and runs nothing",
        arguments: [
            "https://evil.example", "null", "", "https://app.example.com.evil.example", "https://APP.example.com",
        ])
    func refusesForeignOrigins(origin: String) async throws {
        var settings = RouterSettings()
        settings.allowedOrigins = ["https://app.example.com"]
        let runs = RunCount()
        let router = try Arithmetic.router(runs, settings: settings)
        let request = InboundRequest.json("/rpc", #"{"jsonrpc":"2.0","method":"update","id":1}"#)
        let answer = await router.answer(request.changed { $0.origin = origin })
        #expect(answer.status == 403)
        #expect(answer.rpcCode == -32002)
        #expect(runs.value == 0)
        let allowed = request.changed { $0.origin = "https://app.example.com" }
        #expect(await router.answer(allowed).status == 200)
        #expect(runs.value == 1)
    }
}
