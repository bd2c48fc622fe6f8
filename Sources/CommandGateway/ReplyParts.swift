// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandWire
import Logging
import NIOHTTP1

/// An answer as it goes on the wire.
struct ReplyParts {
    let head: HTTPResponseHead
    /// Nil where no byte of a body may be sent: in answer to HEAD, and with 204 and 304.
    let body: [UInt8]?

    /// Composes an answer.
    ///
    /// - Parameter closes: Whether the client is told that the connection ends with it.
    init(_ response: OutboundResponse, turn: Turn, closes: Bool, date: inout DateField, logger: Logger) {
        let status = (200...599).contains(response.status) ? response.status : 500
        let hasContent = status != 204 && status != 304
        var fields: [(String, String)] = []
        fields.reserveCapacity(7 + response.headers.count)
        if hasContent {
            if let type = response.contentType, type.isSafeFieldValue { fields.append(("Content-Type", type)) }
            if response.rest == nil {
                fields.append(("Content-Length", String(response.body.count)))
            } else if turn.head?.method != "HEAD", turn.head?.isOld == false {
                fields.append(("Transfer-Encoding", "chunked"))
            }
        }
        // No media type is guessed from an answer's bytes, and no one between keeps what is one caller's.
        fields.append(("X-Content-Type-Options", "nosniff"))
        if !response.headers.contains(where: { $0.name.isField("cache-control") }) { fields.append(("Cache-Control", "no-store")) }
        fields.append(("Date", date.value(at: SystemClock().now())))
        fields.append(("X-Request-ID", turn.id.description))
        if closes {
            fields.append(("Connection", "close"))
        } else if turn.head?.isOld == true {
            fields.append(("Connection", "keep-alive"))
        }
        for field in response.headers {
            guard Self.isWritable(field) else {
                logger.error("header field left out", metadata: ["request-id": "\(turn.id)"])
                continue
            }
            fields.append((field.name, field.value))
        }
        head = HTTPResponseHead(version: .http1_1, status: HTTPResponseStatus(statusCode: status), headers: HTTPHeaders(fields))
        let isEmpty = response.body.isEmpty && response.rest == nil
        body = hasContent && turn.head?.method != "HEAD" && !isEmpty ? response.body : nil
    }

    /// Whether a handler's field can go on the wire: its bytes keep to their line, and it is none of the gateway's own.
    private static func isWritable(_ field: (name: String, value: String)) -> Bool {
        guard field.name.isSafeFieldName, field.value.isSafeFieldValue else { return false }
        return !["content-length", "transfer-encoding", "connection", "x-request-id", "date", "x-content-type-options"].contains {
            field.name.isField($0)
        }
    }
}
