// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandManifest
package import CommandWire

/// Takes a call through the gates, in an order that is part of the contract:
///
///     open → find → identify → admit → bind → run → seal
///
/// `open` and `seal` are the surfaces'; the rest is this page, the same for every surface. Each gate gives what the next one
/// needs or throws a `Refusal`. Only `run`, and `identify` for a credential that is not remembered, may wait.
package final class Dispatcher: Sendable {
    let table: CommandTable
    let authenticator: any Authenticator
    /// What it logs, and tells of faults.
    package let faults: Faults
    /// Who is told how calls end.
    let middleware: MiddlewareChain?
    /// Whether what changes something is refused by GET.
    let isGetStrict: Bool

    init(table: CommandTable, authenticator: any Authenticator, faults: Faults, middleware: MiddlewareChain?, isGetStrict: Bool) {
        self.isGetStrict = isGetStrict
        self.table = table
        self.authenticator = authenticator
        self.faults = faults
        self.middleware = middleware
    }

    /// Takes a call as far as it goes without waiting.
    package func begin(_ call: inout Call, of request: InboundRequest) -> Progress {
        do throws(Refusal) {
            let entry = try find(call, of: request)
            let oddities = entry.assign(&call)
            guard let principal = try identify(call, entry) else {
                return .unverified(UnverifiedCall(call, request, entry, oddities))
            }
            try admit(principal, to: entry)
            let bound = try bind(call, of: request, by: consume principal, consume entry, oddities)
            return call.isDryRun ? .done(told(dryRun(bound), call, of: request)) : .ready(bound)
        } catch {
            return .done(told(.refused(error), call, of: request))
        }
    }

    /// Takes a call whose credentials have to be verified to its end.
    package func finish(_ unverified: UnverifiedCall) async -> Outcome {
        let (call, entry) = (unverified.call, unverified.entry)
        do throws(Refusal) {
            let principal = try await verify(call, entry, unverified.request)
            try admit(principal, to: entry)
            let bound = try bind(call, of: unverified.request, by: principal, entry, unverified.oddities)
            return call.isDryRun ? told(dryRun(bound), call, of: unverified.request) : await bound.outcome()
        } catch {
            return told(.refused(error), call, of: unverified.request)
        }
    }

    // MARK: find

    /// The command that the call names, where it may be called on this surface and by this method.
    func find(_ call: borrowing Call, of request: InboundRequest) throws(Refusal) -> CommandEntry {
        guard let name = call.name else {
            throw unnamed(call, request)
        }
        guard let entry = table.find(name, call.source.span), entry.offered.isOn(call.surface) else {
            throw unknown(name.text(call.source), call.surface)
        }
        if entry.declaration.effects != .read, request.method == "HEAD" || (isGetStrict && request.method == "GET") {
            throw onlyBy(isGetStrict ? "POST" : "GET, POST", entry.declaration.name, request)
        }
        guard entry.callType != nil else { throw entry.notInstalled }
        if call.isPositional { throw positional() }
        return entry
    }

    // MARK: identify

    /// Who is calling; nil where that has to be verified.
    func identify(_ call: borrowing Call, _ entry: CommandEntry) throws(Refusal) -> Principal? {
        if entry.offered.isOpenToAll { return .nobody }
        if let key = entry.onlyKey(call), let known = authenticator.remembered(apiKey: call.source.span.extracting(key)) {
            return known
        }
        guard let credentials = call.credentials(entry.plan) else { throw unauthenticated() }
        guard !credentials.isEmpty else {
            guard entry.offered.admitsNobody else { throw unauthenticated() }
            return .nobody
        }
        return authenticator.remembered(credentials)
    }

    func verify(_ call: Call, _ entry: CommandEntry, _ request: InboundRequest) async throws(Refusal) -> Principal {
        guard let credentials = call.credentials(entry.plan) else { throw unauthenticated() }
        let principal: Principal?
        do { principal = try await authenticator.principal(for: credentials) } catch {
            throw faults.refusal(for: error, command: entry.name, request.requestID)
        }
        guard let principal else { throw unauthenticated() }
        return principal
    }

    /// What a call without valid credentials is told.
    func unauthenticated() -> Refusal { faults.refusals.refusal(.unauthenticated, .unauthenticated) }

    // MARK: admit

    /// Whether this kind of caller, with these permissions, may call the command. Default deny.
    func admit(_ principal: Principal, to entry: CommandEntry) throws(Refusal) {
        guard entry.offered.admits(principal) else { throw faults.refusals.refusal(.forbidden, .forbidden) }
    }

    // MARK: bind

    /// The call with its parameters as declared, or every violation.
    func bind(
        _ call: borrowing Call, of request: InboundRequest, by principal: consuming Principal, _ entry: consuming CommandEntry,
        _ oddities: BindingPlan.Oddities
    ) throws(Refusal) -> BoundCall {
        guard let callType = entry.callType else { throw entry.notInstalled }
        var binder = Binder()
        let values = entry.bind(call, oddities, &binder)
        let unknown = oddities.unknown ? call.unknownParameters : []
        if !unknown.isEmpty { refuseOrCount(unknown, of: call, entry, &binder.findings) }
        let ignored = call.surface.isAPI ? unknown : []
        guard binder.findings.isEmpty else { throw entry.refusal(binder.findings).ignoring(ignored) }
        return callType.make(entry, call.surface, request, principal, values, ignored: ignored)
    }
}
