// SPDX-License-Identifier: Apache-2.0

@testable import CommandAccounts
import Synchronization
import Testing

@Suite("Who waits for a password's hash") struct WaitingLineTests {
    private static func work(_ line: inout WaitingLine, _ turn: HashingTurn, until end: Duration = .seconds(4)) -> WaitingWork {
        WaitingWork(id: line.nextID(), turn: turn, end: end, run: { {} }, refuse: { _ in })
    }

    /// Whose turn it is.
    private static func next(_ line: inout WaitingLine) -> HashingTurn? { line.takeNext()?.turn }

    /// Puts work in line for one holder; gives why that refused something.
    private static func refusals(_ line: inout WaitingLine, _ turn: HashingTurn) -> [PasswordQueue.Refusal] {
        line.admit(work(&line, turn)).map(\.1)
    }

    /// Puts work in line for each holder, and gives the order in which they are taken by a thread at a time.
    private static func order(_ turns: [HashingTurn]) -> [String] {
        var line = WaitingLine()
        for turn in turns { _ = line.admit(work(&line, turn)) }
        var order: [String] = []
        while let next = line.takeNext() {
            order.append(next.turn.holder)
            line.finish(next)
        }
        return order
    }

    @Test("Known callers go first in their order, then addresses without failures from the newest, then those with the fewest failures")
    func ranks() {
        let order = Self.order([
            HashingTurn(rank: .doubtful, holder: "seven", failures: 7), HashingTurn(rank: .doubtful, holder: "two", failures: 2),
            HashingTurn(rank: .clean, holder: "older"), HashingTurn(rank: .clean, holder: "newer"),
            HashingTurn(rank: .known, holder: "first"), HashingTurn(rank: .known, holder: "second"),
            HashingTurn(rank: .doubtful, holder: "two as well", failures: 2),
        ])
        #expect(order == ["first", "second", "newer", "older", "two", "two as well", "seven"])
    }

    @Test("A holder has two places, running and waiting together")
    func places() throws {
        var line = WaitingLine()
        let turn = HashingTurn(rank: .clean, holder: "192.0.2.1")
        #expect(Self.refusals(&line, turn) == [])
        let next = line.takeNext()
        let running = try #require(next)
        #expect(Self.refusals(&line, turn) == [])
        #expect(Self.refusals(&line, turn) == [.noPlace])
        #expect(Self.refusals(&line, HashingTurn(rank: .clean, holder: "192.0.2.2")) == [])
        line.finish(running)
        #expect(Self.refusals(&line, turn) == [])
    }

    @Test("One of the two threads is never an address's that has failures")
    func reserve() throws {
        var line = WaitingLine()
        for number in 0..<9 { _ = line.admit(Self.work(&line, HashingTurn(rank: .doubtful, holder: "\(number)", failures: 1))) }
        let next = line.takeNext()
        let doubtful = try #require(next)
        #expect(Self.next(&line) == nil)
        _ = line.admit(Self.work(&line, HashingTurn(rank: .clean, holder: "owner")))
        #expect(Self.next(&line)?.holder == "owner")
        #expect(Self.next(&line) == nil)
        line.finish(doubtful)
        #expect(Self.next(&line)?.rank == .doubtful)
    }

    @Test("Who waited too long is refused, and whoever goes away takes no place")
    func endsOfWaiting() {
        var line = WaitingLine()
        let turn = HashingTurn(rank: .known, holder: "ada")
        let (early, late) = (Self.work(&line, turn, until: .seconds(1)), Self.work(&line, turn, until: .seconds(2)))
        _ = line.admit(early)
        _ = line.admit(late)
        let dropped = [line.drop(at: .milliseconds(999)), line.drop(at: .seconds(1))]
        #expect(dropped.map { $0.map(\.0.id) } == [[], [early.id]])
        let cancelled = [line.cancel(late.id), line.cancel(late.id)]
        #expect(cancelled.map { $0.map(\.1) } == [[.cancelled], []] && line.waiting.isEmpty)
        for _ in 0..<2 { #expect(Self.refusals(&line, turn) == []) }
    }

    @Test("So many of a rank wait and no more, and those whose turn is last make room", arguments: HashingTurn.Rank.allCases)
    func bounded(rank: HashingTurn.Rank) {
        var line = WaitingLine()
        for number in 0..<PasswordQueue.waitingLimit {
            _ = line.admit(Self.work(&line, HashingTurn(rank: rank, holder: "\(number)", failures: 2)))
        }
        let refused = line.admit(Self.work(&line, HashingTurn(rank: rank, holder: "one more", failures: 1)))
        #expect(refused.map(\.1) == [.full] && line.waiting.count == PasswordQueue.waitingLimit)
        #expect(refused.map(\.0.turn.holder) == [rank == .known ? "one more" : rank == .clean ? "0" : "255"])
    }
}
