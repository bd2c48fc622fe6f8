// SPDX-License-Identifier: Apache-2.0

import CommandKit

/// A reply as JSON: whole, or its first part and what is read while that is sent.
package struct SealedReply: Sendable {
    /// The reply, or its first part; empty where nothing of it was read yet.
    package var bytes: [UInt8]
    /// What follows; nil where the reply is whole.
    package var rest: ReplyStream?
    /// The account that called; nil where nobody in particular did.
    package let account: Int?

    /// A reply that is whole.
    package init(_ bytes: consuming [UInt8], account: Int? = nil) {
        self.bytes = bytes
        self.account = account
    }

    /// What was encoded into a buffer.
    package init(_ buffer: ReplyBuffer, account: Int?) {
        bytes = buffer.bytes
        self.account = account
        guard !buffer.sources.isEmpty else { return }
        rest = ReplyStream(bytes, buffer.sources)
        bytes = []
    }

    /// The same reply with its first part read, and whole where that is all.
    ///
    /// - Throws: what reading throws.
    package func begun() async throws -> SealedReply {
        guard let rest else { return self }
        var reply = SealedReply(try await rest.next() ?? [], account: account)
        if await !rest.isOver { reply.rest = rest }
        return reply
    }

    /// The whole reply, put together.
    ///
    /// - Throws: `TooLarge` where it has more than `limit` bytes; what reading throws.
    package func whole(atMost limit: Int) async throws -> [UInt8] {
        guard let rest else { return bytes }
        var whole = bytes
        while let piece = try await rest.next() {
            guard whole.count + piece.count <= limit else {
                let error = TooLarge("The reply has more than \(limit) bytes, which is too much to be put together. \(rest.advice)")
                await rest.end(error)
                throw error
            }
            whole += piece
        }
        return whole
    }

    /// The same reply with bytes after it.
    package consuming func followed(by tail: [UInt8]) async -> SealedReply {
        if let rest { await rest.append(tail) } else { bytes += tail }
        return self
    }
}
