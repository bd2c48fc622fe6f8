// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite("Texts") struct TextTests {
    static let strings: [(String, String)] = [
        (#""a""#, #"="a""#), (#""""#, #"="""#), (#"" a ""#, #"=" a ""#), (#""\u00e9""#, #"="é""#), (#""a\"b\\""#, #"="a\"b\\""#),
        (#""true""#, #"="true""#), ("null", "="), ("5", "2 X.type"), ("1.5", "2 X.type"), ("true", "2 X.type"), ("[]", "2 X.type"),
        (#"["a"]"#, "2 X.type"), ("{}", "2 X.type"),
    ]

    @Test("Takes texts alone for a string", arguments: strings)
    func takesStrings(value: String, expected: String) async throws {
        #expect(try await Bench("type: string, invalid: 2").result(of: value) == expected)
    }

    static let limits: [(String, String, String)] = [
        ("minLength: 2", #""ab""#, #"="ab""#), ("minLength: 2", #""a""#, "2 X.minLength"), ("minLength: 2", #""e\u0301""#, "=\"e\u{301}\""),
        ("minLength: 2", #""é""#, "2 X.minLength"), ("maxLength: 3", #""abc""#, #"="abc""#), ("maxLength: 3", #""abcd""#, "2 X.maxLength"),
        ("maxLength: 3", #""äöü""#, #"="äöü""#), ("maxLength: 3", #""äöüä""#, "2 X.maxLength"),
        ("maxLength: 3", #""👨‍👩‍👧""#, "2 X.maxLength"), ("maxLength: 1", #""😀""#, #"="😀""#), ("maxLength: 0", #""""#, #"="""#),
        ("oneOf: [Ready, Sent]", #""Ready""#, #"="Ready""#), ("oneOf: [Ready, Sent]", #""ready""#, "2 X.oneOf"),
        ("oneOf: [Ready, Sent]", #""Ready ""#, "2 X.oneOf"), ("oneOf: [Ready, Sent]", #""""#, "2 X.oneOf"),
        ("oneOf: [\u{E9}]", #""e\u0301""#, "2 X.oneOf"), ("oneOf: [\u{E9}]", #""\u00e9""#, #"="é""#),
        ("pattern: '[a-z]+'", #""abc""#, #"="abc""#), ("pattern: '[a-z]+'", #""abc\n""#, "2 X.pattern"),
        ("pattern: '[a-z]+'", #""""#, "2 X.pattern"), ("pattern: '(a+)+b'", #""aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa""#, "2 X.pattern"),
        ("notBlank: true", #""a""#, #"="a""#), ("notBlank: true", #""""#, "2 X.notBlank"), ("notBlank: true", #"" ""#, "2 X.notBlank"),
        ("notBlank: true", #""\u00a0\t""#, "2 X.notBlank"), ("notBlank: true", #""\u200b\ufeff\u2060""#, "2 X.notBlank"),
        ("notBlank: true, trim: true", #"" \u200b ""#, "2 X.notBlank"), ("notBlank: true, trim: true", #""\u180e\u200d""#, "2 X.notBlank"),
        ("notBlank: true", #"" a ""#, #"=" a ""#), ("notBlank: true", #""\u200ba""#, "=\"\u{200B}a\""),
        ("pattern: '(\\p{L}\\p{M}*)+'", #""हिन्दी""#, #"="हिन्दी""#), ("pattern: '(\\p{L}\\p{M}*)+'", #""\u0301a""#, "2 X.pattern"),
        ("pattern: '[\\p{L}\\p{M}]+'", #""ที่""#, #"="ที่""#), ("pattern: '[^\\p{M}]+'", #""e\u0301""#, "2 X.pattern"),
        ("notBlank: true, trim: true", #"" ""#, "2 X.notBlank"), ("notBlank: { is: true, code: 4 }, trim: true", #"" ""#, "4 X.notBlank"),
        ("notBlank: { is: true, code: 4 }, pattern: 'a+'", #""""#, "4 X.notBlank"),
        ("minLength: { is: 3, code: 5 }, pattern: 'a+'", #""b""#, "2 X.pattern X.minLength"),
        ("trim: true, maxLength: 1", #"" a ""#, #"="a""#), ("trim: true", #""\u00a0\u2003a b\t\n""#, #"="a b""#),
        ("trim: true", #""\u200ba""#, "=\"\u{200B}a\""), ("nfc: true, maxLength: 1", #""e\u0301""#, #"="é""#),
        ("nfc: true, trim: true, oneOf: [\u{E9}]", #"" e\u0301 ""#, #"="é""#),
    ]

    @Test("Holds texts to their limits, counted in Unicode scalars", arguments: limits)
    func holdsLimits(limit: String, value: String, expected: String) async throws {
        let result = try await Bench("type: string, invalid: 2, \(limit)").result(of: value)
        #expect(result.utf8.elementsEqual(expected.utf8), "\(result)")
    }

    @Test("Bad input 20: limits a grapheme of two megabytes by its scalars", .timeLimit(.minutes(1)))
    func limitsOneGrapheme() async throws {
        let grapheme = "a" + String(repeating: "\u{200D}", count: 700_000)
        #expect(grapheme.count == 1)
        #expect(try await Bench("type: string, invalid: 2, maxLength: 250").result(of: "\"\(grapheme)\"") == "2 X.maxLength")
        let marks = "a" + String(repeating: "\u{301}", count: 1_000_000)
        #expect(try await Bench("type: string, invalid: 2").result(of: "\"\(marks)\"") == "2 X.maxLength")
    }

    static let formats: [(String, String, String)] = [
        ("date", #""2024-02-29""#, #"="2024-02-29""#), ("date", #""2000-02-29""#, #"="2000-02-29""#),
        ("date", #""0001-01-01""#, #"="0001-01-01""#), ("date", #""2024-02-30""#, "2 X.type"), ("date", #""2023-02-29""#, "2 X.type"),
        ("date", #""1900-02-29""#, "2 X.type"), ("date", #""2024-04-31""#, "2 X.type"), ("date", #""2024-13-01""#, "2 X.type"),
        ("date", #""2024-00-10""#, "2 X.type"), ("date", #""2024-01-00""#, "2 X.type"), ("date", #""0000-01-01""#, "2 X.type"),
        ("date", #""2024-1-1""#, "2 X.type"), ("date", #""2024-01-01 ""#, "2 X.type"), ("date", #""2024/01/01""#, "2 X.type"),
        ("date", #""2024-01-01T00:00:00""#, "2 X.type"), ("date", #""２０２４-01-01""#, "2 X.type"), ("date", "20240101", "2 X.type"),
        ("date", #""""#, "2 X.type"), ("date", "null", "="),
        ("time", #""00:00:00""#, #"="00:00:00""#), ("time", #""23:59:59""#, #"="23:59:59""#), ("time", #""10:00""#, #"="10:00:00""#),
        ("time", #""24:00:00""#, "2 X.type"), ("time", #""23:60:00""#, "2 X.type"), ("time", #""23:59:60""#, "2 X.type"),
        ("time", #""1:00""#, "2 X.type"), ("time", #""10:00:0""#, "2 X.type"), ("time", #""10.00.00""#, "2 X.type"),
        ("time", #""10:00:00Z""#, "2 X.type"), ("time", #""-1:00""#, "2 X.type"), ("time", "1000", "2 X.type"),
        ("datetime", #""2024-02-29 10:00:00""#, #"="2024-02-29 10:00:00""#),
        ("datetime", #""2024-02-29T10:00:00""#, #"="2024-02-29 10:00:00""#),
        ("datetime", #""2024-02-29T10:00:00Z""#, #"="2024-02-29 10:00:00""#), ("datetime", #""2024-02-30 10:00:00""#, "2 X.type"),
        ("datetime", #""2024-02-29 10:00:00Z""#, "2 X.type"), ("datetime", #""2024-02-29 24:00:00""#, "2 X.type"),
        ("datetime", #""2024-02-29T10:00:00+01:00""#, "2 X.type"), ("datetime", #""2024-02-29""#, "2 X.type"),
        ("timezone", #""America/New_York""#, #"="America/New_York""#), ("timezone", #""UTC""#, #"="UTC""#),
        ("timezone", #""US/Eastern""#, #"="US/Eastern""#), ("timezone", #""Etc/GMT+3""#, #"="Etc/GMT+3""#),
        ("timezone", #""America/Buenos_Aires""#, #"="America/Buenos_Aires""#), ("timezone", #""EST""#, #"="EST""#),
        ("timezone", #""(GMT-03:00) Brasilia""#, #"="(GMT-03:00) Brasilia""#), ("timezone", #""(GMT) London""#, #"="(GMT) London""#),
        ("timezone", #""(GMT-15:00) Nowhere""#, "2 X.type"), ("timezone", #""(GMT-03:07) Odd""#, "2 X.type"),
        ("timezone", #""(GMT-03:00)""#, "2 X.type"), ("timezone", #""america/new_york""#, "2 X.type"),
        ("timezone", #""Mars/Olympus""#, "2 X.type"), ("timezone", #""../../etc/passwd""#, "2 X.type"), ("timezone", #""""#, "2 X.type"),
        ("url", #""https://example.com/a?b=c""#, #"="https://example.com/a?b=c""#),
        ("url", #""HTTP://example.com""#, #"="HTTP://example.com""#),
        ("url", #""ftp://example.com""#, "2 X.type"), ("url", #""javascript:alert(1)""#, "2 X.type"),
        ("url", #""//example.com""#, "2 X.type"),
        ("url", #""https://""#, "2 X.type"), ("url", #""https://a b""#, "2 X.type"),
        ("url", #""https://example.com/\r\nX: y""#, "2 X.type"),
        ("url", #""example.com""#, "2 X.type"), ("url", #""""#, "2 X.type"),
        ("email", #""a@example.com""#, #"="a@example.com""#), ("email", #""a+b@x-y.example""#, #"="a+b@x-y.example""#),
        ("email", #""a@localhost""#, "2 X.type"), ("email", #""a@@example.com""#, "2 X.type"), ("email", #""@example.com""#, "2 X.type"),
        ("email", #""a@example..com""#, "2 X.type"), ("email", #""a b@example.com""#, "2 X.type"),
        ("email", #""a@example.com\nBcc: x@y.z""#, "2 X.type"), ("email", #""""#, "2 X.type"), ("email", "5", "2 X.type"),
    ]

    @Test("Takes formats that exist, and gives them in one form", arguments: formats)
    func takesFormats(type: String, value: String, expected: String) async throws {
        #expect(try await Bench("type: \(type), invalid: 2").result(of: value) == expected)
    }

    static let zeroes: [(String, String)] = [
        (#""0""#, #"="0""#), (#""""#, "[1] X.required"), ("null", "[1] X.required"), (#"" ""#, #"=" ""#),
    ]

    @Test("Takes 0 for a value, and an empty text or null for a missing one where it is required", arguments: zeroes)
    func tellsMissingFromZero(value: String, expected: String) async throws {
        #expect(try await Bench("type: string, required: 1, invalid: 2").result(of: value) == expected)
    }
}
