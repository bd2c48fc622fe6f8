// SPDX-License-Identifier: Apache-2.0

import CommandKit
import Synchronization

/// A handler that does nothing, for commands that are tried without theirs: it takes any parameters, counts that it ran and
/// gives an empty reply.
package struct StandIn: Command {
    static let name: CommandName = "stand-in"

    /// How often a stand-in ran.
    package final class Runs: Sendable {
        private let total = Atomic<Int>(0)

        /// Starts at 0.
        package init() {}

        /// How often one ran so far.
        package var count: Int { total.load(ordering: .relaxed) }

        fileprivate func add() { total.wrappingAdd(1, ordering: .relaxed) }
    }

    let runs: Runs

    func run(_ parameters: NoParameters, in context: CommandContext) async throws -> NoReply {
        runs.add()
        return NoReply()
    }
}
