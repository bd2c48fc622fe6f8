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
    private let receiver: ReplyReceiver
    /// One for all calls, so that a connection is used again.
    private let session: URLSession

    /// An answer.
    struct Answer: Sendable {
        let status: Int
        let body: [UInt8]
        /// How many seconds the gateway asks to wait.
        var retryAfter: Int?
    }

    /// A client that reads answers of at most so many bytes.
    init(url: URL, bearer: String? = nil, maxReply: Int = ReplyReceiver.usualMost) {
        self.url = url
        self.bearer = bearer
        receiver = ReplyReceiver(most: maxReply)
        session = receiver.session()
    }

    /// Sends a body and gives the status and the body of the answer.
    ///
    /// - Throws: ``CommandLineFailure`` where there is no answer, or one that is too long.
    func post(_ body: [UInt8], mode: String?) async throws -> (Int, [UInt8]) {
        do {
            let answer = try await send(body, mode: mode)
            return (answer.status, answer.body)
        } catch let tooLong as ReplyReceiver.TooLong {
            throw CommandLineFailure("\(url.absoluteString): \(tooLong).")
        }
    }

    /// Sends a body and gives the answer.
    ///
    /// - Throws: ``CommandLineFailure`` where there is none, ``ReplyReceiver/TooLong`` where it is too long.
    func send(_ body: [UInt8], mode: String?) async throws -> Answer {
        var request = URLRequest(url: url, timeoutInterval: 60)
        request.httpMethod = "POST"
        request.httpBody = Data(body)
        request.setValue("application/json", forHTTPHeaderField: "Content-Type")
        if let bearer { request.setValue("Bearer " + bearer, forHTTPHeaderField: "Authorization") }
        if let mode { request.setValue(mode, forHTTPHeaderField: "Command-Mode") }
        do {
            let received = try await receiver.receive(request, through: session)
            let retryAfter = received.headers.first { $0.key.lowercased() == "retry-after" }?.value
            return Answer(status: received.status, body: received.body, retryAfter: retryAfter.flatMap { Int($0) })
        } catch let tooLong as ReplyReceiver.TooLong {
            throw tooLong
        } catch {
            throw CommandLineFailure("No answer from \(url.absoluteString): \(Reason(error))")
        }
    }
}
