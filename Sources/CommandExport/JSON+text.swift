// SPDX-License-Identifier: Apache-2.0

import CommandManifest

extension JSON {
    /// As text that a person can read: indented, with what is short on one line. Nesting is that of declarations, which
    /// is bounded.
    func text(indent: String = "") -> String {
        let short = compact
        if short.utf8.count + indent.utf8.count <= Self.width, !holdsDeep { return short }
        let inner = indent + "  "
        switch self {
        case .array(let items) where !items.isEmpty:
            return "[\n" + items.map { inner + $0.text(indent: inner) }.joined(separator: ",\n") + "\n" + indent + "]"
        case .object(let members) where !members.isEmpty:
            let lines = members.map { inner + Self.quoted($0.name) + ": " + $0.value.text(indent: inner) }
            return "{\n" + lines.joined(separator: ",\n") + "\n" + indent + "}"
        default: return short
        }
    }

    private static let width = 110

    /// Whether something in it has something in it.
    private var holdsDeep: Bool {
        switch self {
        case .array(let items): items.contains { !$0.isFlat }
        case .object(let members): members.contains { !$0.value.isFlat }
        default: false
        }
    }

    private var isFlat: Bool {
        switch self {
        case .array(let items): items.allSatisfy { if case .array = $0 { false } else if case .object = $0 { false } else { true } }
        case .object(let members): members.isEmpty
        default: true
        }
    }

    /// On one line, with spaces after commas and colons.
    var compact: String {
        switch self {
        case .null: "null"
        case .boolean(let flag): flag ? "true" : "false"
        case .integer(let number): String(number)
        case .number(let number): number.isFinite ? "\(number)" : "null"
        case .string(let text): Self.quoted(text)
        case .array(let items): "[" + items.map(\.compact).joined(separator: ", ") + "]"
        case .object(let members):
            "{" + members.map { Self.quoted($0.name) + ": " + $0.value.compact }.joined(separator: ", ") + "}"
        }
    }

    private static func quoted(_ text: String) -> String { ManifestValue.string(text).json }
}
