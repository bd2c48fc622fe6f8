// SPDX-License-Identifier: Apache-2.0

import CommandWire

/// Documents about the commands, such as `/openapi.json`, by GET and HEAD. A client that has one already is told so.
struct DocumentPages: Sendable {
    let source: any DocumentSource

    /// The exchange for a document; nil where there is none at the request's path. `tags` is what `If-None-Match` says.
    func exchange(for request: InboundRequest, _ tags: String?) -> Exchange? {
        guard source.hasDocument(at: request.path) else { return nil }
        guard request.method == "GET" || request.method == "HEAD" else {
            return .answered(
                OutboundResponse(
                    status: 405, headers: [("Allow", "GET, HEAD")], body: Array(#"{"status":"method not allowed"}"#.utf8)))
        }
        switch source.document(for: request) {
        case .found(let answer): return .answered(Self.response(answer, tags))
        case .pending(let rest): return .pending { Self.response(await rest(), tags) }
        }
    }

    private static func response(_ answer: DocumentAnswer, _ tags: String?) -> OutboundResponse {
        switch answer {
        case .refused(let response): return response
        case .document(let document):
            // What is shown depends on who asks, so nobody between may keep it for others.
            let headers = [("ETag", "\"\(document.tag)\""), ("Cache-Control", "private, no-cache"), ("Vary", "Authorization")]
            guard !isKnown(document.tag, tags) else { return OutboundResponse(status: 304, headers: headers, contentType: nil, body: []) }
            return OutboundResponse(status: 200, headers: headers, contentType: document.mediaType, body: document.bytes)
        }
    }

    /// Whether a tag is among those of a list such as `"a", W/"b"`, compared weakly.
    /// - SeeAlso: RFC 9110, 13.1.2
    private static func isKnown(_ tag: String, _ tags: String?) -> Bool {
        guard let tags else { return false }
        return tags.split(separator: ",").contains { item in
            let item = item.drop { $0 == " " || $0 == "\t" }
            let bare = item.hasPrefix("W/") ? item.dropFirst(2) : item
            return item == "*" || bare.prefix { $0 != " " } == "\"\(tag)\""
        }
    }
}
