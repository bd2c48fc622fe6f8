// SPDX-License-Identifier: Apache-2.0

import CommandStorage
@testable import CommandStorageSQLite
import Testing

@Suite("Turns of clients") struct ClientTurnsTests {
    private let ann = DatabaseClient.account(1), bob = DatabaseClient.account(2)

    /// Runs what waits, one at a time, each for what `cost` says; gives what ran, in order.
    private func run(_ turns: inout ClientTurns<String>, most: Int = .max, cost: (DatabaseClient) -> Duration) -> [String] {
        var order: [String] = []
        while order.count < most, let (client, work) = turns.next() {
            order.append(work)
            turns.finish(client, used: cost(client))
        }
        return order
    }

    @Test("A client's own work runs in the order in which it came") func inOrder() {
        var turns = ClientTurns<String>()
        for number in 1...5 { turns.append("\(number)", for: ann) }
        #expect(run(&turns) { _ in .milliseconds(1) } == ["1", "2", "3", "4", "5"])
        #expect(turns.count == 0)
    }

    @Test("Time is shared, not turns: while one does a large piece of work, the other does as much in small ones") func byTime() {
        var turns = ClientTurns<String>()
        for _ in 0..<10 { turns.append("large", for: ann) }
        for _ in 0..<100 { turns.append("small", for: bob) }
        let order = run(&turns, most: 44) { $0 == ann ? .milliseconds(100) : .milliseconds(10) }
        #expect(order.count { $0 == "large" } == 4 || order.count { $0 == "large" } == 5)
    }

    @Test("Who comes late waits for nobody's line, however long it is") func latecomer() {
        var turns = ClientTurns<String>()
        for _ in 0..<1000 { turns.append("ann", for: ann) }
        _ = run(&turns, most: 500) { _ in .milliseconds(100) }
        turns.append("bob", for: bob)
        #expect(run(&turns, most: 1) { _ in .zero } == ["bob"])
    }

    @Test("An absence is not saved up: who comes back has the same share as who was there") func absence() {
        var turns = ClientTurns<String>()
        for _ in 0..<1000 { turns.append("ann", for: ann) }
        _ = run(&turns, most: 900) { _ in .milliseconds(100) }
        for _ in 0..<100 { turns.append("bob", for: bob) }
        let order = run(&turns, most: 100) { _ in .milliseconds(100) }
        #expect((49...51).contains(order.count { $0 == "bob" }))
    }

    @Test("The server goes first, and does not count") func server() {
        var turns = ClientTurns<String>()
        turns.append("ann", for: ann)
        for _ in 0..<3 { turns.append("server", for: .server) }
        #expect(run(&turns) { _ in .seconds(1) } == ["server", "server", "server", "ann"])
    }

    @Test("Says what a client's work took of late, and how much of it runs, to whoever decides what may start") func standing() {
        var turns = ClientTurns<String>()
        for _ in 0..<20 { turns.append("ann", for: ann) }
        _ = run(&turns, most: 18) { _ in .milliseconds(40) }
        let first = turns.next { $0 == ann && $1.running == 0 && $1.expected > .milliseconds(39) }
        #expect(first?.1 == "ann")
        #expect(turns.next { $1.running == 0 } == nil)
        #expect(turns.waiting(of: ann) == 1)
    }

    @Test("Gives out what nobody waits for any more") func removal() {
        var turns = ClientTurns<String>()
        for word in ["a", "b", "c"] { turns.append(word, for: ann) }
        #expect(turns.remove(of: ann) { $0 == "b" } == "b")
        #expect(turns.remove(of: ann) { $0 == "b" } == nil)
        #expect(turns.remove(of: bob) { _ in true } == nil)
        #expect(run(&turns) { _ in .zero } == ["a", "c"])
    }

    @Test("Forgets clients that are not there, so that many of them take no memory") func forgets() {
        var turns = ClientTurns<Int>()
        for number in 0..<10_000 {
            turns.append(number, for: .account(number))
            if let (client, _) = turns.next() { turns.finish(client, used: .milliseconds(1)) }
        }
        #expect(turns.knownClients <= 300)
    }
}
