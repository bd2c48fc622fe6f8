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

    /// Composes a subscriber.
    public init(address: String, firstName: String? = nil, lastName: String? = nil, fields: [(name: String, value: Value?)] = []) {
        self.address = address
        self.firstName = firstName
        self.lastName = lastName
        self.fields = fields
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
}
