// SPDX-License-Identifier: Apache-2.0

extension ValueDeclaration.Kind {
    /// What a call may send for it, for a reader; Markdown.
    package var accepts: String {
        switch self {
        case .string: "a JSON string; a number or boolean is refused, as is a text with more than 30 combining marks in a row"
        case .integer: "a JSON integer, or a text of ASCII digits with an optional minus sign, within 64 bits"
        case .id: "an integer of at least 1"
        case .idList: "a comma-separated text, an array of ids, or one id; duplicates and empty items are dropped"
        case .number: "a JSON number, or its text; finite"
        case .boolean: "`true`, `false`, `1`, `0`, and the texts `1 0 true false yes no on off` in any case"
        case .date: "`YYYY-MM-DD`, a day that exists"
        case .time: "`HH:MM:SS` or `HH:MM`"
        case .datetime: "`YYYY-MM-DD HH:MM:SS`, or with `T` between and an optional `Z`"
        case .timezone: "an IANA name, or the label form `(GMT-03:00) Brasilia`"
        case .url: "an absolute http or https URL"
        case .email: "an address with one `@` and a dotted domain"
        case .object: "an object, or a text that holds one as JSON"
        case .array: "an array, or a text that holds one as JSON"
        }
    }

    /// What a handler's property for it is, for a reader; Markdown.
    package var handed: String {
        switch self {
        case .string, .date, .timezone, .url, .email: "`String`"
        case .integer, .id: "`Int`"
        case .idList: "`[Int]`"
        case .number: "`Double`"
        case .boolean: "`Bool`"
        case .time: "`String`, always with seconds"
        case .datetime: "`String` in the first form"
        case .object: "a `Decodable` struct of its `members`, `[String: …]` with `values`, else `JSONText`"
        case .array: "an array"
        }
    }
}
