// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import CommandExport

@Suite("Ranges of numbers in digits")
struct DigitRangeTests {
    private static let numbers = [
        0, 1, 2, 8, 9, 10, 11, 12, 19, 20, 98, 99, 100, 101, 109, 110, 199, 200, 998, 999, 1000, 123_456, 9_007_199_254_740_991, .max - 1,
        .max,
    ]

    @Test("A text is in a range exactly when its number is", arguments: numbers.flatMap { [$0, -$0] })
    func bounds(bound: Int) throws {
        let other = Self.numbers[abs(bound) % Self.numbers.count]
        for (body, holds) in [
            (DigitRange.between(bound, .max), { $0 >= bound }), (DigitRange.between(.min, bound), { $0 <= bound }),
            (DigitRange.between(bound, other), { $0 >= bound && $0 <= other }),
            (DigitRange.between(-other, bound), { $0 >= -other && $0 <= bound }),
        ] as [(String, (Int) -> Bool)] {
            let expression = try NSRegularExpression(pattern: "^(?:\(body))\\z")
            for number in Self.numbers.flatMap({ [$0, -$0, bound, bound - 1] }) where number != .min {
                for text in ["\(number)", number < 0 ? "-00\(number.magnitude)" : "00\(number)"] {
                    let found = expression.firstMatch(in: text, range: NSRange(text.startIndex..., in: text)) != nil
                    #expect(found == holds(number), "\(text) \(body)")
                }
            }
        }
    }

    @Test(
        "Whole numbers are those of 64 bits, and ids those of at least 1",
        arguments: [
            ("9223372036854775807", true, true), ("9223372036854775808", false, false), ("-9223372036854775808", true, false),
            ("-9223372036854775809", false, false), ("0009223372036854775807", true, true), ("10000000000000000000", false, false),
            ("0", true, false), ("-0", true, false), ("000", true, false), ("1", true, true), ("007", true, true), ("-1", true, false),
            ("+1", false, false), ("", false, false), ("1.0", false, false), (" 1", false, false),
        ])
    func types(text: String, isInteger: Bool, isID: Bool) throws {
        for (body, expected) in [(DigitRange.between(.min, .max), isInteger), (DigitRange.id, isID)] {
            let expression = try NSRegularExpression(pattern: "^(?:\(body))\\z")
            #expect((expression.firstMatch(in: text, range: NSRange(text.startIndex..., in: text)) != nil) == expected)
        }
    }

    @Test(
        "An id in JSON has no zeros in front",
        arguments: [
            ("1", true), ("10", true), ("9223372036854775807", true), ("9223372036854775808", false), ("01", false), ("0", false),
            ("", false),
        ])
    func json(text: String, isID: Bool) throws {
        let expression = try NSRegularExpression(pattern: "^\(DigitRange.jsonID)\\z")
        #expect((expression.firstMatch(in: text, range: NSRange(text.startIndex..., in: text)) != nil) == isID)
    }
}
