// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CommandCases
import Foundation

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// Sends cases to a running gateway.
struct CaseSender: Sendable {
    private let base: URL
    private let receiver: ReplyReceiver
    private let session: URLSession

    /// Takes answers of at most so many bytes.
    /// - Throws: `ValidationError` where the text is no address.
    init(_ text: String, maxReply: Int = ReplyReceiver.usualMost) throws {
        guard let base = URL(string: text.hasSuffix("/") ? String(text.dropLast()) : text), base.host != nil else {
            throw ValidationError("--url is the address of a gateway, such as http://127.0.0.1:8080")
        }
        self.base = base
        let configuration = URLSessionConfiguration.ephemeral
        configuration.httpMaximumConnectionsPerHost = 8
        receiver = ReplyReceiver(most: maxReply)
        session = receiver.session(configuration)
    }

    /// Sends a request and gives the answer.
    ///
    /// - Throws: ``CommandLineFailure`` where there is none.
    func send(_ request: CaseRequest) async throws -> PlacedAnswer {
        let path =
            (request.path.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? request.path)
            + (request.query.map { "?" + $0 } ?? "")
        guard let url = URL(string: base.absoluteString + path) else { throw CommandLineFailure("\(path) is no path") }
        var message = URLRequest(url: url, timeoutInterval: 60)
        message.httpMethod = "POST"
        message.httpBody = Data(request.body)
        // Without one the session would send that of a form; an empty one names no media type either.
        if !request.headers.contains(where: { $0.name == "Content-Type" }) { message.setValue("", forHTTPHeaderField: "Content-Type") }
        for (name, value) in request.headers { message.setValue(value, forHTTPHeaderField: name) }
        do {
            // Not cancelled with the run: an answer is there soon.
            let received = try await receiver.receive(message, through: session)
            return PlacedAnswer(status: received.status, headers: received.headers.keys.sorted(), body: received.body)
        } catch let tooLong as ReplyReceiver.TooLong {
            throw CommandLineFailure("\(base.absoluteString)\(path): \(tooLong).")
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            throw CommandLineFailure("No answer from \(base.absoluteString): \(Reason(error))")
        }
    }
}
