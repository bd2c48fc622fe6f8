// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandManifest
import CommandRouter

/// Commands that end in each of the ways in which a call can end.
enum SurfacesFixture {
    private enum One: CommandTag { static let name: CommandName = "test.one" }
    private enum Admin: CommandTag { static let name: CommandName = "test.kill" }
    private enum Both: CommandTag { static let name: CommandName = "test.both" }
    private enum Need: CommandTag { static let name: CommandName = "test.need" }
    private enum APIOnly: CommandTag { static let name: CommandName = "test.apionly" }
    private enum Open: CommandTag { static let name: CommandName = "test.open" }

    private static let number = "N: { type: id, required: 1, invalid: 2 }"

    private static let text = [
        FixtureManifest.command("test.one", parameters: number), FixtureManifest.command("test.missing"),
        FixtureManifest.command("test.kill", "access: [admin]"), FixtureManifest.command("test.both", "access: [user, admin]"),
        FixtureManifest.command("test.need", "permissions: [Do, Undo]"), FixtureManifest.command("test.apionly", "surfaces: [api]"),
        FixtureManifest.command("test.open", "access: [none]"), FixtureManifest.command("test.who", "access: [user, admin]"),
        FixtureManifest.command(
            "test.fail", "errors: { 1: One, 2: { text: Two, status: 404 }, 3: { text: Three, status: 409 } }",
            parameters: "How: { type: integer, default: 1 }"),
    ].joined()

    static let manifest = Result { try FixtureManifest.commands(text) }

    /// A router over these commands; all handlers but `test.fail` count their runs.
    static func router(_ runs: RunCount = RunCount(), settings: RouterSettings = RouterSettings()) throws -> Router {
        let plugin = TestPlugin(
            Counting<One>(runs), Counting<Admin>(runs), Counting<Both>(runs), Counting<Need>(runs), Counting<APIOnly>(runs),
            Counting<Open>(runs), WhoAmI(), FailingAnyHow())
        return Router.of(try manifest.get(), plugin, settings: settings)
    }
}

/// Says whom it runs for.
struct WhoAmI: Command {
    static let name: CommandName = "test.who"
    struct Reply: Encodable, Sendable { var account: Int }

    func run(_ parameters: NoParameters, in context: CommandContext) async throws -> Reply {
        Reply(account: context.principal.accountID)
    }
}

/// Fails as it is told to: with a code up to 3, away at 4, with a wait at 5, for another reason beyond.
struct FailingAnyHow: Command {
    static let name: CommandName = "test.fail"
    struct Parameters: Decodable, Sendable { var how: Int }
    enum Failure: Int, FailureCode { case one = 1, two, three }
    struct Odd: Error {}

    func run(_ parameters: Parameters, in context: CommandContext) async throws -> NoReply {
        if let failure = Failure(rawValue: parameters.how) { throw failure }
        switch parameters.how {
        case 4: throw ComponentUnavailable("database", cause: "secret cause")
        case 5: throw RateLimited(retryAfter: 7)
        default: throw Odd()
        }
    }
}
