// SPDX-License-Identifier: Apache-2.0

import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1

/// How Hummingbird's server sets up a connection: NIO's HTTP/1 coders and one handler of ours, with nothing
/// asynchronous between the bytes and the request handler.
struct GatewayChannel: ServerChildChannel {
    let surroundings: Surroundings

    /// A connection that is set up.
    struct Value: ServerChildChannelValue {
        let channel: any Channel
    }

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        channel.eventLoop.makeCompletedFuture {
            try options(of: channel)
            try handlers(of: channel)
            return Value(channel: channel)
        }
    }

    /// Waits until the connection is closed; closes it when the server gives up waiting.
    func handle(value: Value, logger: Logger) async {
        await withTaskCancellationHandler {
            try? await value.channel.closeFuture.get()
        } onCancel: {
            value.channel.close(promise: nil)
        }
    }

    private func options(of channel: any Channel) throws {
        let options = channel.syncOptions
        try options?.setOption(.autoRead, value: false)
        try options?.setOption(.maxMessagesPerRead, value: 1)
        let allocator = AdaptiveRecvByteBufferAllocator(minimum: 1024, initial: 4096, maximum: Limits.read)
        try options?.setOption(.recvAllocator, value: allocator)
    }

    private func handlers(of channel: any Channel) throws {
        let limits = surroundings.limits
        var decoderLimits = NIOHTTPDecoderLimitConfiguration()
        decoderLimits.maxHeaderFieldSize = limits.head
        decoderLimits.maxHeaderListSize = limits.head
        decoderLimits.maxHeaderFieldCount = limits.headerFields
        // The decoder counts no white space, so what it may hold back is bounded as well.
        let decoder = ByteToMessageHandler(
            HTTPRequestDecoder(limitConfiguration: decoderLimits), maximumBufferSize: limits.head + Limits.read)
        let pipeline = channel.pipeline.syncOperations
        try pipeline.addHandler(HTTPResponseEncoder())
        try pipeline.addHandler(decoder)
        try pipeline.addHandler(NIOHTTPResponseHeadersValidator())
        try pipeline.addHandler(Connection(surroundings))
    }
}
