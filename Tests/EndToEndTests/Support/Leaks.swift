// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

extension Reply {
    /// Words that only a cause would bring into an answer: of SQL, of the libraries beneath, of files and of traces.
    private static let inner = [
        "SELECT", "INSERT", "UPDATE ", "DELETE ", "sqlite", "SQLite", "GRDB", "NIO", "Hummingbird", ".swift", "Sources/", "/tmp",
        "/work", "/usr", "Fatal", "Thread", "DecodingError", "CodingKeys", "Optional(",
    ]

    /// Expects that neither head nor body tells anything of what is inside.
    func expectClean(at location: SourceLocation = #_sourceLocation) {
        let everything = fields.map { "\($0.name): \($0.value)" }.joined(separator: "\n") + "\n" + text
        #expect(Self.inner.filter(everything.contains) == [], "\(everything)", sourceLocation: location)
        #expect(self["x-request-id"]?.count == 16, sourceLocation: location)
    }
}

extension Client {
    /// Sends one request, and expects this status, a clean answer, and a server that lives on.
    func expect(
        _ status: Int, _ code: JSON? = nil, for request: [UInt8], at location: SourceLocation = #_sourceLocation
    ) async throws {
        let reply = try await send(request)
        #expect(reply.status == status, sourceLocation: location)
        if let code { #expect(reply.code == code, "\(reply.text)", sourceLocation: location) }
        reply.expectClean(at: location)
        #expect(try await health() == 200, sourceLocation: location)
    }
}
