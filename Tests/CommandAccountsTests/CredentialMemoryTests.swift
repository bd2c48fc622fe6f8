// SPDX-License-Identifier: Apache-2.0

@testable import CommandAccounts
import CommandKit
import Testing

@Suite("Credential memory") struct CredentialMemoryTests {
    private let clock = ManualClock()
    private let ada = Principal(kind: .user, accountID: 1, permissions: .all)
    private let bob = Principal(kind: .user, accountID: 2, permissions: .all)

    private func memory(capacity: Int = 8) -> CredentialMemory {
        CredentialMemory(lifetime: .milliseconds(500), capacity: capacity) { [clock] in clock.elapsed }
    }

    @Test("What was looked up before a revocation is not remembered after it")
    func race() {
        let memory = memory()
        let before = memory.ticket()
        memory.forget(1)
        memory.remember(ada, for: .key("a"), since: before)
        #expect(memory.principal(for: .key("a")) == nil)
        memory.remember(ada, for: .key("a"), since: memory.ticket())
        #expect(memory.principal(for: .key("a")) == ada)
    }

    @Test("The time counts from the begin of the look-up")
    func slowLookUp() {
        let memory = memory()
        let ticket = memory.ticket()
        clock.advance(by: .milliseconds(500))
        memory.remember(ada, for: .key("a"), since: ticket)
        #expect(memory.principal(for: .key("a")) == nil)
    }

    @Test("Forgets one account and keeps the others")
    func forget() {
        let memory = memory()
        memory.remember(ada, for: .key("a"), since: memory.ticket())
        memory.remember(ada, for: .session("s"), since: memory.ticket())
        memory.remember(bob, for: .key("b"), since: memory.ticket())
        memory.forget(1)
        #expect(memory.principal(for: .key("a")) == nil)
        #expect(memory.principal(for: .session("s")) == nil)
        #expect(memory.principal(for: .key("b")) == bob)
    }

    @Test("One text in another field is another credential")
    func fields() {
        let memory = memory()
        memory.remember(ada, for: .key("a"), since: memory.ticket())
        for other: DecidingCredential in [.adminKey("a"), .session("a"), .keys("a", admin: "a")] {
            #expect(memory.principal(for: other) == nil)
        }
    }

    @Test("Holds a bounded number, the youngest among them")
    func bounded() {
        var table = BoundedTable<Int, Int>(capacity: 10)
        for number in 0..<1000 {
            table.set(number, to: number)
            #expect(table.count <= 10)
            #expect(table[number] == number && table[max(0, number - 4)] == max(0, number - 4))
        }
        #expect(table[900] == nil)
        table.set(999, to: 0)
        #expect(table[999] == 0)
        table.remove(999)
        #expect(table[999] == nil)
    }
}
