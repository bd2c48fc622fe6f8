// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOHTTP1

/// What is known of a connection's bytes on their way to the decoder, which itself tells of whole parts alone. Used on the
/// connection's event loop.
final class Wire {
    /// Where the next byte stands, as far as that is certain.
    private enum Place {
        /// In a first line; `isEmpty` while nothing but line ends has come of it.
        case line(isEmpty: Bool)
        /// Behind it.
        case message
        /// In a message whose beginning came in one read with the end of another.
        case unknown
    }

    /// The part that was read last.
    private enum Part { case head, body, end }

    private var place = Place.line(isEmpty: true)
    private var last: Part?
    /// Bytes since the last part was read: of a head that is not whole, or of what is thrown away, as a chunk's extension is.
    private(set) var unread = 0
    /// The bytes of a message that came so far; those of its head, once that is whole, and of its body.
    private var bytes = 0, headBytes: Int?, bodyBytes = 0
    /// How much of the empty line that ends a head was seen: 0 to 4.
    private var lineEnds = 0
    /// Whether the last first line began as a method does, and whether it ended with another version than HTTP/1.
    private(set) var beginsWithMethod = false, endsWithOtherVersion = false
    /// Whether a request asked for another protocol. The decoder reads nothing after it, since it expects that this is granted.
    private(set) var asksForUpgrade = false

    // MARK: Bytes

    /// Takes in what has come: the bytes of a buffer from an index on. Bytes outside ASCII in a first line are percent-encoded,
    /// since the decoder refuses them and clients send them; whether they are UTF-8 is looked at when the query is read.
    func take(_ buffer: inout ByteBuffer, from start: Int) {
        let count = buffer.writerIndex - start
        guard count > 0 else { return }
        unread += count
        let offset = start - buffer.readerIndex
        if case .line(let isEmpty) = place { takeLine(&buffer, from: start, isEmpty: isEmpty) }
        if case .unknown = place { return }
        let view = buffer.readableBytesView[(buffer.readerIndex + offset)...]
        if headBytes == nil { findEndOfHead(view) }
        bytes += view.count
    }

    private func takeLine(_ buffer: inout ByteBuffer, from start: Int, isEmpty: Bool) {
        let view = buffer.readableBytesView[start...]
        var index = start
        if isEmpty { while index < view.endIndex, view[index] == 0x0D || view[index] == 0x0A { index += 1 } }
        if isEmpty, index < view.endIndex { beginsWithMethod = (view[index] | 0x20) &- UInt8(ascii: "a") < 26 }
        let end = view[index...].firstIndex(of: 0x0A)
        endsWithOtherVersion = end.map { Self.isOtherVersion(view[index..<$0]) } ?? false
        place = end != nil ? .message : .line(isEmpty: isEmpty && index == view.endIndex)
        let line = view[index..<(end ?? view.endIndex)]
        if line.contains(where: { $0 > 0x7F }) { buffer = Self.encoded(buffer, line.indices) }
    }

    /// Whether a line ends as `HTTP/2.0` does, with any number but 1 before the dot.
    private static func isOtherVersion(_ line: ByteBufferView) -> Bool {
        let version = Array(line.suffix(9))
        guard version.count == 9, version.starts(with: Array("HTTP/".utf8)), version[6] == UInt8(ascii: "."), version[8] == 0x0D else {
            return false
        }
        return version[5] != UInt8(ascii: "1") && [version[5], version[7]].allSatisfy { $0 &- 0x30 < 10 }
    }

    private static func encoded(_ buffer: ByteBuffer, _ line: Range<Int>) -> ByteBuffer {
        var encoded = ByteBuffer(buffer.readableBytesView[..<line.lowerBound])
        for byte in buffer.readableBytesView[line] {
            if byte > 0x7F {
                encoded.writeBytes([UInt8(ascii: "%"), hexadecimal(byte >> 4), hexadecimal(byte & 15)])
            } else {
                encoded.writeInteger(byte)
            }
        }
        encoded.writeBytes(buffer.readableBytesView[line.upperBound...])
        return encoded
    }

    private static func hexadecimal(_ digit: UInt8) -> UInt8 { digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "A") - 10 + digit }

    private func findEndOfHead(_ view: ByteBufferView) {
        var index = view.startIndex
        while index < view.endIndex {
            // Between two line ends nothing is looked at.
            if lineEnds == 0 {
                guard let next = view[index...].firstIndex(of: 0x0D) else { return }
                index = next
            }
            let expected: UInt8 = lineEnds.isMultiple(of: 2) ? 0x0D : 0x0A
            lineEnds = view[index] == expected ? lineEnds + 1 : view[index] == 0x0D ? 1 : 0
            index += 1
            if lineEnds == 4 {
                headBytes = bytes + (index - view.startIndex)
                return
            }
        }
    }

    // MARK: Parts

    /// Notes a part that the decoder has read.
    func note(_ part: HTTPServerRequestPart) {
        unread = 0
        switch part {
        case .head(let head):
            if last == .end { place = .unknown }
            last = .head
            (beginsWithMethod, endsWithOtherVersion) = (false, false)
            asksForUpgrade = head.asksForUpgrade
        case .body(let body):
            last = .body
            bodyBytes += body.readableBytes
        case .end: last = .end
        }
    }

    /// Finds out, once the decoder has read what there was, whether a new message begins with the next byte.
    func settle(endsInEmptyLine: Bool) {
        guard last == .end else { return }
        // What ends in an empty line holds the whole of the head that it may have begun with, and that would have been noted.
        if endsInEmptyLine || (headBytes != nil && bytes == headBytes.map { $0 + bodyBytes }) {
            place = .line(isEmpty: true)
        } else {
            place = .unknown
        }
        (last, bytes, headBytes, bodyBytes, lineEnds) = (nil, 0, nil, 0, 0)
    }

    /// Whether the decoder has to be replaced, as a request that asked for another protocol has ended. Asked once for each.
    func endsUpgrade() -> Bool {
        guard asksForUpgrade, last == .end else { return false }
        asksForUpgrade = false
        return true
    }
}

extension HTTPRequestHead {
    /// Whether it asks for another protocol in the way that the decoder takes for such a request.
    fileprivate var asksForUpgrade: Bool {
        guard headers.contains(name: "upgrade") else { return false }
        return headers[canonicalForm: "connection"].contains { $0.isField("upgrade") }
    }
}
