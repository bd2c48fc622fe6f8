// SPDX-License-Identifier: Apache-2.0

import CommandRouter
import CommandWire
import Testing

@Suite("Dry runs") struct DryRunTests {
    @Test("Goes through every gate and stops before the command, on every surface")
    func stopsBeforeRunning() async throws {
        let runs = RunCount()
        let router = try SurfacesFixture.router(runs)
        let reply = #"{"Success":true,"ErrorCode":0,"Validated":true,"Bound":{"N":5}}"#
        #expect(await router.api(#"{"Command":"test.one","APIKey":"all","N":"5"}"#, mode: "validate").text == reply)
        #expect(await router.api(#"{"Command":"test.one","APIKey":"cold","N":"5"}"#, mode: "validate").text == reply)
        #expect(await router.v1("test.one", #"{"APIKey":"all","N":"5"}"#, mode: "validate").text == reply)
        let rpc = await router.rpc(#"{"jsonrpc":"2.0","method":"test.one","params":{"APIKey":"all","N":"5"},"id":1}"#, mode: "validate")
        #expect(rpc.text == #"{"jsonrpc":"2.0","result":\#(reply),"id":1}"#)
        #expect(await router.api(#"{"Command":"test.one","APIKey":"?","N":5}"#, mode: "validate").code == "99998")
        #expect(await router.api(#"{"Command":"test.kill","APIKey":"all"}"#, mode: "validate").code == "99999")
        #expect(await router.api(#"{"Command":"test.missing","APIKey":"all"}"#, mode: "validate").code == "100002")
        #expect(runs.value == 0)
        #expect(await router.api(#"{"Command":"test.one","APIKey":"all","N":5}"#).code == "0")
        #expect(runs.value == 1)
    }

    @Test("Refuses another mode, so that a misspelled one runs nothing", arguments: ["Validate", "validate ", "dry", "", "run"])
    func refusesOtherModes(mode: String) async throws {
        let runs = RunCount()
        let router = try SurfacesFixture.router(runs)
        #expect(await router.api(#"{"Command":"test.one","APIKey":"all","N":5}"#, mode: mode).code == "100000")
        #expect(await router.v1("test.one", #"{"APIKey":"all","N":5}"#, mode: mode).status == 400)
        let call = #"{"jsonrpc":"2.0","method":"test.one","params":{"APIKey":"all","N":5},"id":1}"#
        #expect(await router.rpc(call, mode: mode).object["error"] != nil)
        #expect(runs.value == 0)
    }

    @Test("Shows neither credentials nor secrets, at any level")
    func hidesSecrets() async throws {
        let item = "type: object, members: { Key: { type: string, secret: true }, Name: { type: string } }"
        let parameters = """
            P: { type: string, secret: true }
            L: { type: array, items: { \(item) } }
            S: { type: array, secret: true, items: { type: string } }
            T: { type: array, items: { type: string, secret: true } }
            """
        let values = #""P":"hunter2","L":[{"Key":"hunter2","Name":"n"}],"S":["hunter2"],"T":["hunter2"]"#
        let answer = try await Bench(parameters: parameters).answer(values)
        #expect(answer.bound == #"{"P":"***","L":[{"Key":"***","Name":"n"}],"S":"***","T":["***"]}"#)
        let login = try await ShippedManifest.router().api(
            #"{"Command":"user.login","Username":" ada ","Password":"hunter2"}"#, mode: "validate")
        #expect(login.bound == #"{"Username":"ada","Password":"***"}"#)
        let logout = try await ShippedManifest.router().api(#"{"Command":"user.logout","SessionID":"s-all"}"#, mode: "validate")
        #expect(logout.bound == "{}")
    }
}
