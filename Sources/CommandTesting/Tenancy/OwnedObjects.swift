// SPDX-License-Identifier: Apache-2.0

/// Objects of one account, by the name that their id has where it is returned: `["TagID": [5], "EmailID": [8, 9]]`.
///
/// A parameter asks for the id whose name ends its own: `RelEmailID` for `EmailID`; and a list is named in the plural, with `ID`
/// or without: `CampaignIDs`, `Campaigns`.
public struct OwnedObjects: Sendable, ExpressibleByDictionaryLiteral {
    private let ids: [String: [Int]]

    /// Objects by name.
    public init(_ ids: [String: [Int]]) { self.ids = ids }

    /// Objects by name; of one that is named twice the later.
    public init(dictionaryLiteral elements: (String, [Int])...) {
        ids = Dictionary(elements) { $1 }
    }

    /// The first id of this name; nil where there is none.
    public subscript(name: String) -> Int? { ids[name]?.first }

    /// The ids that a parameter of this name asks for; nil where there are none. The longest fitting name decides.
    func ids(for parameter: String) -> [Int]? {
        let wanted = Self.singular(parameter)
        let names = ids.keys.filter { wanted.hasSuffix(Self.singular($0)) }
        return names.max { $0.count < $1.count }.flatMap { ids[$0] }.flatMap { $0.isEmpty ? nil : $0 }
    }

    private static func singular(_ name: String) -> String {
        let lower = name.lowercased()
        let one = lower.hasSuffix("s") ? String(lower.dropLast()) : lower
        return one.hasSuffix("id") ? one : one + "id"
    }
}
