// SPDX-License-Identifier: Apache-2.0

package import CommandExport
package import CommandKit
package import CommandWire

extension Router: DocumentSource {
    /// Whether there is a document at a path.
    package func hasDocument(at path: String) -> Bool { ExportFormat(path: path) != nil }

    /// The document at a request's path: about the commands that its bearer key may call, or anybody without one.
    package func document(for request: InboundRequest) -> DocumentExchange {
        guard let format = ExportFormat(path: request.path) else { return .found(.refused(OutboundResponse(nothingHere, status: 404))) }
        let bearer: String?
        do throws(Refusal) { bearer = try CallHeaders(request, takesBearer: true, refusals).bearer } catch {
            return .found(refused(error))
        }
        guard let bearer else { return exchange(format, for: .nobody) }
        let credentials = Credentials(apiKey: bearer)
        if let known = dispatcher.authenticator.remembered(credentials) { return exchange(format, for: known) }
        return .pending { await self.document(format, for: credentials, request.requestID) }
    }

    /// Made off the thread where the bytes arrived, where it has to be made.
    private func exchange(_ format: ExportFormat, for principal: Principal) -> DocumentExchange {
        if let kept = shelf.kept(format, for: principal, of: dispatcher.table) { return .found(.document(kept)) }
        return .pending { .document(self.document(format, for: principal)) }
    }

    private func document(_ format: ExportFormat, for credentials: Credentials, _ requestID: RequestID) async -> DocumentAnswer {
        do {
            guard let principal = try await dispatcher.authenticator.principal(for: credentials) else {
                return refused(refusals.refusal(.unauthenticated, .unauthenticated))
            }
            return .document(document(format, for: principal))
        } catch {
            return refused(dispatcher.faults.refusal(for: error, command: "documents", requestID))
        }
    }

    /// A document for a caller who is known.
    package func document(_ format: ExportFormat, for principal: Principal) -> Document {
        shelf.document(format, for: principal, of: dispatcher.table)
    }

    private func refused(_ refusal: Refusal) -> DocumentAnswer {
        .refused(OutboundResponse(refusal, status: V1Envelope.status(refusal), isV1: true))
    }
}
