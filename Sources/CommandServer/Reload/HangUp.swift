// SPDX-License-Identifier: Apache-2.0

import Foundation
import UnixSignals

/// SIGHUP: whoever sends it asks for a reload. The system sends it too, when the terminal of a server goes away; then the server
/// is to stop, as it would have without.
struct HangUp: Sendable {
    private let signals: UnixSignalsSequence
    private let hadTerminal: Bool

    /// From now on the signal no longer ends the process.
    init() async {
        hadTerminal = isatty(STDIN_FILENO) == 1
        signals = await UnixSignalsSequence(trapping: .sighup)
    }

    /// Calls for a reload at each signal. Ends with the task.
    func listen(_ reload: AsyncStream<Void>.Continuation) async {
        for await _ in signals {
            if hadTerminal, isatty(STDIN_FILENO) == 0 { kill(getpid(), SIGTERM) } else { reload.yield() }
        }
    }
}
