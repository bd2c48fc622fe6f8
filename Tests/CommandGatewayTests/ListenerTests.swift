// SPDX-License-Identifier: Apache-2.0

import NIOCore
import TestSupport
import Testing

@testable import CommandGateway

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

@Suite("Listening") struct ListenerTests {
    private static let echo = "GET /echo HTTP/1.1\r\nHost: a\r\n\r\n"

    @Test("Goes on when accepting fails, and loses no connection that waits")
    func goesOn() async throws {
        // A port that the system chose would be another's after the shutdown.
        let socket = try ListeningSocket(host: "127.0.0.1", port: 0)
        let port = Self.port(of: socket.raw)
        socket.close()
        try await TestGateway.run(configure: { $0.port = port }) { gateway in
            try await gateway.talk { gateway in
                let kept = try gateway.client()
                #expect(try kept.ask(Self.echo).status == 200)
                // The system refuses to accept from a socket that was shut down: EINVAL.
                let descriptor = try #require(Self.listeningDescriptor(at: gateway.port))
                #expect(shutdown(descriptor, Int32(SHUT_RD)) == 0)
                #expect(try Self.untilServed(gateway).ask(Self.echo).status == 200)
                #expect(try kept.ask(Self.echo).status == 200)
            }
        }
    }

    @Test("Ends with an error when the socket is no longer one that listens")
    func ends() async throws {
        let socket = try ListeningSocket(host: "127.0.0.1", port: 0)
        let pressure = PressureLog(TestGateway.quiet)
        let slots = ConnectionSlots(maximum: 1, perAddress: 1, pressure: pressure)
        let listener = Listener(socket, slots: slots, pressure: pressure) { $0.eventLoop.makeSucceededVoidFuture() }
        await #expect(throws: IOError.self) {
            try await listener.run { _ in
                let descriptor = Self.listeningDescriptor(at: Self.port(of: socket.raw)) ?? -1
                shutdown(descriptor, Int32(SHUT_RD))
                socket.close()
            }
        }
    }

    @Test(
        "Waits longer after each error in a row, and gives up when nothing else comes for half a minute",
        arguments: [EPROTO, EPERM, ENETDOWN, EINVAL, EHOSTUNREACH, ETIMEDOUT])
    func recovery(code: Int32) throws {
        var recovery = AcceptRecovery()
        let record = AcceptRecord()
        record.note(IOError(errnoCode: code, reason: "accept"))
        let pauses = try (0..<9).map { _ in try recovery.pause(after: record, now: record.began) }
        #expect(pauses.first == AcceptRecovery.firstPause && pauses.last == AcceptRecovery.longestPause)
        let late = AcceptRecord(began: record.began + AcceptRecovery.patience - .seconds(1))
        late.note(IOError(errnoCode: code, reason: "accept"))
        #expect(throws: IOError.self) { try recovery.pause(after: late, now: record.began + AcceptRecovery.patience) }
    }

    @Test("Never gives up where descriptors or memory are out", arguments: [EMFILE, ENFILE, ENOBUFS, ENOMEM])
    func scarcity(code: Int32) throws {
        var recovery = AcceptRecovery()
        let record = AcceptRecord()
        record.note(IOError(errnoCode: code, reason: "accept"))
        _ = try recovery.pause(after: record, now: record.began)
        let late = AcceptRecord(began: record.began + .minutes(60))
        late.note(IOError(errnoCode: code, reason: "accept"))
        #expect(throws: Never.self) { try recovery.pause(after: late, now: late.began) }
    }

    @Test("Gives up at once where the socket cannot accept", arguments: [EBADF, ENOTSOCK, EOPNOTSUPP])
    func lasting(code: Int32) {
        var recovery = AcceptRecovery()
        let record = AcceptRecord()
        record.note(IOError(errnoCode: code, reason: "accept"))
        #expect(throws: IOError.self) { try recovery.pause(after: record, now: record.began) }
    }

    @Test("An address block is an IPv4 address or an IPv6 network of 64 bits")
    func blocks() {
        let same = [("10.0.0.1", "::ffff:10.0.0.1"), ("2001:db8::1", "2001:db8::ffff:1:2:3"), ("10.0.0.1", "10.0.0.1")]
        for (one, other) in same { #expect(AddressBlock(text: one) == AddressBlock(text: other)) }
        let different = [("10.0.0.1", "10.0.0.2"), ("2001:db8::1", "2001:db8:0:1::1"), ("10.0.0.1", "::a00:1")]
        for (one, other) in different { #expect(AddressBlock(text: one) != AddressBlock(text: other)) }
        #expect(AddressBlock(text: "a") == nil)
    }

    /// Connects until a connection is served; one that waited for the socket that was shut down is reset.
    private static func untilServed(_ gateway: TestGateway) throws -> RawClient {
        for _ in 0..<500 {
            if let client = try? gateway.client(), (try? client.ask(echo))?.status == 200 { return client }
            usleep(10_000)
        }
        throw RawClient.Failure(description: "not served any more")
    }

    /// A descriptor of this process that listens at a port.
    private static func listeningDescriptor(at port: Int) -> Int32? {
        (0..<Int32(1024)).first { descriptor in
            var isListening: Int32 = 0
            var size = socklen_t(MemoryLayout<Int32>.size)
            return getsockopt(descriptor, SOL_SOCKET, SO_ACCEPTCONN, &isListening, &size) == 0 && isListening != 0
                && self.port(of: descriptor) == port
        }
    }

    private static func port(of descriptor: Int32) -> Int {
        var address = sockaddr_in()
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &size) }
        }
        return result == 0 ? Int(UInt16(bigEndian: address.sin_port)) : -1
    }
}
