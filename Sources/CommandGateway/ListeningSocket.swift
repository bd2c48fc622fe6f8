// SPDX-License-Identifier: Apache-2.0

import NIOCore
import Synchronization

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A socket that is bound to an address. It stays open, with the connections that wait to be accepted, whatever becomes of
/// the channels that accept from duplicates of it.
final class ListeningSocket: Sendable {
    /// How many connections may wait to be accepted; fewer where the system allows fewer.
    static let backlog: CInt = 4096

    private let descriptor: Mutex<CInt?>

    /// Binds to an address; a name is looked up.
    ///
    /// - Throws: `IOError`, or `SocketAddressError` where there is no such name.
    init(host: String, port: Int) throws {
        let address = try SocketAddress.makeAddressResolvingHost(host, port: port)
        let opened = try Self.succeed("socket") { socket(CInt(address.protocol.rawValue), Self.stream, 0) }
        descriptor = Mutex(opened)
        _ = try Self.succeed("fcntl") { fcntl(opened, F_SETFD, FD_CLOEXEC) }
        var on: CInt = 1
        let size = socklen_t(MemoryLayout<CInt>.size)
        _ = try Self.succeed("setsockopt") { setsockopt(opened, SOL_SOCKET, SO_REUSEADDR, &on, size) }
        try address.withSockAddr { pointer, size in _ = try Self.succeed("bind") { bind(opened, pointer, socklen_t(size)) } }
    }

    deinit { close() }

    /// Another descriptor of the same socket, for a channel to close.
    ///
    /// - Throws: `IOError`; `EBADF` where the socket is closed.
    func duplicate() throws -> CInt { try Self.succeed("dup") { fcntl(raw, F_DUPFD_CLOEXEC, 0) } }

    /// Listens, with room for as many connections to wait as ``backlog`` says.
    ///
    /// - Throws: `IOError`.
    func listen() throws { _ = try Self.succeed("listen") { systemListen(raw, Self.backlog) } }

    /// Closes this descriptor. Harmless where it is closed.
    func close() {
        let former = descriptor.withLock { descriptor in
            defer { descriptor = nil }
            return descriptor
        }
        if let former { systemClose(former) }
    }

    /// The descriptor; -1, which the system refuses with `EBADF`, where it is closed.
    var raw: CInt { descriptor.withLock { $0 ?? -1 } }

    private static func succeed(_ name: String, _ call: () -> CInt) throws -> CInt {
        let result = call()
        guard result >= 0 else { throw IOError(errnoCode: errno, reason: name) }
        return result
    }

    #if canImport(Glibc)
    private static let stream = CInt(SOCK_STREAM.rawValue)
    #else
    private static let stream = SOCK_STREAM
    #endif
}

/// `listen(2)`, under a name that no method hides.
private func systemListen(_ descriptor: CInt, _ backlog: CInt) -> CInt { listen(descriptor, backlog) }

/// `close(2)`, likewise.
private func systemClose(_ descriptor: CInt) { _ = close(descriptor) }
