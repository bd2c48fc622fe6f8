// SPDX-License-Identifier: Apache-2.0

import CommandKit
package import CommandWire

/// What callers are told of what went wrong, and what is logged of it instead.
package final class Faults: Sendable {
    /// The refusals that belong to no command.
    package let refusals: StandardRefusals
    /// What is logged and counted.
    package let log: DispatchLog

    init(refusals: StandardRefusals, log: DispatchLog) {
        self.refusals = refusals
        self.log = log
    }

    /// What a caller is told of an error that a handler threw.
    func refusal(for error: any Error, _ bound: BoundCall) -> Refusal {
        if let invalid = error as? InvalidParameter { return bound.entry.refusal(invalid) }
        let failure = (error as? CommandFailure) ?? (error as? any FailureCode).map { CommandFailure(code: $0.rawValue) }
        guard let failure else { return refusal(for: error, command: bound.entry.name, bound.requestID) }
        do {
            if let refusal = try bound.entry.refusal(failure) { return refusal }
            log.unexpected("threw the undeclared code \(failure.code)", bound.entry.name, bound.requestID)
        } catch {
            log.unexpected("\(error)", bound.entry.name, bound.requestID)
        }
        return refusals.refusal(.unexpected, .unexpected)
    }

    /// What a caller is told of an error that is no command's own.
    func refusal(for error: any Error, command: CommandName, _ id: RequestID) -> Refusal {
        switch error {
        case let limited as RateLimited:
            return refusals.refusal(.limited(retryAfter: limited.retryAfter), .limited)
        case let large as TooLarge:
            return refusals.refusal(.tooLarge, .tooLarge, detail: large.advice)
        case let quota as QuotaExceeded:
            let detail = "The account may hold \(quota.limit) \(quota.resource); delete some before you make more"
            return refusals.refusal(.quota, .quota, detail: detail)
        case is CancellationError where Task.isCancelled:
            // Nobody reads the answer: the client is gone, or was told that it is late.
            return refusals.late
        case let away as ComponentUnavailable:
            log.unavailable(away, command, id)
            return refusals.refusal(.unavailable, .unavailable)
        default:
            log.unexpected("\(error)", command, id)
            return refusals.refusal(.unexpected, .unexpected)
        }
    }
}
