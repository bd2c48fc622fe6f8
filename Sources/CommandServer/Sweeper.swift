// SPDX-License-Identifier: Apache-2.0

import CommandStorage
import Logging

/// Runs what an application does in steps beside its calls, such as taking away what was deleted: each step in a write of its
/// own, with a pause after it in which calls have their turns.
struct Sweeper: Sendable {
    let database: any Database
    /// One step. True where something may be left.
    let step: @Sendable (any Writing) throws -> Bool
    let logger: Logger

    /// Between two steps, and once there is nothing left.
    private static let pause = Duration.milliseconds(20), rest = Duration.seconds(2)

    /// Runs until the task is cancelled.
    func run() async {
        var isMore = true
        while (try? await Task.sleep(for: isMore ? Self.pause : Self.rest)) != nil {
            do {
                isMore = try await database.write(for: .unnamed, until: .now + .seconds(10)) { [step] in try step($0) }
            } catch {
                isMore = false
                logger.warning("what was deleted could not be taken away now", metadata: ["cause": "\(Reason(error))"])
            }
        }
    }
}
