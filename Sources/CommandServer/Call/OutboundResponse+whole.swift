// SPDX-License-Identifier: Apache-2.0

import CommandWire

extension OutboundResponse {
    /// The whole body of an answer that is made in this process.
    ///
    /// - Throws: ``ReplyReceiver/TooLong`` where it has more bytes; what reading the rest throws.
    func whole(most: Int) async throws -> [UInt8] {
        var result = body
        while result.count <= most, let piece = try await rest?.next() { result += piece }
        guard result.count <= most else { throw ReplyReceiver.TooLong(most: most) }
        return result
    }
}
