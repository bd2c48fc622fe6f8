// SPDX-License-Identifier: Apache-2.0

/// The kinds of mapping that the language has, each with its keys.
package enum KeySet: String, Sendable, CaseIterable {
    case manifest, included, command, parameter, member, item, field, fieldMember, fieldItem, rule, error, example, limit, fieldLimit

    /// What has the keys, as a diagnostic says it.
    package var owner: String {
        switch self {
        case .manifest: "A manifest"
        case .included: "An included file"
        case .command: "A command"
        case .parameter: "A parameter"
        case .member: "A member"
        case .item: "An item"
        case .field: "A reply's field"
        case .fieldMember: "A member of a reply's object"
        case .fieldItem: "An item of a reply's array"
        case .rule: "A rule"
        case .error: "An error entry"
        case .example: "An example"
        case .limit, .fieldLimit: "A limit"
        }
    }

    /// The keys, in the order in which they are told.
    package var keys: [LanguageKey] {
        switch self {
        case .manifest: Self.top
        case .included: Self.part
        case .command: Self.ofCommand
        case .parameter: Self.ofParameter
        case .member: Self.ofMember
        case .item: Self.ofItem
        case .field: Self.ofField
        case .fieldMember: Self.ofFieldMember
        case .fieldItem: Self.ofFieldItem
        case .rule: Self.ofRule
        case .error: Self.ofError
        case .example: Self.ofExample
        case .limit: Self.ofLimit
        case .fieldLimit: Self.ofFieldLimit
        }
    }

    /// Whether it describes what a caller reads.
    package var isReply: Bool {
        switch self {
        case .field, .fieldMember, .fieldItem, .fieldLimit: true
        default: false
        }
    }

    func contains(_ key: YAMLNode) -> Bool { keys.contains { key.matches($0.word) } }

    /// The keys' texts.
    package var words: [String] { keys.map(\.name) }
}
