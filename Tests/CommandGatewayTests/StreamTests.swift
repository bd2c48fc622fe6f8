// SPDX-License-Identifier: Apache-2.0

import CommandGateway
import CommandKit
import CommandWire
import Synchronization
import TestSupport
import Testing

@Suite("Replies in pieces") struct StreamTests {
    /// Gives so many pieces, then ends or breaks off.
    private final class Pieces: ReplyPieces {
        struct Broken: Error {}

        let size: Int
        let count: Int
        let isBroken: Bool
        let given = Atomic<Int>(0)
        let cancelled = Gate()

        init(_ count: Int, size: Int = 10, isBroken: Bool = false) {
            self.count = count
            self.size = size
            self.isBroken = isBroken
        }

        func next() async throws -> [UInt8]? {
            let number = given.wrappingAdd(1, ordering: .relaxed).newValue
            if number <= count { return [UInt8](repeating: UInt8(ascii: "x"), count: size) }
            if isBroken { throw Broken() }
            guard count >= 0 else {
                try? await Task.sleep(for: .seconds(60))
                cancelled.arrive()
                return nil
            }
            return nil
        }
    }

    private struct Handler: RequestHandler {
        let pieces: Pieces
        var account: Int? = 1

        func begin(_ request: InboundRequest) -> Exchange {
            guard request.path == "/pieces" else { return TestHandler().begin(request) }
            var response = OutboundResponse(status: 200, body: Array("first,".utf8))
            response.rest = pieces
            response.account = account
            return .pending { [response] in response }
        }

        func refuse(_ fault: TransportFault, path: String?, requestID: RequestID) -> OutboundResponse {
            TestHandler().refuse(fault, path: path, requestID: requestID)
        }
    }

    private static let request = "GET /pieces HTTP/1.1\r\nHost: a\r\n\r\n"
    private static let last = "0\r\n\r\n"

    @Test("Are sent in chunks, and the connection goes on")
    func chunks() async throws {
        try await TestGateway.run(Handler(pieces: Pieces(3))) { gateway in
            try await gateway.talk { gateway in
                let client = try gateway.client()
                client.send(Self.request + "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi")
                let text = String(decoding: try client.rest(), as: UTF8.self)
                #expect(text.hasPrefix("HTTP/1.1 200 OK\r\n") && text.contains("\r\nTransfer-Encoding: chunked\r\n"))
                let body = "\r\n\r\n6\r\nfirst,\r\n" + String(repeating: "a\r\nxxxxxxxxxx\r\n", count: 3) + Self.last
                #expect(text.contains(body + "HTTP/1.1 200 OK\r\n") && text.hasSuffix("hi"))
            }
        }
    }

    @Test("Are cut into chunks that the client takes one by one")
    func long() async throws {
        let pieces = Pieces(100, size: 100_000)
        try await TestGateway.run(Handler(pieces: pieces)) { gateway in
            let received = try await gateway.talk { gateway in
                let client = try gateway.client()
                client.send("GET /pieces HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                return try client.rest().count { $0 == UInt8(ascii: "x") }
            }
            #expect(received == 10_000_000)
        }
    }

    @Test("Are asked for only when the client has taken the one before")
    func reader() async throws {
        let pieces = Pieces(1_000_000, size: 65_536)
        try await TestGateway.run(
            Handler(pieces: pieces),
            configure: {
                $0.replyDeadline = .milliseconds(300)
                $0.maximumConnections = 1
            }
        ) { gateway in
            let count = try await gateway.talk { gateway in
                let client = try gateway.client(receiveBuffer: 4096)
                client.send(Self.request)
                #expect(client.isReadable(within: 20_000))
                try gateway.waitForPlace()
                return pieces.given.load(ordering: .relaxed)
            }
            // What the system buffers of a connection, and no more.
            #expect(count < 1000)
        }
    }

    @Test("Have to be read at a rate, on the whole")
    func drip() async throws {
        let pieces = Pieces(1_000_000, size: 65_536)
        try await TestGateway.run(
            Handler(pieces: pieces),
            configure: {
                $0.replyDeadline = .milliseconds(300)
                $0.minimumReplyRate = 1 << 40
                $0.maximumConnections = 1
            }
        ) { gateway in
            try await gateway.talk { gateway in
                let client = try gateway.client(receiveBuffer: 4096)
                client.send(Self.request)
                // It always reads a little, so that no piece waits for as long as the deadline.
                while try client.receive() {}
                try gateway.waitForPlace()
            }
            #expect(pieces.given.load(ordering: .relaxed) < 1_000_000)
        }
    }

    @Test("Break off without the last chunk when one cannot be read", arguments: ["HTTP/1.1", "HTTP/1.0"])
    func broken(version: String) async throws {
        try await TestGateway.run(Handler(pieces: Pieces(2, isBroken: true))) { gateway in
            try await gateway.talk { gateway in
                let client = try gateway.client()
                client.send("GET /pieces \(version)\r\nHost: a\r\n\r\n")
                #expect(!String(decoding: try client.rest(), as: UTF8.self).contains(Self.last))
            }
        }
    }

    @Test("End with the connection for a client of HTTP/1.0")
    func old() async throws {
        try await TestGateway.run(Handler(pieces: Pieces(2))) { gateway in
            try await gateway.talk { gateway in
                let client = try gateway.client()
                client.send("GET /pieces HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
                let text = String(decoding: try client.rest(), as: UTF8.self)
                #expect(text.contains("\r\nConnection: close\r\n") && !text.contains("chunked") && !text.contains("Content-Length"))
                #expect(text.hasSuffix("\r\n\r\nfirst,xxxxxxxxxxxxxxxxxxxx"))
            }
        }
    }

    @Test("Are not read for HEAD")
    func head() async throws {
        let pieces = Pieces(2)
        try await TestGateway.run(Handler(pieces: pieces)) { gateway in
            try await gateway.talk { gateway in
                let client = try gateway.client()
                let reply = try client.ask("HEAD /pieces HTTP/1.1\r\nHost: a\r\n\r\n", hasBody: false)
                #expect(reply.status == 200 && reply["content-length"] == nil && reply["transfer-encoding"] == nil)
                #expect(try client.ask("GET /health HTTP/1.1\r\nHost: a\r\n\r\n").text == #"{"status":"ok"}"#)
            }
        }
        #expect(pieces.given.load(ordering: .relaxed) == 0)
    }

    @Test("Are no longer made once the client is gone")
    func gone() async throws {
        let pieces = Pieces(-1)
        try await TestGateway.run(Handler(pieces: pieces)) { gateway in
            try await gateway.talk { gateway in
                let client = try gateway.client()
                client.send(Self.request)
                #expect(client.isReadable(within: 20_000))
            }
            await pieces.cancelled.arrivals(1)
        }
    }
}
