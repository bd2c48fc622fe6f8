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
    private let session: URLSession

    /// - Throws: `ValidationError` where the text is no address.
    init(_ text: String) throws {
        guard let base = URL(string: text.hasSuffix("/") ? String(text.dropLast()) : text), base.host != nil else {
            throw ValidationError("--url is the address of a gateway, such as http://127.0.0.1:8080")
        }
        self.base = base
        let configuration = URLSessionConfiguration.ephemeral
        configuration.httpMaximumConnectionsPerHost = 8
        session = URLSession(configuration: configuration)
    }

    /// Sends a request and gives status and body of the answer.
    ///
    /// - Throws: ``CommandLineFailure`` where there is no answer.
    func send(_ request: CaseRequest) async throws -> (status: Int, body: [UInt8]) {
        let path = request.path.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? request.path
        guard let url = URL(string: base.absoluteString + path) else { throw CommandLineFailure("\(path) is no path") }
        var message = URLRequest(url: url, timeoutInterval: 60)
        message.httpMethod = "POST"
        message.httpBody = Data(request.body)
        for (name, value) in request.headers { message.setValue(value, forHTTPHeaderField: name) }
        do {
            let (data, response) = try await session.data(for: message)
            return ((response as? HTTPURLResponse)?.statusCode ?? 0, Array(data))
        } catch {
            throw CommandLineFailure("No answer from \(base.absoluteString): \(error.localizedDescription)")
        }
    }
}
