// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Any JSON, to be looked into. What is not there is null.
enum JSON: Hashable, Sendable {
    case null
    case boolean(Bool)
    case number(Int)
    case fraction(Double)
    case text(String)
    case array([JSON])
    case object([String: JSON])

    /// Reads a text; nil where it is not JSON.
    init?(_ text: String) {
        guard let json = try? JSONDecoder().decode(JSON.self, from: Data(text.utf8)) else { return nil }
        self = json
    }

    subscript(name: String) -> JSON { if case .object(let members) = self { members[name] ?? .null } else { .null } }

    subscript(index: Int) -> JSON {
        if case .array(let items) = self, items.indices.contains(index) { items[index] } else { .null }
    }

    /// The items of an array.
    var items: [JSON] { if case .array(let items) = self { items } else { [] } }
    /// The names of an object's members.
    var names: Set<String> { if case .object(let members) = self { Set(members.keys) } else { [] } }

    var number: Int? { if case .number(let number) = self { number } else { nil } }
    var text: String? { if case .text(let text) = self { text } else { nil } }
}

extension JSON: Decodable {
    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if value.decodeNil() {
            self = .null
        } else if let boolean = try? value.decode(Bool.self) {
            self = .boolean(boolean)
        } else if let number = try? value.decode(Int.self) {
            self = .number(number)
        } else if let fraction = try? value.decode(Double.self) {
            self = .fraction(fraction)
        } else if let text = try? value.decode(String.self) {
            self = .text(text)
        } else if let items = try? value.decode([JSON].self) {
            self = .array(items)
        } else {
            self = .object(try value.decode([String: JSON].self))
        }
    }
}

extension JSON: ExpressibleByIntegerLiteral, ExpressibleByStringLiteral, ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral {
    init(integerLiteral value: Int) { self = .number(value) }
    init(stringLiteral value: String) { self = .text(value) }
    init(booleanLiteral value: Bool) { self = .boolean(value) }
    init(arrayLiteral elements: JSON...) { self = .array(elements) }
}

extension JSON: CustomStringConvertible {
    /// As JSON, members in the order of their names.
    var description: String {
        switch self {
        case .null: "null"
        case .boolean(let boolean): "\(boolean)"
        case .number(let number): "\(number)"
        case .fraction(let fraction): "\(fraction)"
        case .text(let text): JSON.quoted(text)
        case .array(let items): "[" + items.map(\.description).joined(separator: ",") + "]"
        case .object(let members):
            "{" + members.sorted { $0.key < $1.key }.map { JSON.quoted($0.key) + ":\($0.value)" }.joined(separator: ",") + "}"
        }
    }

    private static func quoted(_ text: String) -> String {
        let escaped = text.unicodeScalars.map { scalar in
            scalar.value < 0x20 || scalar == "\"" || scalar == "\\"
                ? "\\u" + String(0x10000 + scalar.value, radix: 16).dropFirst() : "\(scalar)"
        }
        return "\"" + escaped.joined() + "\""
    }
}
