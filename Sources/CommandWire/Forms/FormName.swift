// SPDX-License-Identifier: Apache-2.0

/// A field's name, taken apart at its brackets: `ABTesting[Variations][][EmailID]`.
///
/// Whole brackets are read as PHP reads them, after decoding. PHP repairs what is not whole: `a[b` becomes `a_b`,
/// `a[b]c` becomes `a[b]`, `[a]` becomes `_a]`. Here that is refused, since a name that was repaired is one that the
/// caller did not write; and `.` and space, which PHP replaces in the outermost part, stay as they are.
/// - SeeAlso: PHP manual, "Variables From External Sources"; php_register_variable_ex in main/php_variables.c
struct FormName {
    /// How many levels a name may have, so that what becomes of it is JSON of no more levels.
    static let maximumDepth = JSONScanner.maximumDepth

    /// What stands between two brackets.
    enum Key {
        /// A member's name, or an item's number.
        case named([UInt8])
        /// `[]`: the item after the last.
        case next
    }

    /// The part before the brackets.
    let top: [UInt8]
    /// The parts in brackets, outermost first.
    let keys: [Key]

    /// Takes a decoded name apart; it reads no further than the levels that it may have.
    init(_ name: [UInt8]) throws(FormFault) {
        let open = name.firstIndex(of: UInt8(ascii: "[")) ?? name.count
        guard open > 0 || name.isEmpty, !name[..<open].contains(UInt8(ascii: "]")) else { throw .brackets }
        top = Array(name[..<open])
        var keys: [Key] = []
        var position = open
        while position < name.count {
            guard keys.count + 1 < Self.maximumDepth else { throw .tooDeep }
            guard name[position] == UInt8(ascii: "["),
                let close = name[position...].firstIndex(of: UInt8(ascii: "]"))
            else { throw .brackets }
            let key = name[(position + 1)..<close]
            guard !key.contains(UInt8(ascii: "[")) else { throw .brackets }
            keys.append(key.isEmpty ? .next : .named(Array(key)))
            position = close + 1
        }
        self.keys = keys
    }

    /// The number that a key is: digits without a leading zero, in the range of `Int`.
    static func number(_ key: [UInt8]) -> Int? {
        guard key.count == 1 || key.first != UInt8(ascii: "0"), key.count < 20 else { return nil }
        guard key.allSatisfy({ $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }) else { return nil }
        return Int(String(decoding: key, as: UTF8.self))
    }
}
