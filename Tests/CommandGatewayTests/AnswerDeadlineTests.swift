// SPDX-License-Identifier: Apache-2.0

import CommandGateway
import CommandKit
import CommandWire
import Synchronization
import TestSupport
import Testing

@Suite("Answers in time") struct AnswerDeadlineTests {
    /// Never answers before it is cancelled, and tells how many of its calls began and were cancelled.
    private final class Stubborn: RequestHandler {
        let begun = Gate()
        let cancelled = Gate()
        private let deadlines = Mutex<[ContinuousClock.Instant]>([])

        var firstDeadline: ContinuousClock.Instant? { deadlines.withLock { $0.first } }

        private final class Call: PendingExchange, @unchecked Sendable {
            let handler: Stubborn
            let text: String?

            init(_ handler: Stubborn, _ text: String?) {
                self.handler = handler
                self.text = text
            }

            override func finish() async -> OutboundResponse {
                handler.begun.arrive()
                try? await Task.sleep(for: .seconds(60))
                handler.cancelled.arrive()
                return OutboundResponse(status: 200, body: Array("done".utf8))
            }

            override func late() -> OutboundResponse? { text.map { OutboundResponse(status: 500, body: Array($0.utf8)) } }
        }

        func begin(_ request: InboundRequest) -> Exchange {
            if request.path == "/echo" { return .answered(OutboundResponse(status: 200, body: request.body)) }
            deadlines.withLock { $0.append(request.deadline) }
            return .waiting(Call(self, request.path == "/own" ? "late" : nil))
        }

        func refuse(_ fault: TransportFault, path: String?, requestID: RequestID) -> OutboundResponse {
            OutboundResponse(status: 503, body: Array("\(fault) \(path ?? "-")".utf8))
        }
    }

    @Test(
        "Refuses a call whose handler does not listen at the deadline, cancels it, and goes on with the connection",
        arguments: [("/own", 500, "late"), ("/other", 503, "late /other")])
    func late(path: String, status: Int, text: String) async throws {
        let handler = Stubborn()
        try await TestGateway.run(handler, configure: { $0.answerDeadline = .milliseconds(200) }) { gateway in
            try await gateway.talk { gateway in
                let client = try gateway.client()
                let reply = try client.ask("GET \(path) HTTP/1.1\r\nHost: a\r\n\r\n")
                #expect(reply.status == status && reply.text == text && !reply.closes)
                #expect(try client.ask("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi").text == "hi")
            }
            await handler.cancelled.arrivals(1)
        }
    }

    @Test("Tells the handler of the deadline that it keeps")
    func deadline() async throws {
        let handler = Stubborn()
        let began = ContinuousClock.now
        try await TestGateway.run(handler, configure: { $0.answerDeadline = .milliseconds(200) }) { gateway in
            _ = try await gateway.talk { try $0.client().ask("GET /own HTTP/1.1\r\nHost: a\r\n\r\n") }
        }
        let deadline = try #require(handler.firstDeadline)
        #expect(deadline > began + .milliseconds(199) && deadline < .now)
    }

    @Test("Cancels a call whose client is gone")
    func gone() async throws {
        let handler = Stubborn()
        try await TestGateway.run(handler) { gateway in
            let client = try await gateway.talk { gateway in
                let client = try gateway.client()
                client.send("GET /own HTTP/1.1\r\nHost: a\r\n\r\n")
                return client
            }
            await handler.begun.arrivals(1)
            client.close()
            await handler.cancelled.arrivals(1)
        }
    }

    @Test("Cancels a call whose client is gone, having sent more than was read")
    func goneAhead() async throws {
        let handler = Stubborn()
        try await TestGateway.run(handler) { gateway in
            _ = try await gateway.talk { gateway in
                try gateway.client().send(String(repeating: "GET /own HTTP/1.1\r\nHost: a\r\n\r\n", count: 1000))
            }
            await handler.cancelled.arrivals(1)
        }
    }
}
