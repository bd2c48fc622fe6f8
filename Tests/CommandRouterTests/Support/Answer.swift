// SPDX-License-Identifier: Apache-2.0

import CommandWire
import Foundation

/// A response, with what tests ask of it.
struct Answer {
    let response: OutboundResponse

    var status: Int { response.status }
    /// The body.
    var text: String { String(decoding: response.body, as: UTF8.self) }
    /// The body as an object; empty where it is none.
    var object: [String: Any] { Self.object(response.body) }
    /// The object that every surface carries: the body, or a JSON-RPC error's `data`.
    var refusal: [String: Any] { (object["error"] as? [String: Any])?["data"] as? [String: Any] ?? object }
    /// `ErrorCode` as it was sent: `2`, `[1,2]`.
    var code: String { Self.json(refusal["ErrorCode"]) }
    /// JSON-RPC's own code; nil where there is none.
    var rpcCode: Int? { (object["error"] as? [String: Any])?["code"] as? Int }
    /// The rule ids of `Errors`, in order.
    var rules: [String] { errors.compactMap { $0["Rule"] as? String } }
    /// The messages of `Errors`, in order.
    var messages: [String] { errors.compactMap { $0["Message"] as? String } }
    /// `Errors`.
    var errors: [[String: Any]] { refusal["Errors"] as? [[String: Any]] ?? [] }
    /// What a dry run bound, as it was written; nil where it was refused.
    var bound: String? {
        guard let start = text.range(of: "\"Bound\":") else { return nil }
        return (try? JSONSerialization.jsonObject(with: Data(response.body))) == nil ? nil : Self.value(text[start.upperBound...])
    }
    /// What was bound, or the code and the rules that were broken: `{"X":1}`, `2 X.type`.
    var decision: String { bound ?? ([code] + rules).joined(separator: " ") }

    /// The value of a header field; nil where there is none.
    func header(_ name: String) -> String? { response.headers.first { $0.name == name }?.value }

    /// A JSON value as compact text.
    static func json(_ value: Any?) -> String {
        guard let value, let data = try? JSONSerialization.data(withJSONObject: value, options: [.fragmentsAllowed]) else { return "" }
        return String(decoding: data, as: UTF8.self)
    }

    private static func object(_ body: [UInt8]) -> [String: Any] {
        (try? JSONSerialization.jsonObject(with: Data(body))) as? [String: Any] ?? [:]
    }

    /// The object that a text begins with.
    private static func value(_ text: Substring) -> String {
        var depth = 0
        var isText = false
        var isEscaped = false
        for index in text.indices {
            defer { isEscaped = text[index] == "\\" && !isEscaped }
            if text[index] == "\"", !isEscaped { isText.toggle() }
            if isText { continue }
            if text[index] == "{" || text[index] == "[" { depth += 1 }
            if text[index] == "}" || text[index] == "]" { depth -= 1 }
            if depth == 0 { return String(text[...index]) }
        }
        return String(text)
    }
}
