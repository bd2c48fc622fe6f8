// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandWire
import NIOCore

/// One request's turn on its connection: what has come of it so far, and what its answer must know.
struct Turn {
    /// Under which it stands in the log and in the reply.
    let id = RequestID()
    /// When its head was there.
    let began = NIODeadline.now()
    /// Nil where there is none, because it cannot be read.
    let head: RequestHead?
    private var body: ByteBuffer?

    init(head: RequestHead? = nil) { self.head = head }

    /// Appends bytes to the body; false where it would exceed the limit.
    mutating func append(_ bytes: ByteBuffer, limit: Int) -> Bool {
        guard bytes.readableBytes <= limit - (body?.readableBytes ?? 0) else { return false }
        guard body != nil else {
            // Most bodies come in one piece, which needs no copy here.
            body = bytes
            return true
        }
        if let length = head?.contentLength { body?.reserveCapacity(min(length, limit)) }
        body?.writeImmutableBuffer(bytes)
        return true
    }

    /// The whole request, whose body it keeps no longer; nil without a head.
    ///
    /// - Parameters:
    ///   - address: The client's.
    ///   - deadline: When its answer must be there.
    mutating func request(from address: String, deadline: ContinuousClock.Instant) -> InboundRequest? {
        guard let head else { return nil }
        let bytes = body.map { Array($0.readableBytesView) } ?? []
        body = nil
        return InboundRequest(
            method: head.method, path: head.path, query: head.query, contentType: head.contentType,
            contentEncoding: head.contentEncoding, authorization: head.authorization, origin: head.origin, mode: head.mode,
            address: address, requestID: id, body: bytes, deadline: deadline)
    }

    /// Lets go of the body of a request that is answered before it was received whole.
    mutating func dropBody() { body = nil }

    /// How many bytes of the body are held.
    var bodyBytes: Int { body?.readableBytes ?? 0 }
}
