// SPDX-License-Identifier: Apache-2.0

import CommandStorage

/// A field that a list has beside address and names.
public struct CustomField: Hashable, Sendable {
    /// What it holds.
    public enum Kind: String, Hashable, Sendable, CaseIterable, Decodable {
        /// A text, compared in any case; dates are texts `YYYY-MM-DD`, whose order is theirs.
        case text = "Text"
        /// A finite number.
        case number = "Number"

        /// The column's name without its number.
        var column: String { self == .text ? "text" : "number" }
    }

    /// Its name, unique in its list whatever the case.
    public let name: String
    /// What it holds.
    public let kind: Kind

    /// Names a field.
    public init(name: String, kind: Kind) {
        self.name = name
        self.kind = kind
    }

    /// How many fields of a kind a list can have.
    public static let maximumOfKind = 10

    /// The longest name, in scalars.
    static let maximumNameLength = 100
}

/// A custom field and the columns that it has.
struct StoredField: Hashable, Sendable {
    let id: Int
    let field: CustomField
    /// From 1.
    let slot: Int

    /// The fields of a list, by their folded names, and by `customfield` and their ids where no name is the same.
    static func all(of list: Int, in database: any Reading) throws -> [String: StoredField] {
        var fields: [String: StoredField] = [:]
        let rows = try database.rows("SELECT field_id, name, name_folded, kind, slot FROM custom_fields WHERE list_id = \(list)")
        for row in rows {
            guard let kind = CustomField.Kind(rawValue: try row.get(3)) else { continue }
            let stored = StoredField(id: try row.get(0), field: CustomField(name: try row.get(1), kind: kind), slot: try row.get(4))
            fields[try row.get(2)] = stored
        }
        let byID = fields.values.map { ("customfield\($0.id)", $0) }
        return fields.merging(byID) { named, _ in named }
    }

    /// Its value's column; the slot is this program's own number.
    var column: String { field.kind.column + String(slot) }
    /// The column of its folded text.
    var foldedColumn: String { "folded" + String(slot) }
}

extension Double {
    /// A finite number from decimal digits; no hexadecimal, no infinity.
    init?(decimal text: String) {
        guard text.utf8.allSatisfy({ $0 &- 0x30 < 10 || "+-.eE".utf8.contains($0) }), let number = Double(text), number.isFinite else {
            return nil
        }
        self = number
    }
}
