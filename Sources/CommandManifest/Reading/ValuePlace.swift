// SPDX-License-Identifier: Apache-2.0

/// Where a value declaration stands, which decides what it may say.
enum ValuePlace {
    case parameter, member, item
    case field, fieldMember, fieldItem

    /// Whether it describes what a caller reads.
    var isReply: Bool {
        switch self {
        case .parameter, .member, .item: false
        case .field, .fieldMember, .fieldItem: true
        }
    }

    /// The keys that it has.
    var keys: KeySet {
        switch self {
        case .parameter: .parameter
        case .member: .member
        case .item: .item
        case .field: .field
        case .fieldMember: .fieldMember
        case .fieldItem: .fieldItem
        }
    }

    /// The place of an object's members.
    var members: ValuePlace { isReply ? .fieldMember : .member }
    /// The place of an array's items.
    var items: ValuePlace { isReply ? .fieldItem : .item }
}
