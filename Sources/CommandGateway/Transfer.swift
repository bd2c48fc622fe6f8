// SPDX-License-Identifier: Apache-2.0

import CommandWire
import NIOCore

/// An answer on its way that is sent a part at a time, each when the client has taken the one before.
final class Transfer {
    /// How many bytes are handed to the system at once.
    static let slice = 65_536

    /// What follows the bytes at hand; nil where nothing does.
    var rest: (any ReplyPieces)?
    /// The account that called.
    let account: Int?
    /// What becomes of the connection at the end.
    let ending: Connection.Ending
    /// When the client must have taken the part that it is given.
    private(set) var deadline: NIODeadline
    /// Whether the client, or the next piece, is awaited.
    var isWaiting = false
    private(set) var bytes: [UInt8]
    private var offset = 0

    init(_ bytes: [UInt8], rest: (any ReplyPieces)?, account: Int?, _ ending: Connection.Ending, until deadline: NIODeadline) {
        self.bytes = bytes
        self.rest = rest
        self.account = account
        self.ending = ending
        self.deadline = deadline
    }

    /// The next part of the bytes at hand; nil where none are left.
    func next(_ allocator: ByteBufferAllocator) -> ByteBuffer? {
        guard offset < bytes.count else { return nil }
        let end = min(offset + Self.slice, bytes.count)
        defer { offset = end }
        return allocator.buffer(bytes: bytes[offset..<end])
    }

    /// Goes on with the next piece.
    func take(_ piece: [UInt8]) { (bytes, offset) = (piece, 0) }

    /// Lets go of bytes that the client has taken.
    func clear() { (bytes, offset) = ([], 0) }

    /// Gives the client more time.
    func extend(by time: TimeAmount) { deadline = deadline + time }
}
