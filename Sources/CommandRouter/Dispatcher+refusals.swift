// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandManifest
import CommandWire

extension Dispatcher {
    /// No such command, with the one that may be meant.
    func unknown(_ name: String, _ surface: Call.Surface) -> Refusal {
        let offered = table.entries.lazy.filter { $0.offered.isOn(surface) }.map(\.declaration.name)
        guard name.utf8.count <= 64, let nearest = Suggestion.nearest(to: name, among: offered) else {
            return faults.refusals.refusal(.unknownCommand, .unknownCommand)
        }
        return faults.refusals.refusal(
            .unknownCommand, .unknownCommand, detail: "\(faults.refusals.text(.unknownCommand)). Did you mean \(nearest)?")
    }

    /// A command that changes something is called by a method that is for reading.
    func onlyBy(_ methods: String, _ name: String, _ request: InboundRequest) -> Refusal {
        faults.refusals.refusal(
            .method(allow: methods), .method,
            detail: "\(faults.refusals.text(.method)): \(name) changes something, so it is not called by \(request.method)")
    }

    /// Parameters came by position.
    func positional() -> Refusal {
        faults.refusals.refusal(.parameters, .invalid, detail: "Parameters are given by name, in an object")
    }

    /// No command is named, with what is likely to be wrong.
    func unnamed(_ call: borrowing Call, _ request: InboundRequest) -> Refusal {
        let hint = call.looksLikeJSON && !request.isQueried ? ". " + FormHint.text : ""
        return faults.refusals.refusal(.unknownCommand, .unknownCommand, detail: "No command is named" + hint)
    }

    /// Refuses unknown parameters where they are refused; counts them where they are ignored.
    func refuseOrCount(_ names: [String], of call: borrowing Call, _ entry: CommandEntry, _ findings: inout Findings) {
        guard !call.surface.isAPI else {
            faults.log.ignored(names.count)
            return
        }
        let declared = entry.declaration.parameters.filter { $0.role != .command }.map(\.name)
        let looksLikeJSON = call.looksLikeJSON
        for name in names.prefix(Findings.limit) {
            let hint =
                looksLikeJSON ? ". " + FormHint.text : Suggestion.nearest(to: name, among: declared).map { ". Did you mean \($0)?" } ?? ""
            let code = StandardCode.unknownParameter
            findings.add(
                Violation(
                    code: code.rawValue, parameter: Wording.shortened(name), rule: code.rule,
                    message: "\(faults.refusals.text(code))\(hint)"))
        }
    }

    /// What a dry run answers: that the call would run, and what was bound.
    func dryRun(_ bound: BoundCall) -> Outcome {
        let buffer = ReplyBuffer()
        if bound.surface.isRPC { buffer.append(raw: RPCEnvelope.replyPrefix) }
        buffer.append(raw: "{\"Success\":true,\"ErrorCode\":0,\"Validated\":true,\"Bound\":")
        BoundText.append(bound.values.all, bound.entry.plan.bound, to: buffer)
        buffer.append(raw: "}")
        return .reply(SealedReply(buffer.bytes), ignored: bound.ignored)
    }
}
