// SPDX-License-Identifier: Apache-2.0

import CommandManifest

/// A JSON document that is being written: members keep their order.
indirect enum JSON: Sendable {
    case null
    case boolean(Bool)
    case integer(Int)
    case number(Double)
    case string(String)
    case array([JSON])
    case object([(name: String, value: JSON)])

    /// A value that a manifest writes.
    init(_ value: ManifestValue) {
        switch value {
        case .null: self = .null
        case .boolean(let flag): self = .boolean(flag)
        case .integer(let number): self = .integer(number)
        case .number(let number): self = Int(exactly: number).map(JSON.integer) ?? .number(number)
        case .string(let text): self = .string(text)
        case .array(let items): self = .array(items.map(JSON.init))
        case .object(let members): self = .object(members.map { ($0.name, JSON($0.value)) })
        }
    }

    /// An object without the members that are nil.
    init(_ members: KeyValuePairs<String, JSON?>) {
        self = .object(members.compactMap { name, value in value.map { (name, $0) } })
    }

    /// Texts as an array.
    static func texts(_ texts: some Sequence<String>) -> JSON { .array(texts.map(JSON.string)) }

    /// The same object with more members at its end; another value is left as it is.
    func adding(_ more: KeyValuePairs<String, JSON?>) -> JSON {
        guard case .object(let members) = self else { return self }
        return .object(members + more.compactMap { name, value in value.map { (name, $0) } })
    }

    /// A member of an object.
    subscript(name: String) -> JSON? {
        if case .object(let members) = self { members.first { $0.name == name }?.value } else { nil }
    }

    /// Whether it is an object without members.
    var isEmptyObject: Bool { if case .object(let members) = self { members.isEmpty } else { false } }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral,
    ExpressibleByDictionaryLiteral
{
    init(stringLiteral value: String) { self = .string(value) }
    init(integerLiteral value: Int) { self = .integer(value) }
    init(booleanLiteral value: Bool) { self = .boolean(value) }
    init(arrayLiteral elements: JSON...) { self = .array(elements) }
    init(dictionaryLiteral elements: (String, JSON)...) { self = .object(elements.map { ($0.0, $0.1) }) }
}
