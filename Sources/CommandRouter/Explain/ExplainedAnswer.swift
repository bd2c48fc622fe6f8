// SPDX-License-Identifier: Apache-2.0

import CommandManifest
import CommandWire

/// What a call would be answered, in the very bytes of its surface.
package struct ExplainedAnswer: Sendable {
    /// The most bytes of a body that are shown; a refusal has fewer.
    private static let limit = 65_536

    /// The HTTP status.
    package let status: Int
    /// Header fields beside those that the gateway adds.
    package let headers: [(name: String, value: String)]
    /// The body's media type; nil where there is no body.
    package let contentType: String?
    /// The body, with the call's secrets hidden; empty where there is none.
    package let body: String

    init(_ response: OutboundResponse, _ hidden: HiddenTexts) {
        status = response.status
        headers = response.headers.map { ($0.name, hidden.hiding($0.value)) }
        contentType = response.contentType
        body = hidden.hiding(String(decoding: response.body.prefix(Self.limit), as: UTF8.self))
    }

    var json: ManifestValue {
        .object([
            .init("status", .integer(status)),
            .init("headers", .array(headers.map { .object([.init("name", .string($0.name)), .init("value", .string($0.value))]) })),
            .init("contentType", contentType.map(ManifestValue.string) ?? .null), .init("body", .string(body)),
        ])
    }
}
