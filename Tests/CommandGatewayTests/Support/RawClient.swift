// SPDX-License-Identifier: Apache-2.0

import TestSupport

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A client that sends the bytes it is told to and reads what comes: a blocking socket, so that nothing between the
/// test and the wire repairs what the test means to break.
// Sendable since a test hands it from one thread to the next and never uses it on two at once.
final class RawClient: @unchecked Sendable {
    private let descriptor: Int32
    private var received: [UInt8] = []
    private var isClosed = false

    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// Connects to a port of this machine, perhaps from another of its addresses, such as `127.0.0.2`. No wait lasts longer
    /// than 20 seconds.
    init(port: Int, from source: String? = nil, receiveBuffer: Int32? = nil) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw Failure(description: "socket: \(errno)") }
        var patience = timeval(tv_sec: 20, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        if var receiveBuffer { setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &receiveBuffer, 4) }
        if let source { try Self.bind(descriptor, to: source) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        // Thrown with every property set, so `deinit` closes the descriptor, and must be alone in that.
        guard result == 0 else { throw Failure(description: "connect: \(errno)") }
    }

    private static func bind(_ descriptor: Int32, to source: String) throws {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr(source)
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else { throw Failure(description: "bind: \(errno)") }
    }

    deinit { if !isClosed { Glibc.close(descriptor) } }

    /// Closes the connection, as the end of a process does.
    func close() {
        isClosed = true
        Glibc.close(descriptor)
    }

    /// Sends bytes as they are. False when the other side no longer takes them.
    @discardableResult
    func send(_ bytes: [UInt8]) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }

    @discardableResult
    func send(_ text: String) -> Bool { send(Array(text.utf8)) }

    /// Whether there is something to read, the end included, before so many milliseconds have passed.
    func isReadable(within milliseconds: Int32) -> Bool { isReady(POLLIN, within: milliseconds) }

    /// Whether more can be sent before so many milliseconds have passed.
    func isWritable(within milliseconds: Int32) -> Bool { isReady(POLLOUT, within: milliseconds) }

    private func isReady(_ event: Int32, within milliseconds: Int32) -> Bool {
        var entry = pollfd(fd: descriptor, events: Int16(event), revents: 0)
        return poll(&entry, 1, milliseconds) > 0
    }

    /// Sends as much as is taken at once; nil when the other side no longer takes anything.
    func sendSome(_ bytes: [UInt8]) -> Int? {
        let count = Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT))
        return count > 0 || errno == EAGAIN ? max(count, 0) : nil
    }

    /// Ends the sending side, as a client does that has nothing more to say.
    func finishSending() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// Reads once. False at the end, and where the connection was reset.
    func receive() throws -> Bool {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        if count < 0, errno == EAGAIN { throw Failure(description: "nothing came within 20 s, after \(received.count) bytes") }
        guard count > 0 else { return false }
        received += buffer[..<count]
        return true
    }

    /// The next reply, whole. `hasBody` is false for the reply to a HEAD request.
    func reply(hasBody: Bool = true) throws -> RawReply {
        while true {
            if let end = received.firstRange(of: Array("\r\n\r\n".utf8)) {
                let head = RawReply(head: String(decoding: received[..<end.lowerBound], as: UTF8.self))
                let length = hasBody ? Int(head["content-length"] ?? "0") ?? 0 : 0
                if received.count >= end.upperBound + length {
                    var reply = head
                    reply.body = Array(received[end.upperBound..<end.upperBound + length])
                    received.removeFirst(end.upperBound + length)
                    return reply
                }
            }
            guard try receive() else {
                throw Failure(description: "closed within a reply: \(String(decoding: received, as: UTF8.self))")
            }
        }
    }

    /// Everything until the other side closes.
    func rest() throws -> [UInt8] {
        while try receive() {}
        defer { received = [] }
        return received
    }

    /// A request and its reply.
    func ask(_ request: String, hasBody: Bool = true) throws -> RawReply {
        send(request)
        return try reply(hasBody: hasBody)
    }
}
