// SPDX-License-Identifier: Apache-2.0

import CommandKit

/// Handlers for one test.
struct TestPlugin: CommandPlugin {
    var name = "test"
    let commands: [any Command]

    init(_ commands: any Command..., named name: String = "test") {
        self.commands = commands
        self.name = name
    }
}

/// The name of a command, as a type.
protocol CommandTag: Sendable {
    static var name: CommandName { get }
}

/// Counts its runs and takes nothing: what a dry run says is bound is the router's, not the handler's.
struct Counting<Tag: CommandTag>: Command {
    static var name: CommandName { Tag.name }
    let runs: RunCount

    init(_ runs: RunCount = RunCount()) { self.runs = runs }

    func run(_ parameters: NoParameters, in context: CommandContext) async throws -> NoReply {
        runs.increment()
        return NoReply()
    }
}
