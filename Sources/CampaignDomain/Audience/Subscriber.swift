// SPDX-License-Identifier: Apache-2.0

/// A person on a list, as they are imported.
public struct Subscriber: Sendable {
    /// A custom field's value.
    public enum Value: Hashable, Sendable {
        case text(String), number(Double)
    }

    /// The address, by which they are told apart, whatever its case.
    public let address: String
    /// Names; nil leaves those of a person who is there already.
    public let firstName, lastName: String?
    /// Custom fields by name; nil takes the value away.
    public let fields: [(name: String, value: Value?)]
    /// Tags to add to those they have, by id.
    public let tags: [Int]
    /// Whether they have asked for mail again, after they unsubscribed or their mail came back.
    public let resubscribes: Bool

    /// Composes a subscriber.
    public init(
        address: String, firstName: String? = nil, lastName: String? = nil, fields: [(name: String, value: Value?)] = [],
        tags: [Int] = [], resubscribes: Bool = false
    ) {
        self.address = address
        self.firstName = firstName
        self.lastName = lastName
        self.fields = fields
        self.tags = tags
        self.resubscribes = resubscribes
    }
}

/// What every subscriber has.
struct SubscriberColumn: Sendable {
    /// Its name in rules, folded.
    let folded: String
    /// The column that is compared.
    let column: String

    static let builtIn = [
        SubscriberColumn(folded: "emailaddress", column: "address_folded"),
        SubscriberColumn(folded: "firstname", column: "first_folded"),
        SubscriberColumn(folded: "lastname", column: "last_folded"),
    ]

    /// Names, folded, that no custom field can have: those of every list's fields, and of a row's other members.
    static let reserved = builtIn.map(\.folded) + ["tags", "resubscribe"]
}
