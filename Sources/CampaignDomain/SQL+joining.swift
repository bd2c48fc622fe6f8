// SPDX-License-Identifier: Apache-2.0

import CommandStorage

extension SQL {
    /// Conditions of which all must hold, in parentheses; true of everything where there are none.
    static func all(_ conditions: [SQL]) -> SQL { conditions.isEmpty ? "1 = 1" : joined(conditions[...], " AND ") }

    /// Conditions of which one must hold, in parentheses; true of nothing where there are none.
    static func any(_ conditions: [SQL]) -> SQL { conditions.isEmpty ? "1 = 0" : joined(conditions[...], " OR ") }

    /// Halves in parentheses, since a chain is as deep as it is long, and SQLite refuses more than 1000 levels.
    private static func joined(_ conditions: ArraySlice<SQL>, _ word: SQL) -> SQL {
        if conditions.count <= 8 {
            return "(\(conditions.dropFirst().reduce(into: conditions.first ?? "") { $0 += "\(word)\($1)" }))"
        }
        let middle = conditions.startIndex + conditions.count / 2
        return "(\(joined(conditions[..<middle], word))\(word)\(joined(conditions[middle...], word)))"
    }
}

extension SQL {
    /// Columns that this program has chosen; their names are those of a schema, never a caller's.
    init(column name: String) { self.init(stringLiteral: name) }
}
