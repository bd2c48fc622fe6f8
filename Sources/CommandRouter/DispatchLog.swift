// SPDX-License-Identifier: Apache-2.0

import CommandKit
package import Logging
import Synchronization

/// What the router logs and counts: causes that no caller is told, with the request id that they are.
package final class DispatchLog: Sendable {
    private let logger: Logger
    private let ignoredParameters = Atomic<Int>(0)

    /// Logs to this logger.
    package init(_ logger: Logger) { self.logger = logger }

    /// One that logs to the same logger and counts for itself.
    var apart: DispatchLog { DispatchLog(logger) }

    /// How many unknown parameters were ignored on `/api.php` since the start.
    package var ignoredParameterCount: Int { ignoredParameters.load(ordering: .relaxed) }

    func ignored(_ count: Int) { ignoredParameters.wrappingAdd(count, ordering: .relaxed) }

    func unexpected(_ cause: String, _ command: CommandName, _ id: RequestID) {
        logger.error("unexpected failure", metadata: metadata(command, id, cause))
    }

    func unavailable(_ away: ComponentUnavailable, _ command: CommandName, _ id: RequestID) {
        logger.error("\(away.component) is unavailable", metadata: metadata(command, id, away.cause))
    }

    private func metadata(_ command: CommandName, _ id: RequestID, _ cause: String) -> Logger.Metadata {
        ["request-id": "\(id)", "command": "\(command)", "cause": "\(cause)"]
    }
}
