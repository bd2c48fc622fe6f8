// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandStorage
import CommandStorageSQLite
import Testing

@Suite("Work in one transaction") struct TransactionScopeTests {
    struct Refused: Error {}

    private static func add(_ word: String, to database: any Database) async throws {
        try await database.write(until: .now + .seconds(20)) { _ = try $0.execute("INSERT INTO words (word) VALUES (\(word))") }
    }

    @Test("Is there as a whole when it returns; each read within sees what was written before, and nobody else does")
    func commits() async throws {
        try await TemporaryDatabase.with { temporary in
            let count = try await temporary.database.together(until: temporary.soon) { together in
                try await Self.add("one", to: together)
                try await Self.add("two", to: together)
                #expect(try await temporary.words() == [])
                let soon = temporary.soon
                let read = try await together.read(until: soon) { try $0.rows("SELECT word FROM words").count }
                let snapshot = try await together.snapshot(until: soon) { try $0.rows("SELECT word FROM words").count }
                return read + snapshot
            }
            #expect(count == 4)
            #expect(try await temporary.words() == ["one", "two"])
        }
    }

    @Test("Leaves nothing when it throws, and the next write finds its way")
    func undoes() async throws {
        try await TemporaryDatabase.with { temporary in
            await #expect(throws: Refused.self) {
                try await temporary.database.together(until: temporary.soon) { together in
                    try await Self.add("lost", to: together)
                    throw Refused()
                }
            }
            try await temporary.add("kept")
            #expect(try await temporary.words() == ["kept"])
        }
    }

    @Test("A write within that throws is undone alone")
    func undoesAlone() async throws {
        try await TemporaryDatabase.with { temporary in
            try await temporary.database.together(until: temporary.soon) { together in
                try await Self.add("one", to: together)
                await #expect(throws: UniqueViolation.self) {
                    try await together.write(until: temporary.soon) { writing in
                        try writing.execute("INSERT INTO words (word) VALUES ('half')")
                        try writing.execute("INSERT INTO words (word) VALUES ('one')")
                    }
                }
                try await Self.add("two", to: together)
            }
            #expect(try await temporary.words() == ["one", "two"])
        }
    }

    @Test("What is asked of it once it is over is refused")
    func refusesAfterwards() async throws {
        try await TemporaryDatabase.with { temporary in
            let kept = try await temporary.database.together(until: temporary.soon) { $0 }
            await #expect(throws: TransactionEnded.self) { try await Self.add("late", to: kept) }
            await #expect(throws: TransactionEnded.self) { try await kept.migrate([]) }
            #expect(try await temporary.words() == [])
        }
    }

    @Test("A deadline that passes while nothing is asked ends it, and nothing is kept")
    func endsInTime() async throws {
        try await TemporaryDatabase.with { temporary in
            await #expect(throws: (any Error).self) {
                try await temporary.database.together(until: .now + .milliseconds(200)) { together in
                    try await Self.add("lost", to: together)
                    // Waits for the end of the transaction: until then another's write waits too.
                    try await temporary.add("kept")
                    try await Self.add("late", to: together)
                }
            }
            // On a machine that is busy the deadline may pass before the first of them.
            try await temporary.add("after")
            let words = Set(try await temporary.words())
            #expect(words.subtracting(["kept"]) == ["after"], "\(words)")
        }
    }

    @Test("A database that is closed, or a deadline that has passed, refuses it and whatever is asked within")
    func isRefused() async throws {
        try await TemporaryDatabase.with { temporary in
            await #expect(throws: ComponentUnavailable.self) {
                try await temporary.database.together(until: .now - .seconds(1)) { try await Self.add("late", to: $0) }
            }
            try await temporary.database.close()
            await #expect(throws: ComponentUnavailable.self) {
                try await temporary.database.together(until: temporary.soon) { try await Self.add("closed", to: $0) }
            }
        }
    }
}
