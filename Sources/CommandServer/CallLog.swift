// SPDX-License-Identifier: Apache-2.0

import CommandKit
import Logging

/// Logs a line for each call, at debug: what it came to, and what it broke. No parameters, no credentials.
struct CallLog: CommandMiddleware {
    private let logger: Logger

    /// Logs to this logger; nil where it would log nothing.
    init?(_ logger: Logger) {
        guard logger.logLevel <= .debug else { return nil }
        self.logger = logger
    }

    func ended(_ ending: CallEnding) {
        var line: Logger.Metadata = ["request-id": "\(ending.requestID)"]
        line["command"] = ending.command.map { "\($0.name)" }
        line["surface"] = ending.surface.map { "\($0)" }
        line["account"] = ending.principal.map { "\($0.accountID)" }
        line["microseconds"] = ending.duration.map { "\($0 / .microseconds(1))" }
        if ending.ignoredParameters > 0 { line["ignored-parameters"] = "\(ending.ignoredParameters)" }
        switch ending.outcome {
        case .done: line["outcome"] = "done"
        case .validated: line["outcome"] = "validated"
        case .refused(let refusal):
            line["outcome"] = "refused"
            line["gate"] = "\(refusal.gate)"
            line["codes"] = "\(refusal.codes.map(String.init).joined(separator: ","))"
            line["rules"] = "\(refusal.rules.joined(separator: ","))"
        }
        logger.debug("call", metadata: line)
    }
}
