// SPDX-License-Identifier: Apache-2.0

import Synchronization
import Testing

@testable import CommandServer

@Suite("Batch sender") struct BatchSenderTests {
    /// A gateway that gives these answers one after another, the last one for ever; nil is none.
    private final class Script: Sendable {
        private let left: Mutex<[GatewayClient.Answer?]>
        private let waits = Mutex<[Duration]>([])
        private let sent = Mutex(0)
        init(_ answers: [GatewayClient.Answer?]) { left = Mutex(answers) }

        var waited: [Duration] { waits.withLock { $0 } }
        var count: Int { sent.withLock { $0 } }

        func sender(retries: Int = 3, stopsAfter: Int = .max) -> BatchSender {
            BatchSender(
                send: { _ in
                    self.sent.withLock { $0 += 1 }
                    let answer = self.left.withLock { $0.count > 1 ? $0.removeFirst() : $0[0] }
                    guard let answer else { throw CommandLineFailure("No answer") }
                    return answer
                },
                wait: { length in
                    self.waits.withLock {
                        $0.append(length)
                        return $0.count < stopsAfter
                    }
                }, retries: retries)
        }
    }

    private static func answer(_ status: Int, _ body: String, after: Int? = nil) -> GatewayClient.Answer {
        GatewayClient.Answer(status: status, body: Array(body.utf8), retryAfter: after)
    }
    private static func refusal(_ status: Int, _ code: String, after: Int? = nil) -> GatewayClient.Answer {
        answer(status, #"{"Success":false,"ErrorCode":\#(code),"ErrorText":"No"}"#, after: after)
    }
    private static let done = answer(
        200, #"{"Success":true,"ErrorCode":0,"TotalAdded":2,"TotalUpdated":1,"RefusedRows":[{"Row":3,"Reason":"a \"b\""}]}"#)

    @Test("Reads numbers and refused rows") func reads() async throws {
        let reply = try await Script([Self.done]).sender().deliver([])
        #expect(reply.numbers["TotalAdded"] == 2 && reply.numbers["TotalUpdated"] == 1)
        #expect(reply.refused.map { "\($0.row) \($0.reason)" } == [#"3 a "b""#])
    }

    @Test(
        "Sends again what was not answered, or was to wait, a little later each time",
        arguments: [nil, refusal(429, "100008"), refusal(500, "100004"), answer(502, "<html>"), answer(503, ""), answer(504, "")])
    func retries(fault: GatewayClient.Answer?) async throws {
        let script = Script([fault, fault, fault, Self.done])
        #expect(try await script.sender().deliver([]).isSuccess)
        #expect(script.waited == [.milliseconds(500), .seconds(1), .seconds(2)])
    }

    @Test("Gives up after so many times") func givesUp() async {
        let script = Script([nil])
        await #expect(throws: BatchSender.Stop.noAnswer("No answer")) { try await script.sender(retries: 8).deliver([]) }
        #expect(script.count == 9)
        #expect(script.waited.map { $0 / .seconds(1) } == [0.5, 1, 2, 4, 8, 16, 30, 30])
    }

    @Test("Waits as long as it is asked to, within bounds", arguments: [(7, 7), (3600, 30), (-5, 0.5), (0, 0.5)])
    func waits(asked: Int, seconds: Double) async throws {
        let script = Script([Self.refusal(429, "100008", after: asked), Self.done])
        _ = try await script.sender().deliver([])
        #expect(script.waited.map { $0 / .seconds(1) } == [seconds])
    }

    @Test("Stops at once where the caller is not admitted", arguments: [(200, "99998"), (200, "99999"), (401, "0"), (403, "0")])
    func notAdmitted(status: Int, code: String) async {
        let script = Script([Self.refusal(status, code)])
        await #expect(throws: BatchSender.Stop.notAdmitted("No (\(code))")) { try await script.sender().deliver([]) }
        #expect(script.count == 1)
    }

    @Test(
        "Stops at once where the rows are refused",
        arguments: [
            (refusal(200, "3"), "No (3)"), (answer(200, #"{"Success":false,"ErrorCode":[1,2],"ErrorText":["One","Two"]}"#), "One (1)"),
            (refusal(413, "100009"), "No (100009)"), (answer(404, "nothing"), "HTTP status 404"), (answer(200, "{}"), "HTTP status 200"),
        ])
    func refused(answer: GatewayClient.Answer, text: String) async {
        let script = Script([answer])
        await #expect(throws: BatchSender.Stop.refused(text)) { try await script.sender().deliver([]) }
        #expect(script.count == 1)
    }

    @Test("A wait that is cut short ends it") func told() async {
        let script = Script([nil])
        await #expect(throws: BatchSender.Stop.told) { try await script.sender(retries: 8, stopsAfter: 2).deliver([]) }
        #expect(script.count == 2)
    }
}
