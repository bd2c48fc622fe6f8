// SPDX-License-Identifier: Apache-2.0

package import CommandManifest
package import CommandWire

/// Sends cases and holds the answers against what is expected.
package struct CaseRunner: Sendable {
    /// Answers a request with a status and a body.
    package typealias Sender = @Sendable (CaseRequest) async throws -> (status: Int, body: [UInt8])

    private let send: Sender
    /// The key of a caller; nil for one as whom nothing can be sent.
    package let key: @Sendable (Caller) -> String?
    /// How often a handler ran so far; nil where that cannot be counted.
    private let runs: (@Sendable () -> Int)?
    /// Where cases about callers are tried on real accounts: dry runs alone. One or none.
    private let real: [CaseRunner]

    /// Sends through a function.
    ///
    /// - Parameters:
    ///   - key: the key of a caller; nil for a caller as whom nothing can be sent.
    ///   - runs: how often a handler ran so far; with it each call is made once more for real, and only accepted ones may run.
    package init(key: @escaping @Sendable (Caller) -> String?, runs: (@Sendable () -> Int)? = nil, send: @escaping Sender) {
        self.key = key
        self.runs = runs
        self.send = send
        real = []
    }

    /// Sends to a router in this process whose callers are those of a ``CaseAuthenticator``.
    ///
    /// - Parameter real: where cases about callers are sent as well.
    package init(_ handler: any RequestHandler, runs: (@Sendable () -> Int)? = nil, besides real: CaseRunner? = nil) {
        key = \.key
        self.runs = runs
        self.real = real.map { [$0] } ?? []
        send = { request in
            let response = await handler.respond(to: request.inbound)
            return (response.status, response.body)
        }
    }

    /// Somebody whose key stands in a call and whom this runner does not know; nil where there is nobody.
    package func absentCaller(of call: CaseCall) -> Caller? {
        call.callers.filter { !canCall(as: $0) }.min { $0.description < $1.description }
    }

    private func canCall(as caller: Caller) -> Bool {
        switch caller {
        case .nobody, .unknown: true
        case .user, .admin, .session: key(caller) != nil
        }
    }

    /// Runs one case on one surface; nil where all is as expected.
    package func failure(of trial: Case, on surface: CommandDeclaration.Surface, of command: CommandDeclaration) async throws
        -> CaseFailure?
    {
        let before = runs?()
        if let failure = try await ask(trial, trial.call, surface, command) { return failure }
        guard let runs, let before else { return nil }
        if runs() != before { return try await ask(trial, trial.call, surface, command, "a handler ran in a dry run") }
        var call = trial.call
        call.isDryRun = false
        if let failure = try await ask(trial, call, surface, command) { return failure }
        let due = before + (trial.expected.kind == .accepted ? 1 : 0)
        if runs() != due { return try await ask(trial, call, surface, command, due == before ? "a handler ran" : "no handler ran") }
        guard let real = real.first, trial.isAboutCallers else { return nil }
        return try await real.ask(trial, trial.call, surface, command)
    }

    private func ask(
        _ trial: Case, _ call: CaseCall, _ surface: CommandDeclaration.Surface, _ command: CommandDeclaration, _ fault: String? = nil
    ) async throws -> CaseFailure? {
        let request = CaseRequest(call, to: command, on: surface, key: key)
        let (status, body) = try await send(request)
        let reply = CaseReply(status: status, body: body, on: surface)
        let keys = call.callers.compactMap { caller in key(caller).map { (caller: caller, key: $0) } }
            // A key that another begins with is taken out after it.
            .sorted { $0.key.count > $1.key.count }
        let secrets = keys.map { Array($0.key.utf8) } + (trial.expected.kind == .accepted ? [] : call.secrets(of: command))
        let differences =
            (fault.map { [$0] } ?? [])
            + Verdict.differences(reply, from: trial.expected, on: surface, isDryRun: call.isDryRun, secrets: secrets)
            + InternalText.found(in: reply.body, besides: request.body)
        guard !differences.isEmpty else { return nil }
        return CaseFailure(failed: trial, surface: surface, request: request, reply: reply, differences: differences, keys: keys)
    }
}

extension Case {
    /// Whether it is about who is calling.
    fileprivate var isAboutCallers: Bool {
        if call.credentials != nil || [.unauthenticated, .forbidden].contains(expected.kind) { return true }
        return switch call.caller {
        case .user(let missing), .admin(let missing): missing != nil
        case .session: true
        case .nobody, .unknown: false
        }
    }
}

extension CaseCall {
    /// The texts that it gives for parameters that are secrets, where they are long enough to be told from any other.
    fileprivate func secrets(of command: CommandDeclaration) -> [[UInt8]] {
        guard case .fields(let fields) = content, command.parameters.contains(where: { $0.value.isSecret && $0.role == nil }) else {
            return []
        }
        return fields.compactMap { field in
            guard command.parameters.contains(where: { $0.value.isSecret && $0.role == nil && $0.answers(toName: field.name) }),
                field.json.hasPrefix("\""), field.json.utf8.count >= 10
            else { return nil }
            return Array(field.json.utf8.dropFirst().dropLast())
        }
    }
}

/// One case whose answer was another.
package struct CaseFailure: Sendable {
    /// The case.
    package let failed: Case
    /// Where it was sent.
    package let surface: CommandDeclaration.Surface
    /// What was sent.
    package let request: CaseRequest
    /// What came back.
    package let reply: CaseReply
    /// In what way it differs from what was expected, each in a few words.
    package let differences: [String]
    /// What was due, in words; nil where the case says it.
    var due: String?
    /// The callers' keys, which are not to be shown.
    let keys: [(caller: Caller, key: String)]

    init(
        failed: Case, surface: CommandDeclaration.Surface, request: CaseRequest, reply: CaseReply, differences: [String],
        keys: [(caller: Caller, key: String)], due: String? = nil
    ) {
        self.failed = failed
        self.surface = surface
        self.request = request
        self.reply = reply
        self.differences = differences
        self.due = due
        self.keys = keys
    }
}
