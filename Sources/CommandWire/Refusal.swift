// SPDX-License-Identifier: Apache-2.0

/// A call that was not done: what a caller is told, the same on every surface, never with a cause.
///
/// A `Diagnostic` is for whoever edits the manifest; a refusal crosses the wire; every other error is logged with the
/// request id, and its caller is refused with ``Kind/unexpected``.
package final class Refusal: Error, Sendable {
    /// Which gate refused, and so how each surface frames it.
    package enum Kind: Sendable, Hashable {
        /// The bytes are no call: 100000.
        case malformed
        /// JSON-RPC: well-formed JSON that is no request object.
        case invalidRequest
        /// HTTP method: 100001. Carries the methods that are allowed.
        case method(allow: String)
        /// Media type, charset or content coding: 100010.
        case mediaType
        /// Body, batch or reply: 100009.
        case tooLarge
        /// No such command here, or none named: 100003.
        case unknownCommand
        /// Declared, its handler not installed: 100002.
        case notInstalled
        /// No valid credential: 99998.
        case unauthenticated
        /// A valid credential that may not do this: 99999.
        case forbidden
        /// Must wait so many seconds: 100008.
        case limited(retryAfter: Int)
        /// The account holds as much as it may: 100011.
        case quota
        /// Parameters break their declaration: the command's codes, 100006, 100007.
        case parameters
        /// The command's own failure, with its HTTP status on v1.
        case failure(status: Int)
        /// Something it needs is away: 100004.
        case unavailable
        /// Ours: 100005.
        case unexpected
    }

    /// Which gate refused.
    package let kind: Kind
    /// One code, or those of all missing parameters in declared order.
    package let codes: [Int]
    /// What a caller reads, one for each code.
    package let texts: [String]
    /// Whether codes and texts are sent as arrays.
    package let isArray: Bool
    /// The field that carries the text.
    package let field: String
    /// More fields, as JSON members without braces; empty where there are none.
    package let fields: [UInt8]
    /// Every violation found, at most 32.
    package let violations: [Violation]
    /// The names of parameters that were ignored before it was refused, as they came.
    package let ignored: [String]

    /// Composes a refusal. Without a code it is our fault, and says so: `ErrorCode` is never 0 beside `Success` false.
    package init(
        _ kind: Kind, codes: [Int], texts: [String], isArray: Bool = false, field: String = "ErrorText",
        fields: [UInt8] = [], violations: [Violation] = [], ignored: [String] = []
    ) {
        self.kind = kind
        self.codes = codes.isEmpty ? [StandardCode.unexpected.rawValue] : codes
        self.texts = texts.isEmpty ? [StandardCode.unexpected.text] : texts
        self.ignored = ignored
        self.isArray = isArray
        self.field = field
        self.fields = fields
        self.violations = violations
    }

    /// The same, with the names of parameters that were ignored.
    package func ignoring(_ names: [String]) -> Refusal {
        guard !names.isEmpty else { return self }
        return Refusal(
            kind, codes: codes, texts: texts, isArray: isArray, field: field, fields: fields, violations: violations,
            ignored: names)
    }

    /// The field that a refusal's texts always stand in.
    private static let textField = "ErrorText"

    /// The object that every surface sends, as a body or as `data`.
    package func append(to buffer: ReplyBuffer) {
        buffer.append(raw: "{\"Success\":false,\"ErrorCode\":")
        list(codes, in: buffer) { buffer.append($0) }
        buffer.append(raw: ",")
        buffer.append(field)
        buffer.append(raw: ":")
        list(texts, in: buffer) { buffer.append($0) }
        // Clients print what stands in ErrorText, whatever field the command has for it.
        if field != Self.textField {
            buffer.append(raw: ",\"ErrorText\":")
            list(texts, in: buffer) { buffer.append($0) }
        }
        if !fields.isEmpty {
            buffer.append(raw: ",")
            buffer.append(raw: fields)
        }
        buffer.append(raw: ",\"Errors\":[")
        for (index, violation) in violations.enumerated() {
            if index > 0 { buffer.append(raw: ",") }
            violation.append(to: buffer)
        }
        buffer.append(raw: "]}")
    }

    private func list<Item>(_ items: [Item], in buffer: ReplyBuffer, _ append: (Item) -> Void) {
        guard isArray else {
            items.first.map(append)
            return
        }
        buffer.append(raw: "[")
        for (index, item) in items.enumerated() {
            if index > 0 { buffer.append(raw: ",") }
            append(item)
        }
        buffer.append(raw: "]")
    }
}

extension Violation {
    func append(to buffer: ReplyBuffer) {
        buffer.append(raw: "{\"Code\":")
        buffer.append(code)
        if let parameter {
            buffer.append(raw: ",\"Parameter\":")
            buffer.append(parameter)
        }
        buffer.append(raw: ",\"Rule\":")
        buffer.append(rule)
        buffer.append(raw: ",\"Message\":")
        buffer.append(message)
        buffer.append(raw: "}")
    }
}
