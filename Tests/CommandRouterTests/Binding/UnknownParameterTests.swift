// SPDX-License-Identifier: Apache-2.0

import CommandRouter
import CommandWire
import Testing

@Suite("Unknown parameters") struct UnknownParameterTests {
    private func api(_ members: String) async throws -> Answer {
        try await SurfacesFixture.router().api(#"{"Command":"test.one","APIKey":"all",\#(members)}"#)
    }

    @Test("Refuses them on v1 and /rpc, with the one that may be meant")
    func refuses() async throws {
        let router = try SurfacesFixture.router()
        let v1 = await router.v1("test.one", #"{"APIKey":"all","N":1,"ApiKye":"x"}"#)
        #expect(v1.status == 422)
        #expect(v1.decision == "100007 call.parameters")
        #expect(v1.messages == ["Unknown parameter. Did you mean APIKey?"])
        #expect(v1.errors.first?["Parameter"] as? String == "ApiKye")
        let rpc = await router.rpc(#"{"jsonrpc":"2.0","method":"test.one","params":{"APIKey":"all","N":1,"Zzz":1},"id":1}"#)
        #expect(rpc.rpcCode == -32602)
        #expect(rpc.decision == "100007 call.parameters")
        #expect(rpc.messages == ["Unknown parameter"])
    }

    @Test("On v1 JSON that was sent as a form is told what it lacks")
    func tellsMediaType() async throws {
        let request = InboundRequest(
            method: "POST", path: "/api/v1/test.one", contentType: "application/x-www-form-urlencoded", authorization: "Bearer all",
            body: Array(#"{"N":1}"#.utf8))
        let answer = await (try SurfacesFixture.router()).answer(request)
        #expect(answer.decision == "[1] N.required call.parameters")
        #expect(answer.messages.last == "Unknown parameter. The body looks like JSON: send it with Content-Type: application/json")
    }

    static let orders: [(String, String)] = [
        (#""Zzz":1"#, "[1] N.required call.parameters"), (#""Zzz":1,"N":0"#, "2 N.type call.parameters"),
        (#""N":1,"Y":1,"Zzz":1"#, "100007 call.parameters call.parameters"),
    ]

    @Test("Lists them after what is wrong with declared ones", arguments: orders)
    func comesLast(members: String, expected: String) async throws {
        #expect(try await SurfacesFixture.router().v1("test.one", #"{"APIKey":"all",\#(members)}"#).decision == expected)
    }

    @Test("/api.php ignores them, and says so of a call that is done and of one that is refused")
    func warns() async throws {
        let done = try await api(#""N":1,"CampainID":2"#)
        #expect(done.code == "0")
        #expect(done.header("Warning") == #"299 - "Unknown parameters ignored: CampainID""#)
        let refused = try await api(#""M":1"#)
        #expect(refused.code == "[1]")
        #expect(refused.header("Warning") == #"299 - "Unknown parameters ignored: M""#)
        #expect(try await api(#""N":1"#).header("Warning") == nil)
        let failed = try await SurfacesFixture.router().api(#"{"Command":"test.fail","APIKey":"all","How":5,"Hwo":1}"#)
        #expect(failed.header("Warning") == #"299 - "Unknown parameters ignored: Hwo""#)
        #expect(failed.header("Retry-After") == "7")
    }

    @Test("Counts what it ignored")
    func counts() async throws {
        let router = try SurfacesFixture.router()
        _ = await router.api(#"{"Command":"test.one","APIKey":"all","N":1,"Y":1,"Z":1}"#)
        _ = await router.api(#"{"Command":"test.one","APIKey":"all","Z":1}"#)
        _ = await router.v1("test.one", #"{"APIKey":"all","N":1,"Z":1}"#)
        #expect(router.dispatcher.faults.log.ignoredParameterCount == 3)
    }

    @Test("Does not tell somebody unknown which parameters there are")
    func warnsNobodyUnknown() async throws {
        #expect(try await SurfacesFixture.router().api(#"{"Command":"test.one","APIKey":"?","Z":1}"#).header("Warning") == nil)
    }

    static let names: [(String, String)] = [
        (#"a\r\nX-Evil: 1"#, "a??X-Evil:?1"), (#"a\nb"#, "a?b"), (#"a\"b\\c"#, "a?b?c"), (#"\u0001\u007f"#, "??"), ("ä", "??"),
        (#"a\u2028b"#, "a???b"), (String(repeating: "n", count: 100), String(repeating: "n", count: 64)), ("", ""),
    ]

    @Test("Bad input 36: no name breaks out of the header field", arguments: names)
    func keepsHeaderWhole(name: String, shown: String) async throws {
        let answer = try await api(#""N":1,"\#(name)":2"#)
        #expect(answer.header("Warning") == "299 - \"Unknown parameters ignored: \(shown)\"")
        #expect(answer.header("Warning")?.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F } == true)
    }

    @Test("Names eight of them at most")
    func namesEight() async throws {
        let members = (1...9).map { #""U\#($0)":1"# }.joined(separator: ",")
        let names = (1...8).map { "U\($0)" }.joined(separator: ", ")
        #expect(try await api(#""N":1,"# + members).header("Warning") == "299 - \"Unknown parameters ignored: \(names) and more\"")
    }

    @Test(
        "Bad input 30: parameters that would raise the caller are unknown and without effect",
        arguments: [
            "RelOwnerUserID", "IsAdmin", "Permissions", "AccountID",
        ])
    func ignoresPrivileges(name: String) async throws {
        let router = try SurfacesFixture.router()
        let api = await router.api(#"{"Command":"test.kill","APIKey":"all","\#(name)":1}"#)
        #expect(api.code == "99999")
        let who = await router.api(#"{"Command":"test.who","APIKey":"none","\#(name)":9}"#)
        #expect(who.object["account"] as? Int == 2)
        #expect(await router.v1("test.who", #"{"APIKey":"none","\#(name)":9}"#).code == "100007")
    }
}
