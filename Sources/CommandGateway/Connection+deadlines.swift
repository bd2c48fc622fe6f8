// SPDX-License-Identifier: Apache-2.0

import CommandWire
import NIOCore

extension Connection {
    /// Sees that the deadline will be noticed.
    ///
    /// A timer that fires before the deadline is left alone and set anew when it fires, so that a connection which keeps
    /// up costs a timer a minute and not one a request.
    func arm() {
        guard let context, deadline < .distantFuture, state != .closed else { return }
        if let timer {
            guard timer.fires > deadline else { return }
            timer.task.cancel()
        }
        let task = context.eventLoop.assumeIsolated().scheduleTask(deadline: deadline) { self.fire() }
        timer = (task, deadline)
    }

    private func fire() {
        timer = nil
        if deadline <= .now() { expire() } else { arm() }
    }

    private func expire() {
        switch state {
        case .receivingHead, .receivingBody: refuse(.timeout)
        case .running: answerLate()
        case .idle, .replying, .draining: close()
        case .closed: break
        }
    }

    /// Prepares for the gateway's end: an idle connection closes as soon as it is certain that no request is on its
    /// way to it, any other after its answer.
    func quiesce() {
        if state == .idle, ahead.isEmpty { deadline = .now() + Limits.parting }
    }

    /// Closes the connection.
    func close() {
        guard state != .closed else { return }
        end()
        context?.close(promise: nil)
    }

    /// Lets go of everything that the connection holds.
    func end() {
        state = .closed
        timer?.task.cancel()
        timer = nil
        task?.cancel()
        task = nil
        pending = nil
        transfer = nil
        releaseBody()
        releaseReply()
        if let slot { surroundings.slots.leave(slot) }
        slot = nil
        ahead.removeAll()
        requestsAhead = 0
        turn = Turn()
    }
}
