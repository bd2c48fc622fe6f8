// SPDX-License-Identifier: Apache-2.0

import Foundation

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// Calls a running gateway over HTTP.
struct GatewayClient {
    let url: URL

    /// Sends a body and gives the status and the body of the answer.
    ///
    /// - Throws: ``CommandLineFailure`` where there is no answer.
    func post(_ body: [UInt8], mode: String?) async throws -> (Int, [UInt8]) {
        var request = URLRequest(url: url, timeoutInterval: 60)
        request.httpMethod = "POST"
        request.httpBody = Data(body)
        request.setValue("application/json", forHTTPHeaderField: "Content-Type")
        if let mode { request.setValue(mode, forHTTPHeaderField: "Command-Mode") }
        do {
            let (data, response) = try await URLSession(configuration: .ephemeral).data(for: request)
            return ((response as? HTTPURLResponse)?.statusCode ?? 0, Array(data))
        } catch {
            throw CommandLineFailure("No answer from \(url.absoluteString): \(error.localizedDescription)")
        }
    }
}
