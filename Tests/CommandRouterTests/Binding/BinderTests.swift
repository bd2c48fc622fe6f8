// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite("Binder") struct BinderTests {
    static let defaults: [(String, String)] = [
        ("type: integer, default: 5", "=5"), ("type: id, default: 5", "=5"), ("type: number, default: 5", "=5.0"),
        ("type: number, default: 0.5", "=0.5"), ("type: boolean, default: true", "=true"), (#"type: string, default: "yes""#, #"="yes""#),
        (#"type: string, default: """#, #"="""#), (#"type: boolean, default: "yes""#, "=true"), (#"type: integer, default: "5""#, "=5"),
        (#"type: time, default: "10:00""#, #"="10:00:00""#), (#"type: idList, default: "1, 2,1""#, "=[1,2]"),
        ("type: idList, default: 3", "=[3]"),
        ("type: idList, default: [3, 4]", "=[3,4]"), ("type: array, items: { type: id }, default: [3, 4]", "=[3,4]"),
        ("type: array, items: { type: boolean }, default: [1, 0]", "=[true,false]"),
        ("type: object, default: { a: [1, x] }", #"={"a":[1,"x"]}"#),
        ("type: object, members: { A: { type: id }, B: { type: integer, default: 7 } }, default: { A: 3 }", #"={"A":3,"B":7}"#),
        (#"type: [integer, string], default: "x""#, #"="x""#), (#"type: string, trim: true, default: " x ""#, #"="x""#),
    ]

    @Test("Binds a default as if it had been sent, for null too", arguments: defaults)
    func bindsDefaults(declaration: String, expected: String) async throws {
        let bench = try Bench(declaration)
        #expect(await bench.result(of: "null") == expected)
        let absent = await bench.answer("")
        #expect(absent.bound == #"{"X":"# + expected.dropFirst() + "}")
    }

    @Test("Binds a default of a member where the member is absent")
    func bindsMemberDefaults() async throws {
        let bench = try Bench("type: array, items: { type: object, members: { A: { type: boolean, default: true } } }")
        #expect(await bench.result(of: #"[{},{"A":null},{"A":0}]"#) == #"=[{"A":true},{"A":true},{"A":false}]"#)
    }

    private static let three = """
        A: { type: id, required: 1, invalid: 4 }
        B: { type: integer, required: 2, invalid: 5, maximum: 9 }
        C: { type: string, invalid: 6, maxLength: 2 }
        """
    private static let rule = "- { id: needs-c, when: { B: 7 }, requires: [C], code: 8 }"

    static let calls: [(String, String)] = [
        ("", "[1,2] A.required B.required"), (#""B":1"#, "[1] A.required"), (#""A":1"#, "[2] B.required"),
        (#""A":null,"B":"""#, "[1,2] A.required B.required"), (#""B":"x","C":"abc""#, "[1] A.required B.type C.maxLength"),
        (#""C":"abc","B":"x","A":0"#, "4 A.type B.type C.maxLength"), (#""C":"abc","B":10,"A":1"#, "5 B.maximum C.maxLength"),
        (#""A":1,"B":7"#, "8 needs-c"), (#""A":0,"B":7"#, "4 A.type needs-c"), (#""B":7"#, "[1] A.required needs-c"),
        (#""A":1,"B":7,"C":null"#, "8 needs-c"), (#""A":1,"B":7,"C":"""#, "8 needs-c"),
        (#""A":1,"B":7,"C":"abc""#, "6 C.maxLength"), (#""A":1,"B":"7","C":"0""#, #"{"A":1,"B":7,"C":"0"}"#),
        (#""A":1,"B":8"#, #"{"A":1,"B":8}"#), (#""a":1,"b":8,"c":"x""#, #"{"A":1,"B":8,"C":"x"}"#),
    ]

    @Test("Answers missing ones as an array, else the first code in declared order, rules last", arguments: calls)
    func ordersCodes(members: String, expected: String) async throws {
        #expect(try await Bench(parameters: Self.three, rules: Self.rule).answer(members).decision == expected)
    }

    @Test("Says the code, the parameter, the rule and what is expected of each violation, and the command's texts")
    func describesViolations() async throws {
        let answer = try await Bench(parameters: Self.three).answer(#""B":10"#)
        let missing = #"{"Code":1,"Parameter":"A","Rule":"A.required","Message":"A is required"}"#
        let tooMuch = #"{"Code":5,"Parameter":"B","Rule":"B.maximum","Message":"B must be at most 9"}"#
        let start = #"{"Success":false,"ErrorCode":[1],"ErrorText":["Text of 1"],"Errors":"#
        #expect(answer.text == "\(start)[\(missing),\(tooMuch)]}")
        #expect(answer.status == 200)
    }

    @Test("A limit says what it demands in its own words, or in those of its kind")
    func saysDemands() async throws {
        let says = #"says: "must be of letters""#
        let bench = try Bench(
            parameters: "X: { type: string, pattern: { is: '[a-z]+', \(says) } }\nY: { type: string, pattern: '[a-z]+' }\n"
                + "Z: { type: array, items: { type: integer, maximum: { is: 5, code: 7, says: must be few } } }")
        let answer = await bench.answer(#""X":"1","Y":"1","Z":[1,9]"#)
        #expect(answer.decision == "100006 X.pattern Y.pattern Z.maximum")
        #expect(answer.messages == ["X must be of letters", "Y must match [a-z]+", "Z[1] must be few"])
    }

    @Test("Lists at most 32 violations, and answers with the first")
    func boundsErrors() async throws {
        let items = Array(repeating: "true", count: 1_000).joined(separator: ",")
        let answer = try await Bench("type: array, items: { type: id, invalid: 3 }").answer(#""X":[\#(items)]"#)
        #expect(answer.code == "3")
        #expect(answer.errors.count == 32)
        let names = (1...40).map { "P\($0): { type: id, required: \($0) }" }.joined(separator: "\n")
        let missing = try await Bench(parameters: names).answer("")
        #expect(missing.code == "[" + (1...40).map(String.init).joined(separator: ",") + "]")
        #expect(missing.errors.count == 32)
    }

    @Test("Takes a parameter by its other names, but only by one of them")
    func takesAliases() async throws {
        let bench = try Bench("type: id, invalid: 2, aliases: [Y, Z]")
        #expect(await bench.answer(#""y":5"#).bound == #"{"X":5}"#)
        let twice = await bench.answer(#""X":5,"Z":5"#)
        #expect(twice.decision == "2 X.once")
        #expect(twice.messages == ["X is given twice, by two of its names or spellings"])
    }

    static let conditions: [(String, String, String)] = [
        ("requires: [A]", #""On":true"#, "9 r"), ("requires: [A]", #""On":"yes""#, "9 r"),
        ("requires: [A]", #""On":false"#, #"{"On":false}"#),
        ("requires: [A]", #""On":1,"A":"0""#, #"{"On":true,"A":"0"}"#), ("requires: [A]", "", "{}"),
        ("requires: [A]", #""On":"maybe""#, "100006 On.type"), ("requires: [A, B]", #""On":1,"A":"x""#, "9 r"),
        ("requiresAny: [A, B]", #""On":1"#, "9 r"), ("requiresAny: [A, B]", #""On":1,"B":"x""#, #"{"On":true,"B":"x"}"#),
        ("requiresAny: [A, B]", #""On":1,"A":"","B":null"#, "9 r"), ("forbids: [A]", #""On":1,"A":"x""#, "9 r"),
        ("forbids: [A]", #""On":1,"A":"""#, #"{"On":true,"A":""}"#), ("forbids: [A]", #""A":"x""#, #"{"A":"x"}"#),
        ("atMostOne: [A, B]", #""On":1,"A":"x","B":"y""#, "9 r"),
        ("atMostOne: [A, B]", #""On":1,"A":"x","B":"""#, #"{"On":true,"A":"x","B":""}"#),
        ("whenPresent: [A], requires: [B]", #""On":1,"A":"x""#, "9 r"),
        ("whenPresent: [A], requires: [B]", #""On":1,"A":null"#, #"{"On":true}"#),
        ("whenAbsent: [A], requires: [B]", #""On":1"#, "9 r"), ("whenAbsent: [A], requires: [B]", #""On":1,"A":"""#, "9 r"),
        ("whenAbsent: [A], requires: [B]", #""On":1,"A":"x""#, #"{"On":true,"A":"x"}"#),
        ("whenAbsent: [A], requires: [B]", #""On":0"#, #"{"On":false}"#),
    ]

    @Test(
        "Says in words what a rule asks for, and blames the second of two",
        arguments: [
            ("atMostOne: [A, B]", #""A":"x","B":"y""#, "at most one of A, B may be given", "B"),
            ("whenPresent: [A], requires: [B]", #""A":"x""#, "When A is given: B must be given", "B"),
            (
                "when: { B: y }, whenAbsent: [On], forbids: [A]", #""A":"x","B":"y""#,
                "When B is y and On is not given: A must not be given", "A"
            ),
        ])
    func words(rule: String, members: String, message: String, blamed: String) async throws {
        let parameters = "On: { type: boolean }\nA: { type: string }\nB: { type: string }"
        let answer = try await Bench(parameters: parameters, rules: "- { id: r, \(rule), code: 9 }").answer(members)
        #expect(answer.messages == [message])
        #expect(answer.errors.map { $0["Parameter"] as? String } == [blamed])
    }

    @Test("Applies a rule when its condition holds after binding", arguments: conditions)
    func appliesRules(demand: String, members: String, expected: String) async throws {
        let parameters = "On: { type: boolean }\nA: { type: string }\nB: { type: string }"
        let rules = "- { id: r, when: { On: true }, \(demand), code: 9 }"
        #expect(try await Bench(parameters: parameters, rules: rules).answer(members).decision == expected)
    }

    @Test("A rule's condition sees a default, and any of several values will do")
    func seesDefaults() async throws {
        let parameters = "Kind: { type: string, default: a }\nN: { type: integer }\nM: { type: string }"
        let bench = try Bench(parameters: parameters, rules: "- { id: r, when: { Kind: [a, b] }, requires: [M], code: 9 }")
        #expect(await bench.answer("").decision == "9 r")
        #expect(await bench.answer(#""Kind":"b""#).decision == "9 r")
        #expect(await bench.answer(#""Kind":"A""#).decision == #"{"Kind":"A"}"#)
    }
}
