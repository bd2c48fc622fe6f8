// SPDX-License-Identifier: Apache-2.0

import CommandKit

/// Writes that share a commit, each in a savepoint of its own, each answered after the commit.
struct WriteGroup {
    /// Where a group gets its writes from, and reports what they took.
    struct Source {
        /// The next write for a group that has worked for so long; nil ends the group.
        var next: (_ worked: Duration) -> (any PendingWrite)?
        /// Counts what a write took.
        var ran: (any PendingWrite, Duration) -> Void
        /// Throws where what is committed would not be in the database's file.
        var check: () throws -> Void
    }
    private let source: Source
    private var writes: [any PendingWrite]
    private var worked = Duration.zero

    /// A group that begins with `first`.
    init(_ first: any PendingWrite, from source: Source) {
        writes = [first]
        self.source = source
    }

    /// Runs and commits them, and answers every one.
    ///
    /// An error such as a full disk can make SQLite end the whole transaction. Then whoever caused it gets the error,
    /// and the others run again, each in a transaction of its own, where nothing of another's can be in the way.
    mutating func commit(in session: Session, isAlone: Bool) {
        do {
            try source.check()
            try session.leaveTransaction()
            try session.control("BEGIN IMMEDIATE")
            if let culprit = try isAlone ? runAlone(in: session) : runTogether(in: session) {
                return separate(from: culprit, in: session)
            }
            if session.isInTransaction {
                try source.check()
                try session.control("COMMIT")
                try source.check()
            }
        } catch {
            try? session.leaveTransaction()
            return answer(insteadOfResults: Self.unavailable(error))
        }
        answer(insteadOfResults: nil)
    }

    /// - Returns: 0 when the transaction ended during the one write; nil when it went as it should.
    private mutating func runAlone(in session: Session) throws -> Int? {
        run(writes[0], in: session)
        guard session.isInTransaction else { return 0 }
        if !writes[0].succeeded { try session.leaveTransaction() }
        return nil
    }

    /// Runs each; a write that throws is undone alone.
    /// - Returns: the position of the one during which the transaction ended; nil when it went as it should.
    private mutating func runTogether(in session: Session) throws -> Int? {
        var position = 0
        while position < writes.count {
            try session.control("SAVEPOINT one")
            run(writes[position], in: session)
            guard session.isInTransaction else { return position }
            if !writes[position].succeeded { try session.control("ROLLBACK TO one") }
            try session.control("RELEASE one")
            if let next = source.next(worked) { writes.append(next) }
            position += 1
        }
        return nil
    }

    private mutating func run(_ write: any PendingWrite, in session: Session) {
        let began = session.clock.now()
        write.run(in: session)
        let time = session.clock.now() - began
        worked += time
        source.ran(write, time)
    }

    private func separate(from culprit: Int, in session: Session) {
        for (position, write) in writes.enumerated() {
            guard position == culprit else {
                var alone = WriteGroup(write, from: source)
                alone.commit(in: session, isAlone: true)
                continue
            }
            write.answer(insteadOfResult: write.succeeded ? Fault.unavailable("the transaction has ended") : nil)
        }
    }

    private func answer(insteadOfResults error: (any Error)?) {
        for write in writes { write.answer(insteadOfResult: error) }
    }

    /// A commit has no error of a caller's; whatever it fails with, the caller may try again.
    private static func unavailable(_ error: any Error) -> ComponentUnavailable {
        error as? ComponentUnavailable ?? Fault.unavailable("\(error)")
    }
}
