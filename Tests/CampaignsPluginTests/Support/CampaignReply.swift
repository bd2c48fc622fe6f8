// SPDX-License-Identifier: Apache-2.0

import CommandTesting
import Foundation

/// A reply, of which parts are compared as compact JSON with sorted names.
struct CampaignReply {
    let status: Int
    let text: String
    private let object: [String: Any]

    init(_ reply: CommandHarness.Reply) {
        (status, text) = (reply.status, reply.text)
        object = (try? JSONSerialization.jsonObject(with: Data(reply.body))) as? [String: Any] ?? [:]
    }

    /// `ErrorCode` as it was sent: `0`, `[1]`.
    var code: String { self["ErrorCode"] }

    /// The value behind these names and numbers of items; empty where there is none.
    subscript(path: any Sendable...) -> String { Self.json(value(path)) }

    /// The number there; 0 where there is none.
    func number(_ path: any Sendable...) -> Int { value(path) as? Int ?? 0 }

    /// The names of an object's members.
    func members(_ path: any Sendable...) -> Set<String> { Set((value(path) as? [String: Any] ?? [:]).keys) }

    /// The campaigns of a list, one field of each; an empty text for those without it.
    func column(_ field: String) -> [String] {
        (object["Campaigns"] as? [[String: Any]] ?? []).map { Self.plain($0[field]) }
    }

    private func value(_ path: [any Sendable]) -> Any? {
        path.reduce(object as Any?) { value, step in
            if let name = step as? String { return (value as? [String: Any])?[name] }
            guard let number = step as? Int, let items = value as? [Any], items.indices.contains(number) else { return nil }
            return items[number]
        }
    }

    private static func plain(_ value: Any?) -> String { value as? String ?? json(value) }

    private static func json(_ value: Any?) -> String {
        guard let value else { return "" }
        let options: JSONSerialization.WritingOptions = [.fragmentsAllowed, .sortedKeys, .withoutEscapingSlashes]
        return (try? JSONSerialization.data(withJSONObject: value, options: options)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
}
