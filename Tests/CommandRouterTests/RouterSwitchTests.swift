// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandManifest
import CommandRouter
import CommandWire
import Testing

@Suite("Router switch")
struct RouterSwitchTests {
    /// A router whose answers name it: `test.one` without its number, and a call without credentials.
    private func router(_ name: String) throws -> Router {
        enum One: CommandTag { static let name: CommandName = "test.one" }
        var manifest = try FixtureManifest.commands(
            FixtureManifest.command("test.one", "errors: { 1: \(name) }", parameters: "N: { type: id, required: 1, invalid: 1 }"))
        manifest.errors.removeAll { $0.code == 99998 }
        manifest.errors.append(ErrorDeclaration(code: 99998, text: name, location: manifest.commands[0].location))
        return Router.of(manifest, TestPlugin(Counting<One>()))
    }

    private static let bad = #"{"Command":"test.one","APIKey":"cold"}"#

    private func text(_ exchange: Exchange) async -> String {
        switch exchange {
        case .answered(let response): Answer(response: response).text
        case .waiting(let rest): Answer(response: await rest.finish()).text
        }
    }

    @Test("A request that came before stays with the router that it was given to, one that comes after goes to the other")
    func keepsRouter() async throws {
        let routers = RouterSwitch(try router("old"))
        let verified = routers.begin(.json("/api.php", Self.bad))
        let call = #"{"jsonrpc":"2.0","id":1,"method":"test.one","params":{"APIKey":"cold"}}"#
        let nobody = #"{"jsonrpc":"2.0","id":1,"method":"test.one"}"#
        let batch = routers.begin(.json("/rpc", "[\(call),\(nobody),\(call)]"))
        routers.replace(with: try router("new"))
        let old = await text(verified) + (await text(batch))
        #expect(old.contains("old") && !old.contains("new"))
        #expect(old.split(separator: #""ErrorText":"#).count == 5)
        let new = await text(routers.begin(.json("/api.php", Self.bad))) + (await text(routers.begin(.json("/rpc", "[\(call),\(nobody)]"))))
        #expect(new.contains("new") && !new.contains("old"))
    }

    @Test("A router that was replaced goes with the last of its calls")
    func letsGo() async throws {
        weak var old: Router?
        let routers: RouterSwitch
        let pending: Exchange
        do {
            let router = try router("old")
            old = router
            routers = RouterSwitch(router)
            pending = routers.begin(.json("/api.php", Self.bad))
        }
        routers.replace(with: try router("new"))
        #expect(old != nil)
        #expect(await text(consume pending).contains("old"))
        #expect(old == nil)
    }
}
