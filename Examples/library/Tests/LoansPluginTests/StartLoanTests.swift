// SPDX-License-Identifier: Apache-2.0

import CommandTesting
import Testing

@Suite("loan.start")
struct StartLoanTests {
    private static func request(_ parameters: String, key: String = "desk") -> CommandHarness.Request {
        .json(#"{"Command":"loan.start","APIKey":"\#(key)","Card":"A1234","DueDate":"2026-03-31",\#(parameters)}"#)
    }

    @Test("Lends a copy, or several", arguments: [(#""Copies":"30012""#, "[1]"), (#""Copies":["30012","30013"]"#, "[1,2]")])
    func lends(parameters: String, ids: String) async throws {
        let harness = try await TestServer.start()
        let reply = await harness.respond(to: Self.request(parameters))
        #expect(reply.text == #"{"Success":true,"ErrorCode":0,"LoanIDs":\#(ids)}"#)
    }

    @Test("Lends none of them where one is on loan")
    func lendsAllOrNone() async throws {
        let harness = try await TestServer.start()
        _ = await harness.respond(to: Self.request(#""Copies":"30012""#))
        let both = await harness.respond(to: Self.request(#""Copies":["30013","30012"]"#))
        #expect(both.text.contains(#""ErrorCode":7"#))
        let other = await harness.respond(to: Self.request(#""Copies":"30013""#))
        #expect(other.text.contains(#""Success":true"#))
    }

    @Test(
        "Refuses what the manifest rules out, by its code and rule",
        arguments: [
            (#""Copies":"30012","Handover":"Post""#, "6", "post-needs-address"),
            (#""Copies":"30012","Address":{"Street":"5 Mill Lane","Town":"Ely"}"#, "6", "desk-takes-no-address"),
            (#""Copies":"30012","Handover":"Post","Address":{"Street":"5 Mill Lane"}"#, "6", "Address.Town.required"),
            (#""Copies":"30012","Handover":"Carrier pigeon""#, "5", "Handover.oneOf"),
            (#""Copies":[" "]"#, "3", "Copies.notBlank"), (#""Copies":null"#, "[1]", "Copies.required"),
        ])
    func refuses(parameters: String, code: String, rule: String) async throws {
        let harness = try await TestServer.start()
        let reply = await harness.respond(to: Self.request(parameters))
        #expect(reply.text.contains(#""ErrorCode":\#(code),"#) && reply.text.contains(#""Rule":"\#(rule)""#), "\(reply.text)")
    }

    @Test("Needs its permission")
    func needsPermission() async throws {
        let harness = try await TestServer.start()
        let reply = await harness.respond(to: Self.request(#""Copies":"30012""#, key: "visitor"))
        #expect(reply.text.contains(#""ErrorCode":99999"#))
    }
}
