// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandManifest
import CommandRouter
import CommandWire
import Testing

@Suite("The router's own commands") struct BuiltInTests {
    private static let place = SourceLocation(file: "router", line: 1, column: 1)

    /// A router with `rpc.echo`, which says who calls and gives back a number. The manifest has a command of that name too, as
    /// no file could declare it.
    private func router(_ access: Set<CommandDeclaration.Access>) throws -> Router {
        var manifest = try FixtureManifest.commands(FixtureManifest.command("test.who", "access: [user, admin]"))
        var twin = manifest.commands[0]
        twin.name = "rpc.echo"
        manifest.commands.append(twin)
        let number = ParameterDeclaration(
            name: "Number", required: 1, value: ValueDeclaration(kinds: [.integer], invalid: 2, location: Self.place),
            location: Self.place)
        let declaration = CommandDeclaration(
            name: "rpc.echo", plugin: "router", access: access, parameters: [number], location: Self.place)
        return Router(manifest: manifest, plugins: [TestPlugin(WhoAmI())], authenticator: Callers()) { manifest, _ in
            [
                BuiltInCommand(declaration, in: manifest) { call in
                    struct Parameters: Decodable { var number: Int }
                    let number = try Parameters(from: call).number
                    guard number >= 0 else { throw ComponentUnavailable("numbers", cause: "there are none") }
                    return Array("[\(call.principal.accountID),\(number)]".utf8)
                }
            ]
        }
    }

    private func call(_ members: String, method: String = "rpc.echo") -> String {
        #"{"jsonrpc":"2.0","method":"\#(method)","params":{\#(members)},"id":1}"#
    }

    @Test(
        "Goes through the gates of every command, its result as it gives it",
        arguments: [
            (#""APIKey":"admin","Number":"7""#, "[9,7]"), (#""APIKey":"admin","Number":true"#, "2 Number.type"),
            (#""APIKey":"admin","Number":1,"Numbr":1"#, "100007 call.parameters"), (#""APIKey":"admin""#, "[1] Number.required"),
            (#""APIKey":"all","Number":7"#, "99999 call.permissions"), (#""APIKey":"?","Number":7"#, "99998 call.credentials"),
            (#""Number":7"#, "99998 call.credentials"), (#""APIKey":"admin","Number":-1"#, "100004 call.available"),
        ])
    func passesGates(members: String, expected: String) async throws {
        let answer = try await router([.admin]).rpc(call(members))
        let result = Answer.json(answer.object["result"])
        #expect((result.isEmpty ? answer.decision : result) == expected)
    }

    @Test(
        "Where credentials may be left out, those that are given must be valid",
        arguments: [("", "[0,7]"), (#""APIKey":"all","#, "[1,7]"), (#""SessionID":"s-none","#, "[2,7]"), (#""APIKey":"?","#, "")])
    func takesCallersWithout(credentials: String, expected: String) async throws {
        let answer = try await router([.none, .user, .admin]).rpc(call(credentials + #""Number":7"#))
        #expect(Answer.json(answer.object["result"]) == expected)
    }

    @Test("Is on /rpc alone, and wins over a command that a manifest gives its name")
    func isOnRPCAlone() async throws {
        let router = try router([.admin])
        #expect(await router.api(#"{"Command":"rpc.echo","APIKey":"admin","Number":7}"#).code == "100003")
        #expect(await router.v1("rpc.echo", #"{"APIKey":"admin","Number":7}"#).status == 404)
        #expect(await router.rpc(call(#""APIKey":"all""#, method: "RPC.Echo")).rpcCode == -32002)
    }

    @Test("Takes a batch and a dry run like any other")
    func isLikeAnyOther() async throws {
        let router = try router([.admin])
        let one = call(#""APIKey":"admin","Number":7"#)
        let result = #"{"jsonrpc":"2.0","result":[9,7],"id":1}"#
        #expect(await router.rpc("[\(one),\(one)]").text == "[\(result),\(result)]")
        #expect(await router.rpc(one, mode: "validate").bound == #"{"Number":7}"#)
    }
}
