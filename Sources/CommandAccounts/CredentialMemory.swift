// SPDX-License-Identifier: Apache-2.0

import CommandKit
import Synchronization

/// What was verified within the last half second, so that a busy caller is looked up twice a second and not on each call.
///
/// Only accepted credentials are kept. A change made through this process is forgotten at once (``forget(_:)``); one made
/// by another process is seen when the time is over.
final class CredentialMemory: Sendable {
    /// Drawn before a look-up, handed in with its result: what was forgotten meanwhile is not remembered after all.
    struct Ticket: Sendable {
        fileprivate let drawnAt: Duration
        fileprivate let changes: UInt64
    }
    private struct Entry: Sendable {
        let principal: Principal
        let end: Duration
    }
    private struct State: Sendable {
        var entries: BoundedTable<DecidingCredential, Entry>
        var keys = KeySlots<Entry>()
        var changes: UInt64 = 0
    }

    private let state: Mutex<State>
    private let lifetime: Duration
    private let time: MonotonicTime.Source

    /// An empty memory.
    init(lifetime: Duration, capacity: Int, time: @escaping MonotonicTime.Source) {
        state = Mutex(State(entries: BoundedTable(capacity: capacity)))
        self.lifetime = lifetime
        self.time = time
    }

    /// The principal of credentials that were verified a moment ago.
    func principal(for credential: DecidingCredential) -> Principal? {
        let now = time()
        return state.withLock { state in
            guard let entry = state.entries[credential], now < entry.end else { return nil }
            return entry.principal
        }
    }

    /// The principal of an API key that was verified a moment ago; nil also where another key took its place here.
    func principal(forKey key: Span<UInt8>) -> Principal? {
        let now = time()
        return state.withLock { state in
            guard let entry = state.keys[key], now < entry.end else { return nil }
            return entry.principal
        }
    }

    /// To be drawn before a look-up begins.
    func ticket() -> Ticket { Ticket(drawnAt: time(), changes: state.withLock { $0.changes }) }

    /// Keeps what a look-up found, counting from its begin, unless something was forgotten since.
    func remember(_ principal: Principal, for credential: DecidingCredential, since ticket: Ticket) {
        let entry = Entry(principal: principal, end: ticket.drawnAt + lifetime)
        state.withLock { state in
            guard state.changes == ticket.changes else { return }
            state.entries.set(credential, to: entry)
            if case .key(let key) = credential { state.keys.set(Array(key.utf8), to: entry) }
        }
    }

    /// Forgets all credentials of an account.
    func forget(_ accountID: Int) {
        state.withLock { state in
            state.changes &+= 1
            state.entries.removeAll { $0.principal.accountID == accountID }
            state.keys.removeAll { $0.principal.accountID == accountID }
        }
    }
}
