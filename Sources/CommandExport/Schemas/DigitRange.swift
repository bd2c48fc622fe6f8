// SPDX-License-Identifier: Apache-2.0

/// Regular expressions for whole numbers in a range, written in digits with any number of zeros in front, since a call may
/// send a number as a text.
enum DigitRange {
    /// Texts of whole numbers of at least `least`.
    static func atLeast(_ least: Int) -> String {
        if least > 0 { return magnitude(atLeast: least.magnitude) }
        if least == 0 { return "-0+|[0-9]+" }
        return "[0-9]+|-\(magnitude(atMost: least.magnitude))"
    }

    /// Texts of whole numbers of at most `most`.
    static func atMost(_ most: Int) -> String {
        if most < 0 { return "-" + magnitude(atLeast: most.magnitude) }
        return "-[0-9]+|\(magnitude(atMost: most.magnitude))"
    }

    /// Texts of whole numbers within 64 bits.
    static let int64 = "\(magnitude(atMost: Int.max.magnitude))|-\(magnitude(atMost: Int.min.magnitude))"
    /// Texts of ids.
    static let id = "(?=0*[1-9])\(magnitude(atMost: Int.max.magnitude))"

    private static func magnitude(atMost most: UInt) -> String {
        let digits = Array(String(most))
        let shorter = digits.count > 1 ? ["[0-9]\(repeated(digits.count - 1, from: 1))"] : []
        return "0*(?:\((shorter + sameLength(digits, .atMost)).joined(separator: "|")))"
    }

    private static func magnitude(atLeast least: UInt) -> String {
        let digits = Array(String(least))
        return "0*(?:\((["[1-9][0-9]{\(digits.count),}"] + sameLength(digits, .atLeast)).joined(separator: "|")))"
    }

    private enum Side { case atMost, atLeast }

    /// Numbers of as many digits: where they part from the bound first, their digit lies on its side.
    private static func sameLength(_ digits: [Character], _ side: Side) -> [String] {
        var result: [String] = []
        for (index, digit) in digits.enumerated() {
            guard let value = digit.wholeNumberValue, side == .atMost ? value > 0 : value < 9 else { continue }
            let others = side == .atMost ? span(0, value - 1) : span(value + 1, 9)
            result.append(String(digits[..<index]) + others + all(digits.count - index - 1))
        }
        return result + [String(digits)]
    }

    private static func span(_ low: Int, _ high: Int) -> String { low == high ? "\(low)" : "[\(low)-\(high)]" }

    private static func all(_ count: Int) -> String {
        count == 0 ? "" : count == 1 ? "[0-9]" : "[0-9]{\(count)}"
    }

    private static func repeated(_ most: Int, from least: Int) -> String { most == 1 ? "" : "{\(least),\(most)}" }
}
