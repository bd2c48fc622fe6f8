// SPDX-License-Identifier: Apache-2.0

import CommandKit

/// Writes that share a commit, each in a savepoint of its own, each answered after the commit.
struct WriteGroup {
    private let writes: [any PendingWrite]

    init(_ writes: [any PendingWrite]) { self.writes = writes }

    /// Runs and commits them, and answers every one.
    ///
    /// An error such as a full disk can make SQLite end the whole transaction. Then whoever caused it gets the error,
    /// and the others run again, each in a transaction of its own, where nothing of another's can be in the way.
    func commit(in session: Session) {
        do {
            try session.leaveTransaction()
            try session.control("BEGIN IMMEDIATE")
            if let culprit = try writes.count == 1 ? runAlone(in: session) : runTogether(in: session) {
                return separate(from: culprit, in: session)
            }
            if session.isInTransaction { try session.control("COMMIT") }
        } catch {
            try? session.leaveTransaction()
            return answer(insteadOfResults: Self.unavailable(error))
        }
        answer(insteadOfResults: nil)
    }

    /// - Returns: 0 when the transaction ended during the one write; nil when it went as it should.
    private func runAlone(in session: Session) throws -> Int? {
        writes[0].run(in: session)
        guard session.isInTransaction else { return 0 }
        if !writes[0].succeeded { try session.leaveTransaction() }
        return nil
    }

    /// Runs each; a write that throws is undone alone.
    /// - Returns: the position of the one during which the transaction ended; nil when it went as it should.
    private func runTogether(in session: Session) throws -> Int? {
        for (position, write) in writes.enumerated() {
            try session.control("SAVEPOINT one")
            write.run(in: session)
            guard session.isInTransaction else { return position }
            if !write.succeeded { try session.control("ROLLBACK TO one") }
            try session.control("RELEASE one")
        }
        return nil
    }

    private func separate(from culprit: Int, in session: Session) {
        for (position, write) in writes.enumerated() {
            guard position == culprit else {
                WriteGroup([write]).commit(in: session)
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
