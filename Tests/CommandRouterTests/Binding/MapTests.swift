// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandRouter
import Testing

@Suite("Objects with names of the caller's") struct MapTests {
    static let values: [(String, String)] = [
        (#"{"b":"x","a":"y"}"#, #"={"b":"x","a":"y"}"#), (#"{"a":"x","A":"y"}"#, #"={"a":"x","A":"y"}"#), ("{}", "={}"),
        (#"{"":"x","a.b[c]":"y"}"#, #"={"":"x","a.b[c]":"y"}"#), (#"{"a":null,"b":""}"#, #"={"b":""}"#),
        (#""{\"a\":\"x\"}""#, #"={"a":"x"}"#), (#"{"a":"long"}"#, "2 X.maxLength"), (#"{"a":"x","b":5}"#, "4 X.type"),
        (#"{"a":5,"b":"long"}"#, "4 X.type X.maxLength"), ("[]", "3 X.type"), (#"["x"]"#, "3 X.type"), ("5", "3 X.type"),
        (#""x""#, "3 X.type"), (#"{"\u00e9":"x","e\u0301":"y"}"#, "4 X.once"), ("null", "="),
    ]

    @Test("Binds each value as declared, under the name that the caller gave", arguments: values)
    func binds(value: String, expected: String) async throws {
        let bench = try Bench("type: object, invalid: 3, values: { type: string, invalid: 4, maxLength: { is: 3, code: 2 } }")
        #expect(await bench.result(of: value) == expected)
    }

    @Test("A message has the caller's name in brackets, shortened")
    func names() async throws {
        let bench = try Bench("type: object, values: { type: object, members: { A: { type: id, required: 5 } } }")
        let answer = await bench.answer(#""X":{"colour":{}}"#)
        #expect(answer.messages == ["X[colour].A is required"])
        #expect(answer.rules == ["X.A.required"])
        let long = String(repeating: "n", count: 5_000)
        #expect(await bench.answer(#""X":{"\#(long)":1}"#).messages == ["X[\(long.prefix(64))] must be an object"])
    }

    static let bodies: [(String, String)] = [
        ("X[colour]=red&X[size]=9", #"{"X":{"colour":"red","size":"9"}}"#), ("X[0]=a&X[1]=b", #"{"X":{"0":"a","1":"b"}}"#),
        ("X[3]=a&X[7]=b", #"{"X":{"3":"a","7":"b"}}"#), ("X[a]=&X[b]=c", #"{"X":{"a":"","b":"c"}}"#),
        ("X={\"a\":\"b\"}", #"{"X":{"a":"b"}}"#),
    ]

    @Test("Is a form's brackets, numbers among them", arguments: bodies)
    func forms(body: String, bound: String) async throws {
        let bench = try Bench("type: object, values: { type: string }")
        let answer = await bench.router.answer(.form("/api.php", "Command=test.bind&APIKey=all&" + body, mode: "validate"))
        #expect(answer.bound == bound)
    }

    @Test("An empty field of a form counts as not sent where it can be no value")
    func emptyFields() async throws {
        let bench = try Bench("type: object, values: { type: integer }")
        let answer = await bench.router.answer(.form("/api.php", "Command=test.bind&APIKey=all&X[a]=&X[b]=4", mode: "validate"))
        #expect(answer.bound == #"{"X":{"b":4}}"#)
    }

    /// Replies with what it was given, sorted by name.
    private struct Echo: Command {
        static let name: CommandName = "test.bind"
        struct Part: Decodable, Sendable { var a: Int }
        struct Parameters: Decodable, Sendable {
            var x: [String: [Int]]?
            var y: [String: Part]?
            var z: [String: [String: Bool]]?
        }
        struct Reply: Encodable, Sendable { var text: String }

        func run(_ parameters: Parameters, in context: CommandContext) async throws -> Reply {
            let x = (parameters.x ?? [:]).sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
            let y = (parameters.y ?? [:]).sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.a)" }
            let z = (parameters.z ?? [:]).sorted { $0.key < $1.key }.map {
                "\($0.key)=\($0.value.sorted { $0.key < $1.key }.map { "\($0)\($1)" })"
            }
            return Reply(text: (x + y + z).joined(separator: " "))
        }
    }

    @Test("A handler gets a dictionary, of lists, structs and dictionaries too")
    func handed() async throws {
        let parameters = """
            X: { type: object, emptyAllowed: true, values: { type: idList } }
            Y: { type: object, values: { type: object, members: { A: { type: integer, default: 7 } } } }
            Z: { type: object, values: { type: object, values: { type: boolean } }, default: { d: { e: yes } } }
            """
        let text = FixtureManifest.command("test.bind", "returns: { Text: { type: string } }", parameters: parameters)
        let router = Router.of(try FixtureManifest.commands(text), TestPlugin(Echo()))
        let answer = await router.api(
            #"{"Command":"test.bind","APIKey":"all","X":{"b":"1,2","a":[3]},"Y":{"k":{},"l":{"a":"9"}},"Z":{"m":{"n":1,"N":0}}}"#)
        #expect(answer.object["Text"] as? String == #"a=[3] b=[1, 2] k=7 l=9 m=["Nfalse", "ntrue"]"#)
        #expect(await router.api(#"{"Command":"test.bind","APIKey":"all","X":""}"#).object["Text"] as? String == #"d=["etrue"]"#)
    }
}
