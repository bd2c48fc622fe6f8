// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite("Lists of ids") struct IDListTests {
    static let lists: [(String, String)] = [
        (#""15,16""#, "=[15,16]"), ("[15,16]", "=[15,16]"), ("15", "=[15]"), (#""15""#, "=[15]"), (#"[15,"16"]"#, "=[15,16]"),
        (#"" 15 , 16 ""#, "=[15,16]"), (#"",15,,16,""#, "=[15,16]"), (#""15,16,15""#, "=[15,16]"), ("[16,15,16]", "=[16,15]"),
        (#"["",15," "]"#, "=[15]"), (#"["\u0031"]"#, "=[1]"), (#""1\u002c2""#, "=[1,2]"), (#""""#, "=[]"), ("[]", "=[]"), (#"",""#, "=[]"),
        ("null", "="),
        (#""15,x""#, "2 X.type"), ("[15,0]", "2 X.type"), (#""15,-1""#, "2 X.type"), (#""0""#, "2 X.type"), ("0", "2 X.type"),
        ("-1", "2 X.type"), ("1.0", "2 X.type"), ("[1.0]", "2 X.type"), ("[[1]]", "2 X.type"), ("[null]", "2 X.type"),
        ("[true]", "2 X.type"), (#"["1,2"]"#, "2 X.type"), (#""1;2""#, "2 X.type"), (#""1 2""#, "2 X.type"), (#""1,\t2""#, "2 X.type"),
        (#""١,٢""#, "2 X.type"), (#""[1,2]""#, "=[1,2]"), (#"" [1, \"2\"] ""#, "=[1,2]"), (#""[1,x]""#, "2 X.type"),
        (#""[[1]]""#, "2 X.type"), (#""[1""#, "2 X.type"), ("true", "2 X.type"), (#"{"0":1}"#, "2 X.type"),
        (#""1,9223372036854775808""#, "2 X.type"), (#""1 OR 1=1""#, "2 X.type"),
    ]

    @Test("Takes a text, an array or one id; one bad item spoils the list", arguments: lists)
    func takesLists(value: String, expected: String) async throws {
        #expect(try await Bench("type: idList, invalid: 2").result(of: value) == expected)
    }

    static let counts: [(String, String)] = [
        ("[1,2]", "=[1,2]"), ("[1]", "2 X.minItems"), (#""1,1""#, "2 X.minItems"), ("[1,2,3]", "=[1,2,3]"), ("[1,2,3,3]", "=[1,2,3]"),
        ("[1,2,3,4]", "2 X.maxItems"),
    ]

    @Test("Counts items after duplicates are dropped", arguments: counts)
    func countsItems(value: String, expected: String) async throws {
        #expect(try await Bench("type: idList, minItems: 2, maxItems: 3, invalid: 2").result(of: value) == expected)
    }

    @Test("Drops duplicates from long lists too, keeping the order")
    func dropsManyDuplicates() async throws {
        let ids = (1...40).map(String.init)
        let value = "[" + (ids + ids.reversed()).joined(separator: ",") + "]"
        #expect(try await Bench("type: idList").result(of: value) == "=[" + ids.joined(separator: ",") + "]")
    }

    @Test("A list that is required is missing when it is an empty text, and is there when it is an empty array")
    func tellsMissingFromEmpty() async throws {
        let bench = try Bench("type: idList, required: 1, invalid: 2")
        #expect(await bench.result(of: #""""#) == "[1] X.required")
        #expect(await bench.result(of: "[]") == "=[]")
    }
}
