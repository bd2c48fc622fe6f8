// SPDX-License-Identifier: Apache-2.0

import CommandCases

/// Objects of one account, by the name that their id has where it is returned: `["TagID": [5], "EmailID": [8, 9]]`.
///
/// A parameter asks for the id whose name ends its own: `RelEmailID` for `EmailID`; and a list is named in the plural, with `ID`
/// or without: `CampaignIDs`, `Campaigns`.
public struct OwnedObjects: Sendable, ExpressibleByDictionaryLiteral {
    let ids: OwnedIDs

    /// Objects by name.
    public init(_ ids: [String: [Int]]) { self.ids = OwnedIDs(ids) }

    /// Objects by name; of one that is named twice the later.
    public init(dictionaryLiteral elements: (String, [Int])...) { self.init(Dictionary(elements) { $1 }) }

    /// The first id of this name; nil where there is none.
    public subscript(name: String) -> Int? { ids[name] }
}
