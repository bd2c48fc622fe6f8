// SPDX-License-Identifier: Apache-2.0

import CommandWire
import Logging
import NIOCore
import NIOPosix
import Synchronization

/// Accepts connections at an address until it is told to stop.
///
/// SwiftNIO closes a channel that accepts connections on most errors of `accept(2)`, though few of them concern more than
/// one connection. So each channel accepts from a duplicate of the listening socket, and one that closed is replaced by
/// another, without loss of the connections that wait.
final class Listener: Sendable {
    private struct State {
        var channel: (any Channel)?
        var isStopped = false
    }

    private let socket: ListeningSocket
    private let slots: ConnectionSlots
    private let pressure: PressureLog
    private let setUp: @Sendable (any Channel) -> EventLoopFuture<Void>
    private let state = Mutex(State())

    /// Accepts from a bound socket, which is closed at the end.
    ///
    /// - Parameter setUp: Prepares each connection, on its event loop.
    init(
        _ socket: ListeningSocket, slots: ConnectionSlots, pressure: PressureLog,
        setUp: @escaping @Sendable (any Channel) -> EventLoopFuture<Void>
    ) {
        self.socket = socket
        self.slots = slots
        self.pressure = pressure
        self.setUp = setUp
    }

    /// Accepts until ``stop()``.
    ///
    /// - Parameter onListening: Called once, with the address.
    /// - Throws: The error after which nothing can be accepted any more.
    func run(_ onListening: (SocketAddress?) async -> Void) async throws {
        defer { socket.close() }
        var recovery = AcceptRecovery()
        var isAnnounced = false
        while !isStopped {
            let record = AcceptRecord()
            do {
                let channel = try await open(record)
                if !isAnnounced { await onListening(channel.localAddress) }
                isAnnounced = true
                try await channel.closeFuture.get()
            } catch {
                record.note(error)
                guard isAnnounced else { throw error }
            }
            guard !isStopped else { return }
            let pause = try recovery.pause(after: record)
            pressure.note(.acceptFailed, detail: "\(record.error)")
            try? await Task.sleep(for: pause)
        }
    }

    /// Accepts no more, from this moment on.
    func stop() {
        let channel = state.withLock { state in
            state.isStopped = true
            return state.channel
        }
        channel?.close(promise: nil)
    }

    private var isStopped: Bool { state.withLock(\.isStopped) }

    private func open(_ record: AcceptRecord) async throws -> any Channel {
        let group = MultiThreadedEventLoopGroup.singleton
        let channel = try await ServerBootstrap(group: group)
            .serverChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(
                        AcceptHandler(slots: self.slots, record: record, pressure: self.pressure))
                }
            }
            .serverChannelOption(.maxMessagesPerRead, value: 16)
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelInitializer(setUp)
            .withBoundSocket(try socket.duplicate()).get()
        // SwiftNIO has set a backlog of its own.
        do { try socket.listen() } catch {
            try? await channel.close()
            throw error
        }
        let isStopped = state.withLock { state in
            state.channel = channel
            return state.isStopped
        }
        if isStopped { try? await channel.close() }
        return channel
    }
}
