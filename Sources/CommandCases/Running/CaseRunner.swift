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

    /// Sends through a function.
    ///
    /// - Parameters:
    ///   - key: the key of a caller; nil for a caller as whom nothing can be sent.
    ///   - runs: how often a handler ran so far; with it each call is made once more for real, and only accepted ones may run.
    package init(key: @escaping @Sendable (Caller) -> String?, runs: (@Sendable () -> Int)? = nil, send: @escaping Sender) {
        self.key = key
        self.runs = runs
        self.send = send
    }

    /// Sends to a router in this process whose callers are those of a ``CaseAuthenticator``.
    package init(_ handler: any RequestHandler, runs: (@Sendable () -> Int)? = nil) {
        self.init(key: \.key, runs: runs) { request in
            var (type, authorization, mode): (String?, String?, String?)
            for (name, value) in request.headers {
                switch name {
                case "Content-Type": type = value
                case "Authorization": authorization = value
                default: mode = value
                }
            }
            let response = await handler.respond(
                to: InboundRequest(
                    method: "POST", path: request.path, contentType: type, authorization: authorization, mode: mode, body: request.body))
            return (response.status, response.body)
        }
    }

    /// Whether this runner can call as a caller.
    package func canCall(as caller: Caller) -> Bool {
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
        guard runs() != due else { return nil }
        return try await ask(trial, call, surface, command, due == before ? "a handler ran" : "no handler ran")
    }

    private func ask(
        _ trial: Case, _ call: CaseCall, _ surface: CommandDeclaration.Surface, _ command: CommandDeclaration, _ fault: String? = nil
    ) async throws -> CaseFailure? {
        let request = CaseRequest(call, to: command, on: surface, key: key)
        let (status, body) = try await send(request)
        let reply = CaseReply(status: status, body: body, on: surface)
        let secrets = key(call.caller).map { [Array($0.utf8)] } ?? []
        let differences =
            (fault.map { [$0] } ?? [])
            + Verdict.differences(reply, from: trial.expected, on: surface, isDryRun: call.isDryRun, secrets: secrets)
        guard !differences.isEmpty else { return nil }
        return CaseFailure(failed: trial, surface: surface, request: request, reply: reply, differences: differences, key: key(call.caller))
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
    /// The caller's key, which is not to be shown; nil where there is none.
    let key: String?
}
