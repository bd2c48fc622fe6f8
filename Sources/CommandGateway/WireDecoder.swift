// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOHTTP1

/// NIO's decoder of requests, behind what it refuses and need not: bytes outside ASCII in a first line, and requests to change
/// protocols, which a server may pass over.
///
/// - SeeAlso: RFC 9110, 7.8 (Upgrade)
struct WireDecoder: ByteToMessageDecoder {
    typealias InboundOut = HTTPServerRequestPart

    private let limits: NIOHTTPDecoderLimitConfiguration
    private let wire: Wire
    private var decoder: HTTPRequestDecoder
    /// How many bytes of the buffer it was shown already.
    private var shown = 0

    init(_ limits: NIOHTTPDecoderLimitConfiguration, _ wire: Wire) {
        self.limits = limits
        self.wire = wire
        decoder = HTTPRequestDecoder(limitConfiguration: limits)
    }

    mutating func decode(context: ChannelHandlerContext, buffer: inout ByteBuffer) throws -> DecodingState {
        wire.take(&buffer, from: buffer.readerIndex + shown)
        let isBlank = buffer.readableBytesView.suffix(4).elementsEqual([0x0D, 0x0A, 0x0D, 0x0A])
        repeat { _ = try decoder.decode(context: context, buffer: &buffer) } while replaceAfterUpgrade(context, buffer)
        shown = buffer.readableBytes
        wire.settle(endsInEmptyLine: isBlank)
        return .needMoreData
    }

    mutating func decodeLast(context: ChannelHandlerContext, buffer: inout ByteBuffer, seenEOF: Bool) throws -> DecodingState {
        if buffer.readableBytes > shown { _ = try decode(context: context, buffer: &buffer) }
        return try decoder.decodeLast(context: context, buffer: &buffer, seenEOF: seenEOF)
    }

    func decoderAdded(context: ChannelHandlerContext) { decoder.decoderAdded(context: context) }

    func decoderRemoved(context: ChannelHandlerContext) { decoder.decoderRemoved(context: context) }

    /// Replaces a decoder that reads no further; true where there is more to read.
    private mutating func replaceAfterUpgrade(_ context: ChannelHandlerContext, _ buffer: ByteBuffer) -> Bool {
        guard wire.endsUpgrade() else { return false }
        decoder.decoderRemoved(context: context)
        decoder = HTTPRequestDecoder(limitConfiguration: limits)
        decoder.decoderAdded(context: context)
        return buffer.readableBytes > 0
    }
}
