// SPDX-License-Identifier: Apache-2.0

@testable import CommandAccounts
import Testing

@Suite("Key slots") struct KeySlotsTests {
    private func value(_ key: String, in slots: KeySlots<Int>) -> Int? { slots[Array(key.utf8).span] }

    @Test("A later key with the same end takes the place of an earlier one, and is not taken for it")
    func collision() {
        var slots = KeySlots<Int>()
        slots.set(Array("a-tail".utf8), to: 1)
        slots.set(Array("other".utf8), to: 3)
        #expect(value("a-tail", in: slots) == 1)
        #expect(value("b-tail", in: slots) == nil)
        slots.set(Array("b-tail".utf8), to: 2)
        #expect(value("a-tail", in: slots) == nil)
        #expect(value("b-tail", in: slots) == 2)
        #expect(value("other", in: slots) == 3)
    }

    @Test("Forgets what it is told to, and takes keys of any length", arguments: ["", "a", "abc", "abcd", "abcde"])
    func forgets(key: String) {
        var slots = KeySlots<Int>()
        #expect(value(key, in: slots) == nil)
        slots.set(Array(key.utf8), to: 1)
        slots.set(Array("kept".utf8), to: 2)
        #expect(value(key, in: slots) == 1)
        slots.removeAll { $0 == 1 }
        #expect(value(key, in: slots) == nil)
        #expect(value("kept", in: slots) == 2)
    }
}
