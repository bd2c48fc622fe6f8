// SPDX-License-Identifier: Apache-2.0

import CommandKit
import Synchronization

/// A middleware that passes on and keeps what it was told.
final class Watcher: CommandMiddleware {
    private let told = Mutex<[CallEnding]>([])
    private let seen = Mutex<[AdmittedCall]>([])

    /// Every ending, in order.
    var endings: [CallEnding] { told.withLock(\.self) }
    /// Every call that ran.
    var calls: [AdmittedCall] { seen.withLock(\.self) }

    func run(_ call: AdmittedCall, next: () async throws -> CommandReply) async throws -> CommandReply {
        seen.withLock { $0.append(call) }
        return try await next()
    }

    func ended(_ ending: CallEnding) { told.withLock { $0.append(ending) } }
}

extension CallEnding {
    /// In a line: `api test.one done`, `rpc - refused open 100000 call.wellFormed`.
    var line: String {
        let end =
            switch outcome {
            case .done: "done"
            case .validated: "validated"
            case .refused(let refusal):
                (["refused \(refusal.gate)"] + refusal.codes.map(String.init) + refusal.rules).joined(separator: " ")
            }
        return "\(surface?.description ?? "-") \(command?.name.description ?? "-") \(end)"
    }
}
