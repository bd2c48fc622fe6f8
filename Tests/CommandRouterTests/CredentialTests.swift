// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandRouter
import CommandWire
import Logging
import Testing

@Suite("Credentials") struct CredentialTests {
    /// The account that a call ran for, or the code that it was refused with.
    private func caller(_ answer: Answer) -> String {
        let reply = answer.object["result"] as? [String: Any] ?? answer.object
        return (reply["account"] as? Int).map { "account \($0)" } ?? answer.code
    }

    static let parameters: [(String, String)] = [
        (#""APIKey":"all""#, "account 1"), (#""APIKey":"none""#, "account 2"), (#""SessionID":"s-all""#, "account 1"),
        (#""AdminAPIKey":"admin""#, "account 9"), (#""APIKey":"admin""#, "account 9"), (#""APIKey":"cold""#, "account 1"),
        (#""APIKey":"none","SessionID":"s-all""#, "account 2"), (#""SessionID":"s-all","APIKey":"?""#, "99998"),
        (#""APIKey":"","SessionID":"s-all""#, "account 1"), (#""APIKey":null,"SessionID":"s-all""#, "account 1"),
        (#""APIKey":"\u0061ll""#, "account 1"), ("", "99998"), (#""APIKey":"","SessionID":"""#, "99998"), (#""APIKey":"ALL""#, "99998"),
        (#""APIKey":" all""#, "99998"),
    ]

    @Test("A key decides over a session, which is not tried beside it", arguments: parameters)
    func keyDecides(members: String, expected: String) async throws {
        let router = try SurfacesFixture.router()
        let comma = members.isEmpty ? "" : ","
        #expect(caller(await router.api(#"{"Command":"test.who"\#(comma)\#(members)}"#)) == expected)
        #expect(caller(await router.v1("test.who", "{\(members)}")) == expected)
        #expect(caller(await router.rpc(#"{"jsonrpc":"2.0","method":"test.who","params":{\#(members)},"id":1}"#)) == expected)
    }

    @Test("Bad input 18: a credential that is no text is none", arguments: ["true", "1", "[]", "{}", #"["all"]"#, #"{"$ne":""}"#, "0"])
    func refusesOtherKinds(value: String) async throws {
        let router = try SurfacesFixture.router()
        for name in ["APIKey", "SessionID", "AdminAPIKey"] {
            #expect(await router.api(#"{"Command":"test.who","\#(name)":\#(value)}"#).code == "99998")
        }
        #expect(await router.api(#"{"Command":"test.who","APIKey":"all","SessionID":\#(value)}"#).code == "99998")
    }

    static let bearers: [(String?, String, String)] = [
        ("Bearer all", "", "account 1"), ("bearer all", "", "account 1"), ("BEARER  all", "", "account 1"),
        ("Bearer admin", "", "account 9"),
        ("Bearer cold", "", "account 1"), ("Bearer ?", "", "99998"), ("Bearer", "", "99998"), ("Bearer ", "", "99998"), ("", "", "99998"),
        ("Basic YTpi", "", "99998"), ("Basic YTpi", #""APIKey":"all""#, "99998"), ("Bearer a b", "", "99998"), ("Bearerall", "", "99998"),
        ("Bearer all\u{7F}", "", "99998"), ("Bearer äll", "", "99998"), ("Bearer all", #""APIKey":"all""#, "account 1"),
        ("Bearer all", #""APIKey":"none""#, "99998"), ("Bearer all", #""APIKey":"""#, "account 1"),
        ("Bearer all", #""APIKey":null"#, "account 1"),
        ("Bearer all", #""AdminAPIKey":"admin""#, "99998"), ("Bearer admin", #""AdminAPIKey":"admin""#, "account 9"),
        ("Bearer all", #""SessionID":"s-none""#, "account 1"), ("Bearer all", #""APIKey":true"#, "99998"),
        (nil, #""APIKey":"all""#, "account 1"),
    ]

    @Test("A bearer key is taken on v1 and /rpc, where it must agree with the parameters", arguments: bearers)
    func takesBearer(field: String?, members: String, expected: String) async throws {
        let router = try SurfacesFixture.router()
        for request in [
            InboundRequest.json("/api/v1/test.who", "{\(members)}"),
            InboundRequest.json("/rpc", #"{"jsonrpc":"2.0","method":"test.who","params":{\#(members)},"id":1}"#),
        ] {
            #expect(caller(await router.answer(request.changed { $0.authorization = field })) == expected)
        }
    }

    @Test("/api.php takes no bearer key")
    func ignoresBearerOnAPI() async throws {
        let router = try SurfacesFixture.router()
        let request = InboundRequest.json("/api.php", #"{"Command":"test.who"}"#).changed { $0.authorization = "Bearer all" }
        #expect(caller(await router.answer(request)) == "99998")
        let keyed = request.changed { $0.body = Array(#"{"Command":"test.who","APIKey":"none"}"#.utf8) }
        #expect(caller(await router.answer(keyed)) == "account 2")
    }

    static let lookalikes = [
        "test.\u{212A}ill", "te\u{17F}t.kill", "test.k\u{131}ll", "test.k\u{130}ll", "tеst.kill", "test․kill", "test．kill", "ｔest.kill",
        "test.kill\u{200B}", "test.kill ", " test.kill", "test.kıll", "test.kill.", "test..kill", "test/kill", "test.kill\u{301}",
    ]

    @Test("Bad input 31: a name that looks like an admin's command is no command, for everybody alike", arguments: lookalikes)
    func refusesLookalikes(name: String) async throws {
        let runs = RunCount()
        let router = try SurfacesFixture.router(runs)
        for key in ["all", "none", "admin", "?"] {
            #expect(await router.api(#"{"Command":"\#(name)","APIKey":"\#(key)"}"#).code == "100003")
            #expect(await router.rpc(#"{"jsonrpc":"2.0","method":"\#(name)","params":{"APIKey":"\#(key)"},"id":1}"#).rpcCode == -32601)
        }
        #expect(runs.value == 0)
    }

    @Test(
        "Bad input 31: an admin's command in any case is denied alike",
        arguments: ["test.kill", "TEST.KILL", "Test.Kill", "test\\u002ekill"])
    func deniesEveryCase(name: String) async throws {
        let runs = RunCount()
        let router = try SurfacesFixture.router(runs)
        #expect(await router.api(#"{"Command":"\#(name)","APIKey":"all"}"#).code == "99999")
        #expect(await router.api(#"{"Command":"\#(name)","APIKey":"?"}"#).code == "99998")
        #expect(runs.value == 0)
        #expect(await router.api(#"{"Command":"\#(name)","AdminAPIKey":"admin"}"#).code == "0")
        #expect(runs.value == 1)
    }

    @Test(
        "All declared permissions are needed, compared exactly",
        arguments: [
            (["Do", "Undo"], "0"), (["Do"], "99999"), (["Undo"], "99999"), (["do", "undo"], "99999"), (["*"], "99999"), ([], "99999"),
        ])
    func needsAllPermissions(held: [String], code: String) async throws {
        struct Holder: Authenticator {
            let held: [String]
            func remembered(_ credentials: Credentials) -> Principal? {
                Principal(kind: .user, accountID: 1, permissions: .these(Set(held)))
            }
            func principal(for credentials: Credentials) async throws -> Principal? { nil }
        }
        let text = FixtureManifest.command("test.one", "permissions: [Do, Undo]")
        let router = Router(
            manifest: try FixtureManifest.commands(text), plugins: [TestPlugin(Failing<DeclaredFailure>())],
            authenticator: Holder(held: held), logger: .init(label: "test"))
        #expect(await router.api(#"{"Command":"test.one","APIKey":"x"}"#).code == code)
    }
}
