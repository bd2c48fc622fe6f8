// SPDX-License-Identifier: Apache-2.0

import CommandWire
import NIOCore
import NIOHTTP1

extension Connection {
    /// Runs what is left of a request, until its answer, its deadline or the client's end.
    func start(_ rest: PendingExchange) {
        guard let loop = context?.eventLoop else { return }
        state = .running
        pending = rest
        deadline = .now() + TimeAmount(surroundings.limits.answer)
        arm()
        tasks += 1
        let (number, connection) = (tasks, NIOLoopBound(self, eventLoop: loop))
        // Not by `perform`, whose asynchronous frame would cost each call more.
        task = Task {
            let response = await rest.finish()
            loop.execute { connection.value.finish(response, of: number) }
        }
        if inputEnded { askForClient() }
    }

    private func finish(_ response: OutboundResponse, of number: Int) {
        if state == .running, tasks == number { send(response) }
    }

    /// Does something that may wait, and goes on with its result unless the connection has given it up.
    func perform<Result: Sendable>(
        _ work: @escaping @Sendable () async -> Result, then: @escaping @Sendable (Connection, Result) -> Void
    ) {
        guard let loop = context?.eventLoop else { return }
        tasks += 1
        let number = tasks
        let connection = NIOLoopBound(self, eventLoop: loop)
        task = Task {
            let result = await work()
            loop.execute {
                let connection = connection.value
                if connection.tasks == number, connection.task != nil { then(connection, result) }
            }
        }
    }

    /// Answers a request whose time is over, and cancels what runs for it.
    func answerLate() {
        task?.cancel()
        task = nil
        let response = pending?.late() ?? surroundings.handler.refuse(.late, path: turn.head?.path, requestID: turn.id)
        send(response)
    }

    /// Finds out whether a client that has ended its sending side still reads. It may have closed the connection, which the
    /// system learns only when something is sent: so the bytes are sent with which every answer begins.
    func askForClient() {
        guard !hasAskedForClient, let context else { return }
        hasAskedForClient = true
        try? context.pipeline.syncOperations.addHandler(EarlyStatusLine(), position: .first)
    }
}

/// Sends the beginning of the next answer's first line at once, and leaves it out later.
final class EarlyStatusLine: ChannelOutboundHandler {
    typealias OutboundIn = IOData
    typealias OutboundOut = IOData

    private static let bytes: StaticString = "HTTP/1.1 "
    private var left = bytes.utf8CodeUnitCount

    func handlerAdded(context: ChannelHandlerContext) {
        let buffer = context.channel.allocator.buffer(staticString: Self.bytes)
        context.writeAndFlush(Self.wrapOutboundOut(.byteBuffer(buffer)), promise: nil)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard left > 0, case .byteBuffer(var buffer) = Self.unwrapOutboundIn(data) else { return context.write(data, promise: promise) }
        let count = min(left, buffer.readableBytes)
        buffer.moveReaderIndex(forwardBy: count)
        left -= count
        context.write(Self.wrapOutboundOut(.byteBuffer(buffer)), promise: promise)
    }
}
