// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandManifest
import CommandRouter

/// The methods of the JSON-RPC specification's examples, their parameters named.
enum Arithmetic {
    private static let open = "access: [none]\nerrors: {}"
    private static let text = [
        FixtureManifest.command(
            "subtract", open + "\nreturns: { Difference: { type: integer } }",
            parameters: "minuend: { type: integer, default: 0 }\nsubtrahend: { type: integer, default: 0 }"),
        FixtureManifest.command(
            "sum", open + "\nreturns: { Sum: { type: integer } }",
            parameters: "of: { type: array, default: [], items: { type: integer } }"),
        FixtureManifest.command("get_data", open + "\nreturns: { Data: { type: string } }"), FixtureManifest.command("update", open),
    ].joined()

    static let manifest = Result { try FixtureManifest.commands(text) }

    /// A router over these methods; `update` counts its runs.
    static func router(_ runs: RunCount = RunCount(), settings: RouterSettings = RouterSettings()) throws -> Router {
        let plugin = TestPlugin(Subtract(), Sum(), GetData(), Counting<Update>(runs))
        return Router.of(try manifest.get(), plugin, settings: settings)
    }

    private enum Update: CommandTag { static let name: CommandName = "update" }

    private struct Subtract: Command {
        static let name: CommandName = "subtract"
        struct Parameters: Decodable, Sendable { var minuend, subtrahend: Int }
        struct Reply: Encodable, Sendable { var difference: Int }

        func run(_ parameters: Parameters, in context: CommandContext) async throws -> Reply {
            Reply(difference: parameters.minuend &- parameters.subtrahend)
        }
    }

    private struct Sum: Command {
        static let name: CommandName = "sum"
        struct Parameters: Decodable, Sendable { var of: [Int] }
        struct Reply: Encodable, Sendable { var sum: Int }

        func run(_ parameters: Parameters, in context: CommandContext) async throws -> Reply {
            Reply(sum: parameters.of.reduce(0, &+))
        }
    }

    private struct GetData: Command {
        static let name: CommandName = "get_data"
        struct Reply: Encodable, Sendable { var data = String(repeating: "d", count: 100) }

        func run(_ parameters: NoParameters, in context: CommandContext) async throws -> Reply { Reply() }
    }
}
