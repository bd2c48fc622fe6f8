// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandRouter
import CommandWire
import Testing

@Suite("Gates") struct GateTests {
    static let calls: [(String, String)] = [
        (#"{"Command":"test.won","APIKey":"?","N":0"#, "100000"), (#"{"Command":"test.won","APIKey":"?","N":0}"#, "100003"),
        (#"{"Command":"test.missing","APIKey":"?"}"#, "100002"), (#"{"Command":"test.one","APIKey":"?","N":0}"#, "99998"),
        (#"{"Command":"test.one","APIKey":"admin","N":0}"#, "99999"), (#"{"Command":"test.need","APIKey":"none","Z":0}"#, "99999"),
        (#"{"Command":"test.one","APIKey":"busy","N":0}"#, "100008"), (#"{"Command":"test.one","APIKey":"all","N":0}"#, "2"),
        (#"{"Command":"test.fail","APIKey":"all","How":"x"}"#, "100006"), (#"{"Command":"test.fail","APIKey":"all","How":3}"#, "3"),
    ]

    @Test("The first gate that refuses decides", arguments: calls)
    func firstDecides(body: String, code: String) async throws {
        #expect(try await SurfacesFixture.router().api(body).code == code)
    }

    @Test("A call waits for nothing but its command, and for a credential that is not remembered")
    func waitsForCommandAlone() throws {
        let router = try SurfacesFixture.router()
        let isPending = { (body: String, mode: String?) in
            if case .waiting = router.begin(.json("/api.php", body, mode: mode)) { true } else { false }
        }
        #expect(isPending(#"{"Command":"test.one","APIKey":"all","N":1}"#, nil))
        #expect(isPending(#"{"Command":"test.one","APIKey":"cold","N":0}"#, nil))
        #expect(!isPending(#"{"Command":"test.one","APIKey":"all","N":1}"#, "validate"))
        #expect(!isPending(#"{"Command":"test.one","APIKey":"all","N":0}"#, nil))
        #expect(!isPending(#"{"Command":"test.one","N":0}"#, nil))
        #expect(!isPending(#"{"Command":"test.need","APIKey":"none"}"#, nil))
    }

    @Test("A handler is told the command, the caller, the address, the request's id and the time")
    func fillsContext() async throws {
        struct FixedClock: WallClock {
            func now() -> Timestamp { Timestamp(milliseconds: 1_234) }
        }
        struct Told: Encodable, Sendable { var command, address, request, account, time: String }
        struct Telling: Command {
            static let name: CommandName = "test.one"
            func run(_ parameters: NoParameters, in context: CommandContext) async throws -> Told {
                Told(
                    command: context.command.description, address: context.address, request: context.requestID.description,
                    account: "\(context.principal.kind) \(context.principal.accountID)", time: "\(context.now.milliseconds)")
            }
        }
        var settings = RouterSettings()
        settings.clock = FixedClock()
        let router = Router.of(try FixtureManifest.commands(FixtureManifest.command("test.one")), TestPlugin(Telling()), settings: settings)
        let request = InboundRequest.json("/api.php", #"{"Command":"TEST.ONE","APIKey":"all"}"#).changed { $0.address = "192.0.2.1" }
        let reply = await router.answer(request).object
        #expect(reply["command"] as? String == "test.one")
        #expect(reply["address"] as? String == "192.0.2.1")
        #expect(reply["request"] as? String == request.requestID.description)
        #expect(reply["account"] as? String == "user 1")
        #expect(reply["time"] as? String == "1234")
    }

    @Test("A handler gets what was bound, in the kinds that it asks for")
    func bindsParameters() async throws {
        struct Variation: Codable, Sendable { var emailID: Int, weight: Int? }
        struct Bound: Codable, Sendable {
            var id: Int, ratio: Double, flag: Bool, list: [Int], day: String, note: String?, variations: [Variation], raw: JSONText,
                letter: Letter
            var types: [String], inner: LooseInner2?
        }
        struct LooseInner2: Codable, Sendable { var a: Int? }
        struct Echo: Command {
            static let name: CommandName = "test.one"
            func run(_ parameters: Bound, in context: CommandContext) async throws -> Bound { parameters }
        }
        let parameters = """
            ID: { type: id, required: 1 }
            Ratio: { type: number, default: 0.5 }
            Flag: { type: boolean, required: 1 }
            List: { type: idList, required: 1 }
            Day: { type: date, required: 1 }
            Note: { type: string }
            Variations: { type: array, required: 1, items: { type: object, members: { EmailID: { type: id }, Weight: { type: integer } } } }
            Raw: { type: object, required: 1 }
            Letter: { type: string, required: 1, oneOf: [a, b] }
            Types: { type: [string, array], required: 1, items: { type: string } }
            Inner: { type: object, emptyAllowed: true, members: { A: { type: id } } }
            """
        let text = FixtureManifest.command("test.one", parameters: parameters)
        let router = Router.of(try FixtureManifest.commands(text), TestPlugin(Echo()))
        let values =
            #""Types":"one","Letter":"b","Raw":{"x":[1]},"variations":[{"weight":null,"emailid":"7"}],"Day":"2024-02-29","#
            + #""List":"1,2","Flag":"on","ID":5"#
        let answer = await router.api(#"{"Command":"test.one","APIKey":"all",\#(values),"Inner":""}"#)
        let fields =
            #""id":5,"ratio":0.5,"flag":true,"list":[1,2],"day":"2024-02-29","variations":[{"emailID":7}],"raw":{"x":[1]},"letter":"b","#
        #expect(answer.text == #"{"Success":true,"ErrorCode":0,\#(fields)"types":["one"],"inner":{}}"#)
    }
}
