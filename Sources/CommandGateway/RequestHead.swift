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
        (path, query) = Self.split(head.uri)
        isOld = head.version.minor == 0
        // NIO's decoder stops for good after a request to change protocols, since it expects another decoder.
        keepsAlive = head.isKeepAlive && head.method != .CONNECT && !head.headers.contains(name: "upgrade")
        isWellFormed = !Self.isRepaired(head.uri)
        for (name, value) in head.headers { note(name, value) }
    }

    /// Whether a target may have held bytes that are not UTF-8, for which the decoder puts U+FFFD. What was meant is lost.
    private static func isRepaired(_ target: String) -> Bool {
        target.utf8.contains { $0 > 0x7F } && target.unicodeScalars.contains("\u{FFFD}")
    }

    /// Whether the head must be refused: its framing is ambiguous, or it names no host or several.
    ///
    /// - SeeAlso: RFC 9112, 3.2 (Host) and 6.3 (message body length).
    var isMalformed: Bool {
        guard isWellFormed, isOld || host != nil else { return true }
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

    /// A target's path and query. A target in absolute form (`http://host/path`) counts from its path.
    private static func split(_ target: String) -> (path: String, query: String?) {
        let utf8 = target.utf8
        var start = utf8.startIndex
        if utf8.first != 0x2F, let authority = target.range(ofScheme: "://") {
            start = utf8[authority...].firstIndex { $0 == 0x2F || $0 == 0x3F } ?? utf8.endIndex
        }
        guard let mark = utf8[start...].firstIndex(of: 0x3F) else { return (path(target[start...]), nil) }
        return (path(target[start..<mark]), String(target[utf8.index(after: mark)...]))
    }

    private static func path(_ text: Substring) -> String { text.isEmpty ? "/" : String(text) }
}

extension String {
    /// Where the authority begins, when `separator` stands after letters alone.
    fileprivate func range(ofScheme separator: String) -> String.Index? {
        guard let colon = utf8.firstIndex(where: { $0 | 0x20 < 0x61 || $0 | 0x20 > 0x7A }), colon > startIndex,
            self[colon...].hasPrefix(separator)
        else { return nil }
        return utf8.index(colon, offsetBy: separator.utf8.count)
    }
}
