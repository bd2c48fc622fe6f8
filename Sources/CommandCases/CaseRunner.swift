// SPDX-License-Identifier: Apache-2.0

package import CommandManifest
package import CommandWire

/// Sends cases and holds the answers against what is expected.
package struct CaseRunner: Sendable {
    /// One case whose answer was another.
    package struct Failure: Sendable {
        /// The case.
        package let failed: Case
        /// Where it was sent.
        package let surface: CommandDeclaration.Surface
        /// What was sent.
        package let request: CaseRequest
        /// The status and body that came back.
        package let reply: CaseReply
        /// In what way it differs.
        package let differences: [String]
    }

    /// Answers a request with a status and a body.
    package typealias Sender = @Sendable (CaseRequest) async throws -> (status: Int, body: [UInt8])

    private let send: Sender
    private let key: @Sendable (Caller) -> String?

    /// Sends through a function, with the keys of callers; nil for a caller as whom nothing can be sent.
    package init(key: @escaping @Sendable (Caller) -> String?, send: @escaping Sender) {
        self.key = key
        self.send = send
    }

    /// Sends to a router in this process whose callers are those of a ``CaseAuthenticator``.
    package init(_ handler: any RequestHandler) {
        self.init(key: \.key) { request in
            let fields = Dictionary(request.headers, uniquingKeysWith: { $1 })
            let response = await handler.respond(
                to: InboundRequest(
                    method: "POST", path: request.path, contentType: fields["Content-Type"], authorization: fields["Authorization"],
                    mode: fields["Command-Mode"], body: request.body))
            return (response.status, response.body)
        }
    }

    /// Runs one case on one surface; nil where the answer is as expected.
    package func run(_ case: Case, on surface: CommandDeclaration.Surface, of command: CommandDeclaration) async throws -> Failure? {
        let request = CaseRequest(`case`.call, to: command, on: surface, key: key)
        let (status, body) = try await send(request)
        let reply = CaseReply(status: status, body: body, on: surface)
        let secrets = key(`case`.call.caller).map { [Array($0.utf8)] } ?? []
        let differences = Verdict.differences(
            reply, from: `case`.expected, on: surface, isDryRun: `case`.call.isDryRun, secrets: secrets)
        guard !differences.isEmpty else { return nil }
        return Failure(failed: `case`, surface: surface, request: request, reply: reply, differences: differences)
    }
}
