// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandRouter
import CommandWire
import Foundation
import Synchronization
import Testing

@Suite("Deadline") struct DeadlineTests {
    /// Waits until its task is cancelled where it is told to, and tells the deadlines of its calls.
    private struct Waiting: Command {
        static let name: CommandName = "wait"
        struct Parameters: Decodable, Sendable { var long: Bool }
        let record: Record

        final class Record: Sendable {
            private let deadlines = Mutex<[ContinuousClock.Instant]>([])
            let begun: AsyncStream<Void>
            let begin: AsyncStream<Void>.Continuation

            var all: [ContinuousClock.Instant] { deadlines.withLock { $0 } }

            func note(_ deadline: ContinuousClock.Instant) { deadlines.withLock { $0.append(deadline) } }

            init() { (begun, begin) = AsyncStream.makeStream() }
        }

        func run(_ parameters: Parameters, in context: CommandContext) async throws -> NoReply {
            record.note(context.deadline)
            guard parameters.long else { return NoReply() }
            record.begin.yield()
            try await Task.sleep(for: .seconds(60))
            return NoReply()
        }
    }

    private struct AnsweredAtOnce: Error {}

    private static func router(_ record: Waiting.Record) throws -> Router {
        let manifest = try FixtureManifest.commands(
            FixtureManifest.command("wait", "access: [none]\nerrors: {}", parameters: "long: { type: boolean, default: false }"))
        return Router.of(manifest, TestPlugin(Waiting(record: record)))
    }

    private static func request(_ path: String, _ body: String, _ deadline: ContinuousClock.Instant) -> InboundRequest {
        InboundRequest(method: "POST", path: path, contentType: "application/json", body: Array(body.utf8), deadline: deadline)
    }

    private static func call(_ id: Int?, long: Bool = false) -> String {
        #"{"jsonrpc":"2.0","method":"wait","params":{"long":\#(long)}\#(id.map { ",\"id\":\($0)" } ?? "")}"#
    }

    private static func codes(_ response: OutboundResponse) throws -> [Int: String] {
        let elements = try #require(try JSONSerialization.jsonObject(with: Data(response.body)) as? [[String: Any]])
        return Dictionary(
            uniqueKeysWithValues: try elements.map { element in
                let data = (element["error"] as? [String: Any])?["data"] as? [String: Any]
                return (try #require(element["id"] as? Int), data.map { "\($0["ErrorCode"] ?? "-")" } ?? "0")
            })
    }

    @Test("All calls of a batch have the deadline of the request")
    func batch() async throws {
        let record = Waiting.Record()
        let deadline = ContinuousClock.now + .seconds(20)
        let body = "[\(Self.call(1)),\(Self.call(2)),\(Self.call(3))]"
        let response = await (try Self.router(record)).respond(to: Self.request("/rpc", body, deadline))
        #expect(try Self.codes(response) == [1: "0", 2: "0", 3: "0"])
        #expect(record.all == [deadline, deadline, deadline])
    }

    @Test("A call of a batch does not begin after the deadline, and is answered with 100004 unless it is a notification")
    func unbegun() async throws {
        let record = Waiting.Record()
        let body = "[\(Self.call(1)),\(Self.call(nil)),\(Self.call(2))]"
        let response = await (try Self.router(record)).respond(to: Self.request("/rpc", body, .now - .seconds(1)))
        #expect(try Self.codes(response) == [1: "100004", 2: "100004"])
        #expect(record.all.isEmpty)
    }

    @Test("A batch that is late says what is done, and 100004 for every other call of it")
    func lateBatch() async throws {
        let record = Waiting.Record()
        let body = "[\(Self.call(1)),\(Self.call(2, long: true)),\(Self.call(nil)),\(Self.call(3))]"
        let exchange = try Self.router(record).begin(Self.request("/rpc", body, .now + .seconds(20)))
        guard case .waiting(let rest) = exchange else { throw AnsweredAtOnce() }
        let task = Task { await rest.finish() }
        for await _ in record.begun { break }
        task.cancel()
        #expect(try Self.codes(try #require(rest.late())) == [1: "0", 2: "100004", 3: "100004"])
        // What was cancelled runs none of the calls that have not begun.
        #expect(try Self.codes(await task.value) == [1: "0", 2: "100004", 3: "100004"])
        #expect(record.all.count == 2)
    }

    @Test(
        "A call that is late is refused with 100004 in the form of its surface",
        arguments: [("/api.php", 500), ("/api/v1/wait", 503), ("/rpc", 200)])
    func lateCall(path: String, status: Int) async throws {
        let record = Waiting.Record()
        let body =
            switch path {
            case "/api.php": #"{"Command":"wait","long":true}"#
            case "/rpc": Self.call(7, long: true)
            default: #"{"long":true}"#
            }
        let exchange = try Self.router(record).begin(Self.request(path, body, .now + .seconds(20)))
        guard case .waiting(let rest) = exchange else { throw AnsweredAtOnce() }
        let task = Task { await rest.finish() }
        for await _ in record.begun { break }
        task.cancel()
        for response in [try #require(rest.late()), await task.value] {
            let answer = Answer(response: response)
            #expect((answer.status, answer.code) == (status, "100004"))
            if path == "/rpc" { #expect(answer.object["id"] as? Int == 7) }
        }
    }
}
