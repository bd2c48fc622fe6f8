// SPDX-License-Identifier: Apache-2.0

/// A password that waits to be hashed.
struct WaitingWork: Sendable {
    let id: UInt64
    let turn: HashingTurn
    /// Until when it waits.
    let end: Duration
    /// Does the work, and gives what tells its caller.
    let run: @Sendable () -> @Sendable () -> Void
    let refuse: @Sendable (PasswordQueue.Refusal) -> Void
}

/// Who waits for the threads that hash passwords, in the order of arrival, and who has them.
struct WaitingLine: Sendable {
    typealias Refused = (WaitingWork, PasswordQueue.Refusal)

    private(set) var waiting: [WaitingWork] = []
    private var running = 0
    private var runningDoubtful = 0
    /// How many places each holder has taken, running and waiting.
    private var taken: [String: Int] = [:]
    /// How many of a holder's are running.
    private var runningOf: [String: Int] = [:]
    private var lastID: UInt64 = 0

    /// An id for the next piece of work.
    mutating func nextID() -> UInt64 {
        lastID &+= 1
        return lastID
    }

    /// Puts work in line.
    ///
    /// - Returns: what is refused for it, which may be the work itself.
    mutating func admit(_ work: WaitingWork) -> [Refused] {
        guard taken[work.turn.holder, default: 0] < work.turn.places else { return [(work, .noPlace)] }
        let sameRank = waiting.indices.filter { waiting[$0].turn.rank == work.turn.rank }
        var refused: [Refused] = []
        if sameRank.count >= PasswordQueue.waitingLimit {
            guard let last = sameRank.max(by: { isBefore(waiting[$0], waiting[$1]) }), isBefore(work, waiting[last]) else {
                return [(work, .full)]
            }
            refused.append((remove(at: last), .full))
        }
        taken[work.turn.holder, default: 0] += 1
        waiting.append(work)
        return refused
    }

    /// Takes out whoever waited long enough.
    mutating func drop(at now: Duration) -> [Refused] {
        let overdue = waiting.indices.filter { waiting[$0].end <= now }
        return overdue.reversed().map { (remove(at: $0), .overdue) }.reversed()
    }

    /// Takes out work whose caller went away.
    mutating func cancel(_ id: UInt64) -> [Refused] {
        guard let index = waiting.firstIndex(where: { $0.id == id }) else { return [] }
        return [(remove(at: index), .cancelled)]
    }

    /// Takes the work whose turn it is, to be run; nil where none may run now.
    mutating func takeNext() -> WaitingWork? {
        guard running < PasswordQueue.threads else { return nil }
        let mayBeDoubtful = runningDoubtful < PasswordQueue.threads - 1
        let eligible = waiting.indices.filter { mayBeDoubtful || waiting[$0].turn.rank != .doubtful }
        guard let next = eligible.min(by: { isBefore(waiting[$0], waiting[$1]) }) else { return nil }
        let work = waiting.remove(at: next)
        running += 1
        runningOf[work.turn.holder, default: 0] += 1
        if work.turn.rank == .doubtful { runningDoubtful += 1 }
        return work
    }

    /// Notes that work was run.
    mutating func finish(_ work: WaitingWork) {
        running -= 1
        if work.turn.rank == .doubtful { runningDoubtful -= 1 }
        Self.decrease(&runningOf, work.turn.holder)
        Self.decrease(&taken, work.turn.holder)
    }

    private mutating func remove(at index: Int) -> WaitingWork {
        let work = waiting.remove(at: index)
        Self.decrease(&taken, work.turn.holder)
        return work
    }

    /// Whether one goes before another: by rank, then who has nothing running, then by the rank's own order.
    private func isBefore(_ one: WaitingWork, _ other: WaitingWork) -> Bool {
        if one.turn.rank != other.turn.rank { return one.turn.rank < other.turn.rank }
        let (mine, theirs) = (runningOf[one.turn.holder, default: 0], runningOf[other.turn.holder, default: 0])
        if mine != theirs { return mine < theirs }
        switch one.turn.rank {
        case .known: return one.id < other.id
        case .clean: return one.id > other.id
        case .doubtful:
            return one.turn.failures == other.turn.failures ? one.id < other.id : one.turn.failures < other.turn.failures
        }
    }

    private static func decrease(_ counts: inout [String: Int], _ holder: String) {
        guard let count = counts[holder] else { return }
        counts[holder] = count > 1 ? count - 1 : nil
    }
}
