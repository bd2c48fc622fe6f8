// SPDX-License-Identifier: Apache-2.0

import CommandManifest
import CommandRouter
import CommandWire
import Testing

@Suite("Strict GET") struct StrictGetTests {
    private static func router(isStrict: Bool) throws -> Router {
        var settings = RouterSettings()
        settings.isGetStrict = isStrict
        settings.standIns = StandIn.Runs()
        return Router.of(try #require(ShippedManifest.manifest), settings: settings)
    }

    private static func get(_ command: String, by method: String = "GET") -> InboundRequest {
        InboundRequest(method: method, path: "/api.php", query: "Command=\(command)&APIKey=all")
    }

    @Test(
        "Refuses by GET what writes or destroys, logins included, before it looks at parameters or callers",
        arguments: (ShippedManifest.manifest?.commands ?? []).filter { $0.surfaces.contains(.api) }.map(\.name))
    func table(name: String) async throws {
        let command = try #require(ShippedManifest.manifest?.commands.first { $0.name == name })
        let (strict, lenient) = (try Self.router(isStrict: true), try Self.router(isStrict: false))
        let isRefused = await strict.answer(Self.get(command.name)).code == "100001"
        #expect(isRefused == (command.effects != .read))
        #expect(await lenient.answer(Self.get(command.name)).code != "100001")
        let head = await lenient.answer(Self.get(command.name, by: "HEAD"))
        #expect((head.code == "100001") == (command.effects != .read))
        if head.code == "100001" { #expect(head.header("Allow") == "GET, POST") }
        #expect((await strict.answer(Self.get(command.name, by: "HEAD")).code == "100001") == (command.effects != .read))
        #expect(await strict.api(#"{"Command":"\#(command.name)","APIKey":"all"}"#).code != "100001")
    }

    @Test("Refuses a login, and says by which method it is called")
    func login() async throws {
        let request = InboundRequest(method: "GET", path: "/api.php", query: "Command=User.Login&Username=ann&Password=x")
        let answer = try await Self.router(isStrict: true).answer(request)
        #expect(answer.status == 400)
        #expect(answer.code == "100001")
        #expect(answer.header("Allow") == "POST")
        #expect(answer.text.contains("user.login changes something, so it is not called by GET"))
    }

    @Test("Tells of an unknown command as such, and explains the refusal at the gate that refuses")
    func others() async throws {
        let router = try Self.router(isStrict: true)
        #expect(await router.answer(Self.get("tag.creat")).code == "100003")
        let explanation = try await router.explain(Self.get("tag.create"))
        #expect(explanation.verdict == .refused)
        #expect(explanation.text.contains("100001"))
    }
}
