// SPDX-License-Identifier: Apache-2.0

import Foundation
import Synchronization

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// Sends requests and takes answers of at most so many bytes.
final class ReplyReceiver: NSObject, URLSessionDataDelegate {
    /// An answer.
    struct Received: Sendable {
        var status = 0
        var headers: [String: String] = [:]
        var body: [UInt8] = []
    }

    /// Thrown for an answer that has more bytes.
    struct TooLong: Error, CustomStringConvertible {
        let most: Int
        var description: String { "the answer has more than \(most) bytes; --max-reply allows more" }
    }

    private struct Exchange: Sendable {
        let continuation: CheckedContinuation<Received, any Error>
        var received = Received()
        var isTooLong = false
    }

    /// As many bytes of an answer are read unless a flag says otherwise.
    static let usualMost = 64 << 20

    private let most: Int
    private let exchanges = Mutex<[Int: Exchange]>([:])

    /// Takes answers of at most so many bytes.
    init(most: Int) { self.most = most }

    /// A session for all requests, so that connections are used again. To be made once.
    func session(_ configuration: URLSessionConfiguration = .ephemeral) -> URLSession {
        URLSession(configuration: configuration, delegate: self, delegateQueue: nil)
    }

    /// Sends a request through the session that was made of this.
    ///
    /// - Throws: ``TooLong``, or what the system says where there is no answer.
    func receive(_ request: URLRequest, through session: URLSession) async throws -> Received {
        try await withCheckedThrowingContinuation { continuation in
            let task = session.dataTask(with: request)
            exchanges.withLock { $0[task.taskIdentifier] = Exchange(continuation: continuation) }
            task.resume()
        }
    }

    func urlSession(
        _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
        completionHandler: @escaping (URLSession.ResponseDisposition) -> Void
    ) {
        let head = response as? HTTPURLResponse
        let fields = (head?.allHeaderFields ?? [:]).compactMap { name, value in (name as? String).map { ($0, "\(value)") } }
        exchanges.withLock {
            $0[dataTask.taskIdentifier]?.received.status = head?.statusCode ?? 0
            $0[dataTask.taskIdentifier]?.received.headers = Dictionary(fields, uniquingKeysWith: { first, _ in first })
        }
        completionHandler(.allow)
    }

    func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
        let isTooLong = exchanges.withLock { exchanges in
            guard let count = exchanges[dataTask.taskIdentifier]?.received.body.count else { return true }
            guard count + data.count <= most else {
                exchanges[dataTask.taskIdentifier]?.isTooLong = true
                return true
            }
            exchanges[dataTask.taskIdentifier]?.received.body += data
            return false
        }
        if isTooLong { dataTask.cancel() }
    }

    func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
        guard let exchange = exchanges.withLock({ $0.removeValue(forKey: task.taskIdentifier) }) else { return }
        if exchange.isTooLong {
            exchange.continuation.resume(throwing: TooLong(most: most))
        } else if let error {
            exchange.continuation.resume(throwing: error)
        } else {
            exchange.continuation.resume(returning: exchange.received)
        }
    }
}
