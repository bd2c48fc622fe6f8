// SPDX-License-Identifier: Apache-2.0

import Glibc
import TestSupport

/// A client that sends the bytes it is told to and reads what comes: a blocking socket, so that nothing between the test
/// and the wire repairs what the test means to break.
// Sendable since a test hands it from one thread to the next and never uses it on two at once.
final class RawClient: @unchecked Sendable {
    private let descriptor: Int32
    private var received: [UInt8] = []

    /// Connects to a port of this machine, from an address of this machine. No wait lasts longer than `patience` seconds.
    init(port: Int, from source: String = "127.0.0.1", patience: Int = 60) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var limit = timeval(tv_sec: patience, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        // Where this throws, deinit closes the descriptor: everything is initialised by now.
        guard Self.reach(source, 0, { bind(descriptor, $0, $1) }), Self.reach("127.0.0.1", port, { connect(descriptor, $0, $1) })
        else { throw TestFailure("connect: \(String(cString: strerror(errno)))") }
    }

    deinit { _ = close(descriptor) }

    private static func reach(_ host: String, _ port: Int, _ call: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Bool {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        inet_pton(AF_INET, host, &address.sin_addr)
        return withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { call($0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
        } == 0
    }

    /// Sends bytes as they are. False when the other side no longer takes them.
    @discardableResult
    func send(_ bytes: [UInt8]) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }

    @discardableResult
    func send(_ text: String) -> Bool { send(Array(text.utf8)) }

    /// Whether there is something to read, the end included, before so many milliseconds have passed.
    func isReadable(within milliseconds: Int32) -> Bool {
        var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&entry, 1, milliseconds) > 0
    }

    /// Reads once. False at the end, and where the connection was reset.
    private func receive() throws -> Bool {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        if count < 0, errno == EAGAIN { throw TestFailure("nothing came in time, after \(received.count) bytes") }
        guard count > 0 else { return false }
        received += buffer[..<count]
        return true
    }

    /// The next reply, whole. `hasBody` is false for the reply to a HEAD request.
    func reply(hasBody: Bool = true) throws -> Reply {
        while true {
            if let end = received.firstRange(of: Array("\r\n\r\n".utf8)) {
                var reply = Reply(head: String(decoding: received[..<end.lowerBound], as: UTF8.self))
                if hasBody, reply["transfer-encoding"] == "chunked" {
                    if let (body, next) = Self.chunks(in: received, from: end.upperBound) {
                        reply.body = body
                        received.removeFirst(next)
                        return reply
                    }
                } else {
                    let length = hasBody ? Int(reply["content-length"] ?? "0") ?? 0 : 0
                    if received.count >= end.upperBound + length {
                        reply.body = Array(received[end.upperBound..<end.upperBound + length])
                        received.removeFirst(end.upperBound + length)
                        return reply
                    }
                }
            }
            guard try receive() else { throw TestFailure("closed within a reply: \(String(decoding: received, as: UTF8.self))") }
        }
    }

    /// A body's chunks put together, and where what follows them begins; nil where their end has not come yet.
    private static func chunks(in bytes: [UInt8], from start: Int) -> (body: [UInt8], next: Int)? {
        var (body, place): ([UInt8], Int) = ([], start)
        while let line = bytes[place...].firstRange(of: Array("\r\n".utf8)),
            let length = Int(String(decoding: bytes[place..<line.lowerBound], as: UTF8.self), radix: 16)
        {
            let end = line.upperBound + length
            guard bytes.count >= end + 2 else { return nil }
            body += bytes[line.upperBound..<end]
            place = end + 2
            if length == 0 { return (body, place) }
        }
        return nil
    }

    /// Everything until the other side closes.
    func rest() throws -> [UInt8] {
        while try receive() {}
        defer { received = [] }
        return received
    }

    /// A request and its reply.
    func ask(_ request: [UInt8]) throws -> Reply {
        send(request)
        return try reply()
    }
}
