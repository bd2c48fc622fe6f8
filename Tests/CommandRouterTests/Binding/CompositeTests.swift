// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite("Objects and arrays") struct CompositeTests {
    static let pair =
        "type: object, invalid: 2, members: { A: { type: integer, required: 3, invalid: 4 }, B: { type: string, default: b } }"

    static let objects: [(String, String)] = [
        (#"{"A":1}"#, #"={"A":1,"B":"b"}"#), (#"{"a":"1","b":"c"}"#, #"={"A":1,"B":"c"}"#), (#"{"B":"c","A":1}"#, #"={"A":1,"B":"c"}"#),
        (#"{"A":1,"B":null}"#, #"={"A":1,"B":"b"}"#), (#""{\"A\":1}""#, #"={"A":1,"B":"b"}"#),
        (#"" { \"A\" : 1 } ""#, #"={"A":1,"B":"b"}"#),
        ("{}", "3 X.A.required"), (#"{"A":null}"#, "3 X.A.required"), (#"{"A":""}"#, "3 X.A.required"), (#"{"A":"x"}"#, "4 X.A.type"),
        (#"{"A":{"A":1}}"#, "4 X.A.type"), (#"{"A":1,"B":5}"#, "2 X.B.type"), ("[]", "2 X.type"), (#"[{"A":1}]"#, "2 X.type"),
        ("5", "2 X.type"), ("true", "2 X.type"), (#""""#, "2 X.type"), (#""{""#, "2 X.type"), (#""{\"A\":1,}""#, "2 X.type"),
        (#""{\"A\":1,\"A\":2}""#, "2 X.type"), (#""{\"A\":1} {}""#, "2 X.type"), (#""5""#, "2 X.type"), (#""\"{}\"""#, "2 X.type"),
        (#""null""#, "2 X.type"), ("null", "="), (#"{"A":1,"C":2}"#, "2 X.members"), (#"{"C":2}"#, "3 X.A.required X.members"),
        (#"{"A":1,"a":2}"#, "4 X.A.once"), (#"{"A":1,"\u0061":2}"#, "4 X.A.once"), (#"{"B":"1","A":1,"b":"2"}"#, "2 X.B.once"),
        (#""{\"A\":1,\"a\":2}""#, "4 X.A.once"),
    ]

    @Test("Binds an object's members as declared, in a text too", arguments: objects)
    func bindsObjects(value: String, expected: String) async throws {
        #expect(try await Bench(Self.pair).result(of: value) == expected)
    }

    @Test("Says which member is unknown, and which may be meant")
    func namesUnknownMember() async throws {
        let bench = try Bench("type: object, members: { EmailID: { type: id }, Weight: { type: integer } }")
        #expect(await bench.answer(#""X":{"EmialID":1}"#).messages == ["X has no member EmialID. Did you mean EmailID?"])
        #expect(await bench.answer(#""X":{"zzz":1}"#).messages == ["X has no member zzz"])
        let long = String(repeating: "n", count: 5_000)
        #expect(await bench.answer(#""X":{"\#(long)":1}"#).messages == ["X has no member " + long.prefix(64)])
    }

    @Test("Says which member is there twice, in JSON and in a form")
    func namesTwins() async throws {
        let bench = try Bench("type: object, members: { EmailID: { type: id } }")
        let message = ["X.EmailID is given twice, in two spellings"]
        #expect(await bench.answer(#""X":{"EmailID":1,"emailid":2}"#).messages == message)
        let form = await bench.router.answer(
            .form("/api.php", "Command=test.bind&APIKey=all&X[EmailID]=1&X[EMAILID]=2", mode: "validate"))
        #expect(form.messages == message)
    }

    static let anything: [(String, String)] = [
        (#"{"a":[1,{"b":null}]}"#, #"={"a":[1,{"b":null}]}"#), ("{}", "={}"), (#"{"a":1,"A":2}"#, #"={"a":1,"A":2}"#),
        (#""{\"a\":1}""#, #"={"a":1}"#), ("[]", "2 X.type"), (#""[]""#, "2 X.type"), ("1", "2 X.type"),
    ]

    @Test("Takes any object where no members are declared", arguments: anything)
    func takesAnyObject(value: String, expected: String) async throws {
        #expect(try await Bench("type: object, invalid: 2").result(of: value) == expected)
    }

    static let arrays: [(String, String)] = [
        ("[1,2]", "=[1,2]"), (#"["1"]"#, "2 X.minItems"), (#"["1",2]"#, "=[1,2]"), (#""[1,2]""#, "=[1,2]"), ("[1,2,3]", "=[1,2,3]"),
        ("[1,2,3,4]", "6 X.maxItems"), (#"["x","y","z","w"]"#, "6 X.maxItems"), ("[]", "2 X.minItems"), ("[1,null]", "5 X.type"),
        (#"[1,"x"]"#, "5 X.type"), (#"["x","y"]"#, "5 X.type X.type"), ("[[1],[2]]", "5 X.type X.type"), (#"{"0":1,"1":2}"#, "2 X.type"),
        ("1", "2 X.type"), (#""1,2""#, "2 X.type"), (#""""#, "2 X.type"), (#""{}""#, "2 X.type"), ("null", "="),
    ]

    @Test("Binds an array's items as declared, its own limits first", arguments: arrays)
    func bindsArrays(value: String, expected: String) async throws {
        let declaration = "type: array, invalid: 2, minItems: 2, maxItems: { is: 3, code: 6 }, items: { type: integer, invalid: 5 }"
        #expect(try await Bench(declaration).result(of: value) == expected)
    }

    static let empties: [(String, String, String)] = [
        ("object", #""""#, "={}"), ("object", "{}", "={}"), ("object", "[]", "={}"), ("object", "[ ]", "={}"), ("object", #""{}""#, "={}"),
        ("object", "0", "2 X.type"), ("object", #"" ""#, "2 X.type"), ("array", #""""#, "=[]"), ("array", "[]", "=[]"),
        ("array", "{}", "=[]"), ("array", "0", "2 X.type"),
    ]

    @Test("An empty value stands for itself where that is allowed, and is looked at no further", arguments: empties)
    func allowsEmpty(type: String, value: String, expected: String) async throws {
        let parts = type == "object" ? "members: { A: { type: id, required: 3 } }" : "minItems: 2, items: { type: id }"
        #expect(try await Bench("type: \(type), invalid: 2, emptyAllowed: true, \(parts)").result(of: value) == expected)
    }

    static let unions: [(String, String, String)] = [
        ("type: [string, array], items: { type: string }", #""a""#, #"="a""#),
        ("type: [string, array], items: { type: string }", #"["a","b"]"#, #"=["a","b"]"#),
        ("type: [string, array], items: { type: string }", "5", "2 X.type"),
        ("type: [string, array], items: { type: string }", "[5]", "2 X.type"),
        ("type: [integer, boolean]", "1", "=1"), ("type: [integer, boolean]", #""yes""#, "=true"),
        ("type: [integer, boolean]", "1.5", "2 X.type"),
        ("type: [date, time]", #""10:00""#, #"="10:00:00""#), ("type: [date, time]", #""2024-02-30""#, "2 X.type"),
        ("type: [idList, string]", #""1,2""#, "=[1,2]"), ("type: [idList, string]", #""x""#, #"="x""#),
        ("type: [integer, string], maxLength: 1, maximum: 9", "10", "2 X.maximum"),
        ("type: [integer, string], maxLength: 1, maximum: 9", #""ab""#, "2 X.maxLength"),
    ]

    @Test("Takes the first type of a union that fits", arguments: unions)
    func takesUnions(declaration: String, value: String, expected: String) async throws {
        #expect(try await Bench(declaration + ", invalid: 2").result(of: value) == expected)
    }

    @Test("Gives an enclosing code to whatever has none of its own, and names the way to it")
    func inheritsCodes() async throws {
        let members = "L: { type: array, items: { type: object, members: { N: { type: integer, minimum: 1 } } } }"
        let bench = try Bench("type: object, invalid: 7, members: { \(members) }")
        let answer = await bench.answer(#""X":{"L":[{"N":1},{"N":0}]}"#)
        #expect(answer.decision == "7 X.L.N.minimum")
        #expect(answer.errors.first?["Parameter"] as? String == "X.L[1].N")
        #expect(try await Bench("type: integer").result(of: "true") == "100006 X.type")
    }
}
