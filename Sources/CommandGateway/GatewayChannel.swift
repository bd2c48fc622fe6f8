// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOHTTP1

/// How a connection is set up: NIO's HTTP/1 coders and one handler of ours, with nothing asynchronous between the bytes and
/// the request handler.
struct GatewayChannel: Sendable {
    let surroundings: Surroundings

    /// Prepares a connection that was accepted, on its event loop.
    func setUp(_ channel: any Channel) -> EventLoopFuture<Void> {
        channel.eventLoop.makeCompletedFuture {
            try options(of: channel)
            try handlers(of: channel)
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
        let wire = Wire()
        let decoder = ByteToMessageHandler(WireDecoder(decoderLimits, wire), maximumBufferSize: limits.head + Limits.read)
        let pipeline = channel.pipeline.syncOperations
        // The framing is ours: an answer to HEAD, or to a client of HTTP/1.0, has none where its length is not known.
        var framing = HTTPResponseEncoder.Configuration()
        framing.automaticallySetFramingHeaders = false
        try pipeline.addHandler(HTTPResponseEncoder(configuration: framing))
        try pipeline.addHandler(decoder)
        try pipeline.addHandler(NIOHTTPResponseHeadersValidator())
        try pipeline.addHandler(Connection(surroundings, wire))
    }
}
