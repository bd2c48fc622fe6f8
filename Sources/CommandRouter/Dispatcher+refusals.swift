// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandManifest
import CommandWire

extension Dispatcher {
    /// No such command, with the one that may be meant.
    func unknown(_ name: String, _ surface: Call.Surface) -> Refusal {
        let offered = table.entries.lazy.filter { $0.offered.isOn(surface) }.map(\.declaration.name)
        guard name.utf8.count <= 64, let nearest = Suggestion.nearest(to: name, among: offered) else {
            return refusals.refusal(.unknownCommand, .unknownCommand)
        }
        return refusals.refusal(
            .unknownCommand, .unknownCommand, detail: "\(refusals.text(.unknownCommand)). Did you mean \(nearest)?")
    }

    /// Refuses unknown parameters where they are refused; counts them where they are ignored.
    func refuseOrCount(_ names: [String], _ found: FoundCall, _ findings: inout Findings) {
        guard found.call.surface != .api else {
            log.ignored(names.count)
            return
        }
        let declared = found.entry.declaration.parameters.filter { $0.role != .command }.map(\.name)
        for name in names.prefix(Findings.limit) {
            let hint = Suggestion.nearest(to: name, among: declared).map { ". Did you mean \($0)?" } ?? ""
            let code = StandardCode.unknownParameter
            findings.add(
                Violation(
                    code: code.rawValue, parameter: Wording.shortened(name), rule: code.rule,
                    message: "\(refusals.text(code))\(hint)"))
        }
    }

    /// What a caller is told of an error that a handler threw.
    func refusal(for error: any Error, _ bound: BoundCall) -> Refusal {
        if let invalid = error as? InvalidParameter { return bound.entry.refusal(invalid) }
        let failure = (error as? CommandFailure) ?? (error as? any FailureCode).map { CommandFailure(code: $0.rawValue) }
        guard let failure else { return refusal(for: error, command: bound.entry.name, bound.context.requestID) }
        do {
            if let refusal = try bound.entry.refusal(failure) { return refusal }
            log.unexpected("threw the undeclared code \(failure.code)", bound.entry.name, bound.context.requestID)
        } catch {
            log.unexpected("\(error)", bound.entry.name, bound.context.requestID)
        }
        return refusals.refusal(.unexpected, .unexpected)
    }

    /// What a caller is told of an error that came while its credentials were verified.
    func refusal(for error: any Error, _ found: FoundCall) -> Refusal {
        refusal(for: error, command: found.entry.name, found.call.request.requestID)
    }

    private func refusal(for error: any Error, command: CommandName, _ id: RequestID) -> Refusal {
        switch error {
        case let limited as RateLimited:
            return refusals.refusal(.limited(retryAfter: limited.retryAfter), .limited)
        case let away as ComponentUnavailable:
            log.unavailable(away, command, id)
            return refusals.refusal(.unavailable, .unavailable)
        default:
            log.unexpected("\(error)", command, id)
            return refusals.refusal(.unexpected, .unexpected)
        }
    }

    /// What a dry run answers: that the call would run, and what was bound.
    func dryRun(_ bound: BoundCall) -> Outcome {
        let buffer = ReplyBuffer()
        if bound.surface == .rpc { buffer.append(raw: RPCEnvelope.replyPrefix) }
        buffer.append(raw: "{\"Success\":true,\"ErrorCode\":0,\"Validated\":true,\"Bound\":")
        BoundText.append(bound.values, bound.entry.plan.bound, to: buffer)
        buffer.append(raw: "}")
        return .reply(buffer.bytes, ignored: bound.ignored)
    }
}
