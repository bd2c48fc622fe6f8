// SPDX-License-Identifier: Apache-2.0

/// Regular expressions for whole numbers in a range, written in digits with any number of zeros in front, since a call may
/// send a number as a text.
enum DigitRange {
    /// Texts of ids.
    static let id = between(1, .max)

    /// Texts of whole numbers from `low` to `high`; none where that is before `low`.
    static func between(_ low: Int, _ high: Int) -> String {
        guard low <= high else { return "[^\\s\\S]" }
        var parts: [String] = []
        if high >= 0 { parts.append(magnitude(from: max(0, low).magnitude, to: high.magnitude)) }
        if low <= 0 { parts.append("-" + magnitude(from: min(0, high).magnitude, to: low.magnitude)) }
        return parts.joined(separator: "|")
    }

    /// Ids as JSON writes numbers, without zeros in front.
    static let jsonID = "(?:\(digits(from: 1, to: Int.max.magnitude)))"

    /// Digits of numbers in a range, with any number of zeros in front.
    private static func magnitude(from low: UInt, to high: UInt) -> String { "0*(?:\(digits(from: low, to: high)))" }

    private static func digits(from low: UInt, to high: UInt) -> String {
        let (short, long) = (Array(String(low)), Array(String(high)))
        var parts: [String] = []
        if short.count == long.count {
            parts = sameLength(short, long)
        } else {
            parts = sameLength(short, Array(repeating: "9", count: short.count))
            if long.count - short.count > 1 { parts.append("[1-9]" + all(from: short.count, to: long.count - 2)) }
            parts += sameLength(["1"] + Array(repeating: "0", count: long.count - 1), long)
        }
        return parts.joined(separator: "|")
    }

    /// Numbers of as many digits as both bounds: alike up to where the bounds part, then on the inner side of each.
    private static func sameLength(_ low: [Character], _ high: [Character]) -> [String] {
        guard let parting = low.indices.first(where: { low[$0] != high[$0] }) else { return [String(low)] }
        let head = String(low[..<parting])
        let (first, last) = (low[parting].wholeNumberValue ?? 0, high[parting].wholeNumberValue ?? 9)
        let isLowest = low[(parting + 1)...].allSatisfy { $0 == "0" }
        let isHighest = high[(parting + 1)...].allSatisfy { $0 == "9" }
        let (from, to) = (isLowest ? first : first + 1, isHighest ? last : last - 1)
        let rest = low.count - parting - 1
        var result = from <= to ? [head + span(from, to) + all(rest)] : []
        if !isLowest { result += sameLength(low, Array(low[...parting]) + Array(repeating: "9", count: rest)) }
        if !isHighest { result += sameLength(Array(high[...parting]) + Array(repeating: "0", count: rest), high) }
        return result
    }

    private static func all(from least: Int, to most: Int) -> String { least == most ? all(least) : "[0-9]{\(least),\(most)}" }

    private static func span(_ low: Int, _ high: Int) -> String { low == high ? "\(low)" : "[\(low)-\(high)]" }

    private static func all(_ count: Int) -> String {
        count == 0 ? "" : count == 1 ? "[0-9]" : "[0-9]{\(count)}"
    }
}
