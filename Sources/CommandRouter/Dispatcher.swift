// SPDX-License-Identifier: Apache-2.0

import CommandKit
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
    let refusals: StandardRefusals
    let settings: RouterSettings
    /// What it logs and counts.
    package let log: DispatchLog

    init(
        table: CommandTable, authenticator: any Authenticator, refusals: StandardRefusals, settings: RouterSettings,
        log: DispatchLog
    ) {
        self.table = table
        self.authenticator = authenticator
        self.refusals = refusals
        self.settings = settings
        self.log = log
    }

    /// Takes a call as far as it goes without waiting.
    package func begin(_ call: consuming Call) -> Progress {
        do throws(Refusal) {
            let found = try find(consume call)
            guard let principal = try identify(found) else { return .unverified(UnverifiedCall(found: found)) }
            let bound = try bind(found, for: admit(principal, to: found))
            return found.call.isDryRun ? .done(dryRun(bound)) : .ready(bound)
        } catch {
            return .done(.refused(error))
        }
    }

    /// Takes a call whose credentials have to be verified to its end.
    package func finish(_ unverified: UnverifiedCall) async -> Outcome {
        let found = unverified.found
        do throws(Refusal) {
            let principal = try await verify(found)
            let bound = try bind(found, for: admit(principal, to: found))
            return found.call.isDryRun ? dryRun(bound) : await run(bound)
        } catch {
            return .refused(error)
        }
    }

    // MARK: find

    /// The command that the call names, where it may be called on this surface, and which field is which parameter.
    private func find(_ call: consuming Call) throws(Refusal) -> FoundCall {
        guard let name = call.name else {
            throw refusals.refusal(.unknownCommand, .unknownCommand, detail: "No command is named")
        }
        guard let entry = table.find(name, call.source.span), entry.offered.isOn(call.surface) else {
            throw unknown(name.text(call.source), call.surface)
        }
        guard entry.runner != nil else { throw refusals.refusal(.notInstalled, .notInstalled) }
        let oddities = entry.plan.assign(&call)
        return FoundCall(call: call, entry: entry, oddities: oddities)
    }

    // MARK: identify

    /// Who is calling; nil where that has to be verified.
    private func identify(_ found: FoundCall) throws(Refusal) -> Principal? {
        if found.entry.offered.isOpenToAll { return .nobody }
        if let key = found.onlyKey, let known = authenticator.remembered(apiKey: found.call.source.span.extracting(key)) {
            return known
        }
        guard let credentials = found.credentials, !credentials.isEmpty else { throw unauthenticated() }
        return authenticator.remembered(credentials)
    }

    private func verify(_ found: FoundCall) async throws(Refusal) -> Principal {
        guard let credentials = found.credentials else { throw unauthenticated() }
        let principal: Principal?
        do { principal = try await authenticator.principal(for: credentials) } catch { throw refusal(for: error, found) }
        guard let principal else { throw unauthenticated() }
        return principal
    }

    private func unauthenticated() -> Refusal { refusals.refusal(.unauthenticated, .unauthenticated) }

    // MARK: admit

    /// Whether this kind of caller, with these permissions, may call the command. Default deny.
    private func admit(_ principal: Principal, to found: FoundCall) throws(Refusal) -> Principal {
        guard found.entry.offered.admits(principal) else { throw refusals.refusal(.forbidden, .forbidden) }
        return principal
    }

    // MARK: bind

    /// The parameters as declared, or every violation.
    private func bind(_ found: FoundCall, for principal: Principal) throws(Refusal) -> BoundCall {
        var binder = Binder(plan: found.entry.plan)
        let values = binder.bind(found)
        let unknown = found.unknownParameters
        if !unknown.isEmpty { refuseOrCount(unknown, found, &binder.findings) }
        let ignored = found.call.surface == .api ? unknown : []
        guard binder.findings.isEmpty else { throw found.entry.refusal(binder.findings).ignoring(ignored) }
        return BoundCall(found, values: values, ignored: ignored, context: context(found, principal), dispatcher: self)
    }

    private func context(_ found: FoundCall, _ principal: Principal) -> CommandContext {
        CommandContext(
            scope: found.entry.scope, principal: principal, address: found.call.request.address,
            requestID: found.call.request.requestID, deadline: .now + settings.commandDeadline)
    }

    // MARK: run

    /// Runs the command and writes its reply.
    @inline(__always)
    func run(_ bound: BoundCall) async -> Outcome {
        guard let runner = bound.entry.runner else { return .refused(refusals.refusal(.notInstalled, .notInstalled)) }
        do {
            return .reply(try await runner.run(bound), ignored: bound.ignored)
        } catch {
            return .refused(refusal(for: error, bound).ignoring(bound.ignored))
        }
    }
}
