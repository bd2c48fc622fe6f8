// SPDX-License-Identifier: Apache-2.0

import CommandGateway
import CommandKit
import CommandWire
import Foundation
import Logging
import Testing

@testable import CommandServer

@Suite("Answers that are read within a bound") struct ReplyReceiverTests {
    /// Answers with so many bytes as the body says.
    private struct Long: RequestHandler {
        func begin(_ request: InboundRequest) -> Exchange {
            let count = Int(String(decoding: request.body, as: UTF8.self)) ?? 0
            return .answered(OutboundResponse(status: 200, body: [UInt8](repeating: 0x20, count: count)))
        }
        func refuse(_ fault: TransportFault, path: String?, requestID: RequestID) -> OutboundResponse {
            OutboundResponse(status: 400, body: [])
        }
    }

    /// Gives an answer in pieces.
    private actor Pieces: ReplyPieces {
        private var left: Int
        init(_ count: Int) { left = count }
        func next() -> [UInt8]? {
            guard left > 0 else { return nil }
            left -= 1
            return [UInt8](repeating: 0x20, count: 100)
        }
    }

    @Test("An answer of just so many bytes is taken, one of more is refused with a sentence", arguments: [(1_000, true), (1_001, false)])
    func bound(count: Int, isTaken: Bool) async throws {
        try await serving(Long()) { url in
            let client = GatewayClient(url: url, maxReply: 1_000)
            do {
                let answer = try await client.post(Array("\(count)".utf8), mode: nil)
                #expect(isTaken && answer.1.count == count)
            } catch {
                #expect(!isTaken)
                #expect("\(error)".hasSuffix("the answer has more than 1000 bytes; --max-reply allows more."))
            }
            // The session is as good as before.
            let after = try await client.post(Array("7".utf8), mode: nil)
            #expect(after.1.count == 7)
        }
    }

    @Test(
        "An answer that is made in this process is put together within the same bound",
        arguments: [(9, true), (10, false), (10_000, false)])
    func whole(pieces: Int, isTaken: Bool) async throws {
        var response = OutboundResponse(status: 200, body: [UInt8](repeating: 0x20, count: 100))
        response.rest = Pieces(pieces)
        let body = try? await response.whole(most: 1_000)
        #expect(body?.count == (isTaken ? 1_000 : nil))
    }

    private func serving(_ handler: any RequestHandler, _ body: @Sendable @escaping (URL) async throws -> Void) async throws {
        var configuration = GatewayConfiguration()
        configuration.port = 0
        let (addresses, address) = AsyncStream.makeStream(of: String.self)
        let gateway = Gateway(
            handler: handler, configuration: configuration, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            onServing: { address.yield("\($0)") })
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await gateway.run() }
            for await place in addresses {
                let url = try #require(URL(string: "http://\(place)/api.php"))
                try await body(url)
                break
            }
            group.cancelAll()
            try? await group.waitForAll()
        }
    }
}
