// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite("Numbers") struct NumberTests {
    static let integers: [(String, String)] = [
        ("1", "=1"), ("0", "=0"), ("-1", "=-1"), ("-0", "=0"), (#""12""#, "=12"), (#""-7""#, "=-7"), (#""007""#, "=7"),
        (#""\u0031\u0032""#, "=12"), ("9223372036854775807", "=9223372036854775807"),
        (#""9223372036854775807""#, "=9223372036854775807"), ("-9223372036854775808", "=-9223372036854775808"),
        ("null", "="),
        ("9223372036854775808", "2 X.type"), ("-9223372036854775809", "2 X.type"), (#""9223372036854775808""#, "2 X.type"),
        ("99999999999999999999999999999999999999", "2 X.type"), ("1.0", "2 X.type"), ("12.0", "2 X.type"), ("1e3", "2 X.type"),
        ("1E0", "2 X.type"), ("1e400", "2 X.type"), (#""12.0""#, "2 X.type"), (#""1e3""#, "2 X.type"), (#""12abc""#, "2 X.type"),
        (#"" 12""#, "2 X.type"), (#""12 ""#, "2 X.type"), (#""12\n""#, "2 X.type"), (#""+12""#, "2 X.type"), (#""-""#, "2 X.type"),
        (#""--1""#, "2 X.type"), (#""1_000""#, "2 X.type"), (#""1,000""#, "2 X.type"), (#""0x10""#, "2 X.type"),
        (#""١٢""#, "2 X.type"), (#""１２""#, "2 X.type"), (#""1 OR 1=1""#, "2 X.type"), (#""""#, "2 X.type"), (#""NaN""#, "2 X.type"),
        ("true", "2 X.type"), ("false", "2 X.type"), ("[12]", "2 X.type"), ("[]", "2 X.type"), (#"{"a":12}"#, "2 X.type"),
    ]

    @Test("Bad input 16: takes integers alone for an integer, never rounded", arguments: integers)
    func takesIntegers(value: String, expected: String) async throws {
        #expect(try await Bench("type: integer, invalid: 2").result(of: value) == expected)
    }

    static let ids: [(String, String)] = [
        ("1", "=1"), (#""1""#, "=1"), ("9223372036854775807", "=9223372036854775807"), ("0", "2 X.type"), (#""0""#, "2 X.type"),
        ("-1", "2 X.type"), (#""-1""#, "2 X.type"), ("1.0", "2 X.type"), ("[1]", "2 X.type"), ("true", "2 X.type"),
        (#""1 OR 1=1""#, "2 X.type"), (#""1;DROP""#, "2 X.type"), (#""٣""#, "2 X.type"), ("9223372036854775808", "2 X.type"),
    ]

    @Test("Bad input 18: takes integers of at least 1 for an id", arguments: ids)
    func takesIDs(value: String, expected: String) async throws {
        #expect(try await Bench("type: id, invalid: 2").result(of: value) == expected)
    }

    static let numbers: [(String, String)] = [
        ("1", "=1.0"), ("1.5", "=1.5"), ("-2.25", "=-2.25"), ("1e3", "=1000.0"), (#""1.5""#, "=1.5"), (#""-2""#, "=-2.0"),
        (#""1e3""#, "=1000.0"), ("0.1", "=0.1"), ("null", "="),
        ("1e400", "2 X.type"), ("-1e400", "2 X.type"), (#""1e400""#, "2 X.type"), (#""NaN""#, "2 X.type"), (#""inf""#, "2 X.type"),
        (#""Infinity""#, "2 X.type"), (#""0x1p3""#, "2 X.type"), (#"".5""#, "2 X.type"), (#""5.""#, "2 X.type"),
        (#""1.e5""#, "2 X.type"), (#""-.5""#, "2 X.type"), (#""01""#, "2 X.type"), (#""+1""#, "2 X.type"), (#""1e""#, "2 X.type"),
        (#""e5""#, "2 X.type"), (#"" 1""#, "2 X.type"), (#""""#, "2 X.type"), ("true", "2 X.type"), ("[1]", "2 X.type"),
    ]

    @Test("Takes finite numbers in JSON's grammar for a number", arguments: numbers)
    func takesNumbers(value: String, expected: String) async throws {
        #expect(try await Bench("type: number, invalid: 2").result(of: value) == expected)
    }

    static let bounds: [(String, String, String)] = [
        ("type: integer, minimum: 1, maximum: 99", "1", "=1"), ("type: integer, minimum: 1, maximum: 99", "99", "=99"),
        ("type: integer, minimum: 1, maximum: 99", "0", "2 X.minimum"),
        ("type: integer, minimum: 1, maximum: 99", "100", "2 X.maximum"),
        ("type: integer, minimum: 1, maximum: 99", "101", "2 X.maximum"),
        ("type: integer, minimum: 1, maximum: 99", "-1", "2 X.minimum"),
        ("type: integer, minimum: 1, maximum: 99", "9223372036854775807", "2 X.maximum"),
        ("type: integer, minimum: 1, maximum: 99", "-9223372036854775808", "2 X.minimum"),
        ("type: integer, minimum: 9007199254740991", "9007199254740990", "2 X.minimum"),
        ("type: integer, maximum: 9007199254740991", "9007199254740993", "2 X.maximum"),
        ("type: id, minimum: 5, maximum: 6", "4", "2 X.minimum"), ("type: id, minimum: 5, maximum: 6", "5", "=5"),
        ("type: number, minimum: 0.5, maximum: 1.5", "0.5", "=0.5"), ("type: number, minimum: 0.5, maximum: 1.5", "1.5", "=1.5"),
        ("type: number, minimum: 0.5, maximum: 1.5", "0.4999", "2 X.minimum"),
        ("type: number, minimum: 0.5, maximum: 1.5", "1.50001", "2 X.maximum"),
        ("type: integer, minimum: { is: 1, code: 3 }, maximum: { is: 9, code: 4 }", "0", "3 X.minimum"),
        ("type: integer, minimum: { is: 1, code: 3 }, maximum: { is: 9, code: 4 }", "10", "4 X.maximum"),
        ("type: integer, minimum: { is: 1, code: 3 }, maximum: { is: 9, code: 4 }", "1.0", "2 X.type"),
    ]

    @Test("Bad input 19: holds numbers to their limits, both ends included", arguments: bounds)
    func holdsBounds(declaration: String, value: String, expected: String) async throws {
        #expect(try await Bench(declaration + ", invalid: 2").result(of: value) == expected)
    }

    @Test(
        "A number beyond what its type can be is told the range",
        arguments: [
            ("type: integer", "9223372036854775808", "a whole number from -9223372036854775808 to 9223372036854775807"),
            ("type: integer", #""-9223372036854775809""#, "a whole number from -9223372036854775808 to 9223372036854775807"),
            ("type: integer, minimum: 0, maximum: 99", "18446744073709551616", "a whole number from 0 to 99"),
            ("type: id", #""99999999999999999999""#, "a whole number from 1 to 9223372036854775807"),
            ("type: number", "1e999", "a number from -1.7976931348623157e+308 to 1.7976931348623157e+308"),
            ("type: number, maximum: 5", #""-1e999""#, "a number from -1.7976931348623157e+308 to 5"),
            ("type: integer", "1.5", "a whole number"), ("type: id", "0", "an id, a whole number of at least 1"),
            ("type: number", #""x""#, "a number"),
        ])
    func tellsRange(declaration: String, value: String, wanted: String) async throws {
        let answer = try await Bench(declaration).answer(#""X":\#(value)"#)
        #expect(answer.messages == ["X must be " + wanted])
        #expect(answer.rules == ["X.type"])
    }
}
