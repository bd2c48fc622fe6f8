// SPDX-License-Identifier: Apache-2.0

/// Sends batches, each again while the gateway is away or asks to wait.
struct BatchSender: Sendable {
    /// Sends a body once; throws where there is no answer.
    let send: @Sendable ([UInt8]) async throws -> GatewayClient.Answer
    /// Waits; false where the wait was cut short because the import is to stop.
    let wait: @Sendable (Duration) async -> Bool
    /// Told before each wait: why, and how long.
    var onWait: @Sendable (String, Duration) -> Void = { _, _ in }
    /// How often a batch is sent again.
    var retries = 8

    /// Why an import does not go on.
    enum Stop: Error, Hashable, CustomStringConvertible {
        /// The caller is not known, or may not.
        case notAdmitted(String)
        /// The gateway refuses the batch as a whole.
        case refused(String)
        /// Its answer is too long to be read.
        case unread(String)
        /// It did not answer, however often it was asked.
        case noAnswer(String)
        /// The import was told to stop.
        case told

        var description: String {
            switch self {
            case .notAdmitted(let text): "The gateway does not admit the caller: \(text)"
            case .refused(let text): "The gateway refuses the rows: \(text)"
            case .unread(let text): "The gateway took the rows or not, \(text)"
            case .noAnswer(let text): "The gateway does not answer: \(text)"
            case .told: "Stopped"
            }
        }
    }

    /// What came of sending once.
    private enum Outcome {
        case done(BatchReply)
        /// Why to send again, and after how many seconds the gateway asks for it.
        case again(String, after: Int?)
    }

    /// No wait between two is longer, whatever the gateway asks for.
    static let longestWait = Duration.seconds(30)

    /// Sends a body until it is answered.
    func deliver(_ body: [UInt8]) async throws(Stop) -> BatchReply {
        var pause = Duration.milliseconds(500)
        var attempts = 0
        while true {
            switch try await sendOnce(body) {
            case .done(let reply): return reply
            case .again(let reason, let seconds):
                guard attempts < retries else { throw .noAnswer(reason) }
                attempts += 1
                let length = min(max(pause, .seconds(seconds ?? 0)), Self.longestWait)
                onWait(reason, length)
                guard await wait(length) else { throw .told }
                pause = min(pause * 2, Self.longestWait)
            }
        }
    }

    private func sendOnce(_ body: [UInt8]) async throws(Stop) -> Outcome {
        let answer: GatewayClient.Answer
        do {
            answer = try await send(body)
        } catch let tooLong as ReplyReceiver.TooLong {
            throw .unread("\(tooLong)")
        } catch { return .again("\(Reason(error))", after: nil) }
        let reply = BatchReply(answer.body)
        if let reply, reply.isSuccess, answer.status == 200 { return .done(reply) }
        let text = reply.map { "\($0.text) (\($0.code))" } ?? "HTTP status \(answer.status)"
        switch (answer.status, reply?.code) {
        case (429, _), (502...504, _), (_, 100_004), (_, 100_008): return .again(text, after: answer.retryAfter)
        case (401, _), (403, _), (_, 99_998), (_, 99_999): throw .notAdmitted(text)
        default: throw .refused(text)
        }
    }
}
