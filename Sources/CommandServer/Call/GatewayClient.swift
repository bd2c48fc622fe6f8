// SPDX-License-Identifier: Apache-2.0

import Foundation

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// Calls a running gateway over HTTP.
struct GatewayClient: Sendable {
    let url: URL
    /// A key for `Authorization: Bearer`.
    private let bearer: String?
    /// One for all calls, so that a connection is used again.
    private let session = URLSession(configuration: .ephemeral)

    /// An answer.
    struct Answer: Sendable {
        let status: Int
        let body: [UInt8]
        /// How many seconds the gateway asks to wait.
        var retryAfter: Int?
    }

    init(url: URL, bearer: String? = nil) {
        self.url = url
        self.bearer = bearer
    }

    /// Sends a body and gives the status and the body of the answer.
    ///
    /// - Throws: ``CommandLineFailure`` where there is no answer.
    func post(_ body: [UInt8], mode: String?) async throws -> (Int, [UInt8]) {
        let answer = try await send(body, mode: mode)
        return (answer.status, answer.body)
    }

    /// Sends a body and gives the answer.
    ///
    /// - Throws: ``CommandLineFailure`` where there is none.
    func send(_ body: [UInt8], mode: String?) async throws -> Answer {
        var request = URLRequest(url: url, timeoutInterval: 60)
        request.httpMethod = "POST"
        request.httpBody = Data(body)
        request.setValue("application/json", forHTTPHeaderField: "Content-Type")
        if let bearer { request.setValue("Bearer " + bearer, forHTTPHeaderField: "Authorization") }
        if let mode { request.setValue(mode, forHTTPHeaderField: "Command-Mode") }
        do {
            let (data, response) = try await session.data(for: request)
            let http = response as? HTTPURLResponse
            return Answer(
                status: http?.statusCode ?? 0, body: Array(data),
                retryAfter: http?.value(forHTTPHeaderField: "Retry-After").flatMap { Int($0) })
        } catch {
            throw CommandLineFailure("No answer from \(url.absoluteString): \(error.localizedDescription)")
        }
    }
}
