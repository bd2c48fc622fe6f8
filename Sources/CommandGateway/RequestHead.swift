// SPDX-License-Identifier: Apache-2.0

import NIOHTTP1

/// A request's head as far as the gateway and the router look at it, read in one pass over its fields.
struct RequestHead {
    let method: String
    let path: String
    let query: String?
    /// Whether the client asks to keep the connection, and it can be kept.
    var keepsAlive: Bool
    /// Whether the client speaks HTTP/1.0, and so must be told that the connection is kept.
    let isOld: Bool
    private(set) var contentLength: Int?
    private(set) var contentType: String?
    private(set) var contentEncoding: String?
    private(set) var authorization: String?
    private(set) var origin: String?
    private(set) var mode: String?
    private(set) var expectation: String?
    /// What `If-None-Match` says: the versions of a document that the client has.
    private(set) var knownTags: String?
    private(set) var forwardedFor: [String] = []
    private var host: String?
    private var transferEncoding: String?
    private var isWellFormed = true

    /// Reads a head. Look at ``isMalformed`` before anything else.
    init(_ head: HTTPRequestHead) {
        method = head.method.rawValue
        let target = RequestTarget(head.uri, method: method)
        (path, query) = (target.path, target.query)
        isOld = head.version.minor == 0
        keepsAlive = head.isKeepAlive && head.method != .CONNECT
        isWellFormed = target.isWellFormed
        for (name, value) in head.headers { note(name, value) }
    }

    /// Whether the head must be refused: its framing is ambiguous, its target is of no form that its method has, or it names
    /// no host, several, or what is none.
    ///
    /// - SeeAlso: RFC 9112, 3.2 (target and Host) and 6.3 (message body length).
    var isMalformed: Bool {
        guard isWellFormed, host.map({ Authority.isValid($0[...]) }) ?? isOld else { return true }
        guard let transferEncoding else { return false }
        return isOld || contentLength != nil || !transferEncoding.isField("chunked")
    }

    /// Whether a body follows.
    var hasBody: Bool { transferEncoding != nil || (contentLength ?? 0) > 0 }

    private mutating func note(_ name: String, _ value: String) {
        switch name.utf8.count {
        case 4 where name.isField("host"): Self.keep(value, in: &host, &isWellFormed)
        case 6 where name.isField("expect"): Self.keep(value, in: &expectation, &isWellFormed)
        case 6 where name.isField("origin"): Self.keep(value, in: &origin, &isWellFormed)
        case 12 where name.isField("content-type"): Self.keep(value, in: &contentType, &isWellFormed)
        case 12 where name.isField("command-mode"): Self.keep(value, in: &mode, &isWellFormed)
        case 13 where name.isField("if-none-match"): knownTags = [knownTags, value].compactMap(\.self).joined(separator: ",")
        case 13 where name.isField("authorization"): Self.keep(value, in: &authorization, &isWellFormed)
        case 14 where name.isField("content-length"): keepLength(value)
        case 15 where name.isField("x-forwarded-for"): forwardedFor.append(value)
        case 16 where name.isField("content-encoding"): Self.keep(value, in: &contentEncoding, &isWellFormed)
        case 17 where name.isField("transfer-encoding"): Self.keep(value, in: &transferEncoding, &isWellFormed)
        default: break
        }
    }

    /// Keeps the value of a field that can have one only. Sent twice, one reader would see the first and another the
    /// last, so it is refused. CR and LF in a value are left of a folded line, which is refused as well.
    private static func keep(_ value: String, in field: inout String?, _ isWellFormed: inout Bool) {
        if field != nil || !value.isSafeFieldValue { isWellFormed = false }
        field = value.trimmingSpace
    }

    private mutating func keepLength(_ value: String) {
        let digits = value.trimmingSpace
        guard contentLength == nil, digits.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), let length = Int(digits) else {
            isWellFormed = false
            return
        }
        contentLength = length
    }
}
