// SPDX-License-Identifier: Apache-2.0

package import CommandManifest
import Synchronization

/// The cases about another account's ids: one for each place where an id stands, on each surface of its command.
///
/// Unlike the others they take real handlers and two accounts with objects, and every call is made for real. What they expect is
/// what an absent id gets.
package struct TenancyCases: Sendable {
    /// An account of which calls are made.
    package struct Account: Sendable {
        /// Who it is to a runner.
        let caller: Caller
        /// Its own key or session.
        let key: String
        /// What there is of it already: ids of the account and of its key.
        let known: OwnedIDs

        /// Composes one.
        package init(_ caller: Caller, key: String, known: OwnedIDs) {
            self.caller = caller
            self.key = key
            self.known = known
        }
    }

    /// Sends a whole request.
    package typealias Sender = @Sendable (CaseRequest) async throws -> PlacedAnswer

    /// Why a place cannot be tried; nil where it can.
    package typealias Obstacle = @Sendable (IDPlace) -> String?

    private let suite: CaseSuite
    private let send: Sender

    /// The cases of a suite's commands, sent through a function.
    package init(_ suite: CaseSuite, send: @escaping Sender) {
        self.suite = suite
        self.send = send
    }

    /// One place on one surface.
    package struct One: Sendable {
        /// Where the id stands.
        package let place: IDPlace
        /// Where it is sent.
        package let surface: CommandDeclaration.Surface
        /// The case's name: `campaign.get/CampaignID/another-account@api`.
        package var name: String { caseName + "@" + surface.rawValue }
        var caseName: String { "\(place.command)/\(place.path.joined(separator: "/"))/another-account" }
    }

    /// Runs them one after another, and hands each result on.
    ///
    /// - Parameters:
    ///   - caller: whose calls are tried. Its objects are made anew for each case, since a call may use them up.
    ///   - owner: whose ids are tried.
    ///   - obstacle: why a place cannot be tried at all.
    /// - Throws: what the sender throws.
    package func run(caller: Account, owner: Account, obstacle: Obstacle, report: (CaseSuite.Result) -> Void) async throws {
        let all = suite.tenancyCases
        guard all.contains(where: { obstacle($0.place) == nil }) else {
            for one in all { report(.init(skipping: one.name, for: obstacle(one.place) ?? "")) }
            return
        }
        let counter = Atomic<Int>(10)
        let maker = { (account: Account) in
            ObjectMaker(suite.manifest, number: { counter.add(1, ordering: .relaxed).newValue }, send: sender(of: account, on: nil))
        }
        var theirs = ObjectMaker.Made(objects: owner.known)
        var last: IDPlace?
        for one in all {
            try Task.checkCancellation()
            if let reason = obstacle(one.place) {
                report(.init(skipping: one.name, for: reason))
                continue
            }
            // Anew for each place: a fault found before may have changed them.
            if last != one.place {
                theirs = try await maker(owner).make(owner.known)
                try await maker(owner).connect(theirs.objects)
                last = one.place
            }
            let own = try await maker(caller).make(caller.known)
            let tenancy = Tenancy(suite.manifest, caller: sender(of: caller, on: one.surface), owner: sender(of: owner, on: nil))
            do {
                let findings = try await tenancy.findings(at: one.place, own: own.objects, foreign: theirs.objects)
                report(.init(name: one.name, failure: failure(one, findings, caller), skipReason: nil))
                if !findings.isEmpty { last = nil }
            } catch let untried as PlaceUntried {
                let refused = own.refused.merging(theirs.refused) { own, _ in own }.sorted { $0.key < $1.key }
                let details = refused.map { "; \($0.key) made nothing: \($0.value)" }.joined()
                report(.init(skipping: one.name, for: untried.reason + details))
            }
        }
    }

    /// Calls as an account; on the first surface of each command where none is said.
    private func sender(of account: Account, on surface: CommandDeclaration.Surface?) -> Tenancy.Sender {
        { [suite, send] call in
            guard let command = suite.manifest.commands.first(where: { $0.name == call.command }) else {
                return PlacedAnswer(status: 0, headers: [], body: [])
            }
            let all = CommandDeclaration.Surface.allCases.filter(command.surfaces.contains)
            let place = surface.flatMap { all.contains($0) ? $0 : nil } ?? all.first ?? .api
            return try await send(CaseRequest(call.call(as: account.caller), to: command, on: place) { _ in account.key })
        }
    }

    private func failure(_ one: One, _ findings: [Tenancy.Finding], _ caller: Account) -> CaseFailure? {
        guard let first = findings.first, let command = suite.manifest.commands.first(where: { $0.name == one.place.command }) else {
            return nil
        }
        let call = first.call.call(as: caller.caller)
        let failed = Case(
            name: one.caseName, command: command.name, call: call, expected: .standard(.parameters),
            reason: "Another account's id is to a caller as one that is absent", location: one.place.location, surfaces: [one.surface])
        return CaseFailure(
            failed: failed, surface: one.surface, request: CaseRequest(call, to: command, on: one.surface) { _ in caller.key },
            reply: CaseReply(status: first.answer.status, body: first.answer.body, on: one.surface),
            differences: findings.map { ($0.isSeenByOwner ? "the owner " : "") + $0.text }, keys: [(caller.caller, caller.key)],
            due: "what an absent id gets, and that the owner sees the same as before")
    }
}

extension CaseSuite {
    /// The selected places where an id stands, on each surface.
    package var tenancyCases: [TenancyCases.One] {
        manifest.commands.filter { selection.mayContain($0.name) }.flatMap { command in
            command.idPlaces.flatMap { place in
                CommandDeclaration.Surface.allCases.filter(command.surfaces.contains)
                    .map { TenancyCases.One(place: place, surface: $0) }
            }
        }.filter { selection.contains(name: $0.caseName, of: $0.place.command, on: $0.surface) }
    }
}
