// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandWire

extension Dispatcher {
    /// The same gates, which leave no trace: nothing is counted among calls, told to middleware, or noted of a session.
    var uncounted: Dispatcher {
        Dispatcher(
            table: table, authenticator: InspectingAuthenticator(base: authenticator),
            faults: Faults(refusals: faults.refusals, log: faults.log.apart), middleware: nil,
            isGetStrict: isGetStrict)
    }

    /// Takes a call through the same gates as ``begin(_:of:)`` and ``finish(_:)``, in the same order, with a recorder beside them,
    /// and stops before the command runs. A `principal` that is given is believed, and the call's credentials are not looked at.
    ///
    /// - Returns: What the call comes to; nil where its command would run.
    func explain(
        _ call: inout Call, of request: InboundRequest, as principal: Principal?, _ recorder: inout ExplainRecorder
    ) async -> Outcome? {
        do throws(Refusal) {
            let entry = try find(call, of: request)
            recorder.found(entry)
            let oddities = entry.assign(&call)
            let principal = try await caller(call, entry, request, assumed: principal)
            recorder.identified(principal)
            try admit(principal, to: entry)
            recorder.admitted()
            let bound = try bind(call, of: request, by: principal, entry, oddities)
            recorder.bound(bound)
            return call.isDryRun ? dryRun(bound) : nil
        } catch {
            return .refused(error)
        }
    }

    private func caller(
        _ call: Call, _ entry: CommandEntry, _ request: InboundRequest, assumed: Principal?
    ) async throws(Refusal) -> Principal {
        if let assumed {
            if entry.offered.isOpenToAll { return .nobody }
            guard assumed.kind != .none || entry.offered.admitsNobody else { throw unauthenticated() }
            return assumed
        }
        if let known = try identify(call, entry) { return known }
        return try await verify(call, entry, request)
    }
}
