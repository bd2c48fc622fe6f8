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

    /// The whole request; nil without a head.
    func request(from peer: String, proxies: Set<String>) -> InboundRequest? {
        guard let head else { return nil }
        return InboundRequest(
            method: head.method, path: head.path, query: head.query, contentType: head.contentType,
            contentEncoding: head.contentEncoding, authorization: head.authorization, origin: head.origin, mode: head.mode,
            address: PeerAddress.client(peer: peer, fields: head.forwardedFor, proxies: proxies), requestID: id,
            body: body.map { Array($0.readableBytesView) } ?? [])
    }
}
