// SPDX-License-Identifier: Apache-2.0

/// Ids of one account's objects, by the name that each has where it is returned: `["TagID": [5], "EmailID": [8, 9]]`.
///
/// A parameter asks for the id whose name ends its own: `RelEmailID` for `EmailID`; and a list is named in the plural, with `ID`
/// or without: `CampaignIDs`, `Campaigns`.
package struct OwnedIDs: Sendable {
    private var ids: [String: [Int]]

    /// Ids by name.
    package init(_ ids: [String: [Int]] = [:]) { self.ids = ids }

    /// The first id of this name; nil where there is none.
    package subscript(name: String) -> Int? { ids[name]?.first }

    /// Adds ids of a name.
    package mutating func add(_ new: [Int], named name: String) { ids[name, default: []] += new }

    /// The ids that a parameter of this name asks for; nil where there are none. The longest fitting name decides.
    package func ids(for parameter: String) -> [Int]? {
        let wanted = Self.singular(parameter)
        let names = ids.keys.filter { wanted.hasSuffix(Self.singular($0)) }
        return names.max { ($0.count, $0) < ($1.count, $1) }.flatMap { ids[$0] }.flatMap { $0.isEmpty ? nil : $0 }
    }

    private static func singular(_ name: String) -> String {
        let lower = name.lowercased()
        let one = lower.hasSuffix("s") ? String(lower.dropLast()) : lower
        return one.hasSuffix("id") ? one : one + "id"
    }
}
