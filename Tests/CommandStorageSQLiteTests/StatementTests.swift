// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandStorage
import CommandStorageSQLite
import Testing

@Suite("Statement") struct StatementTests {
    @Test(
        "Keeps a value as it is",
        arguments: [
            .null, .integer(.min), .integer(.max), .real(-0.5), .real(.infinity), .text(""), .text("'; --"),
            .text("é 👩‍👩‍👧 \u{10FFFF}"), .text(String(repeating: "long ", count: 100_000)), .blob([]), .blob([0, 255, 0]),
        ] as [SQLValue])
    func roundTrip(value: SQLValue) async throws {
        try await TemporaryDatabase.with { temporary in
            let stored = try await temporary.database.write(until: temporary.soon) { database in
                try database.execute("CREATE TABLE kept (value)")
                try database.execute("INSERT INTO kept VALUES (\(Bound(value)))")
                return try database.row("SELECT value FROM kept")
            }
            #expect(stored?.values == [value])
        }
    }

    @Test("Refuses what could not be kept as it is", arguments: [.text("vip\0x"), .text("\0"), .real(.nan)] as [SQLValue])
    func unbindable(value: SQLValue) async throws {
        try await TemporaryDatabase.with { temporary in
            await #expect(throws: UnbindableValue.self) {
                try await temporary.database.write(until: temporary.soon) {
                    try $0.execute("INSERT INTO words (word) VALUES (\(Bound(value)))")
                }
            }
            try await #expect(temporary.words() == [])
        }
    }

    @Test("Tells a unique violation by its code, and leaves the closure to go on") func unique() async throws {
        try await TemporaryDatabase.with { temporary in
            try await temporary.add("here")
            await #expect(throws: UniqueViolation.self) { try await temporary.add("here") }
            await #expect(throws: UniqueViolation.self) {
                try await temporary.database.write(until: temporary.soon) {
                    try $0.execute("INSERT INTO words VALUES (1, 'x')")
                }
            }
            let caught = try await temporary.database.write(until: temporary.soon) { database in
                do {
                    try database.execute("INSERT INTO words (word) VALUES ('here')")
                    return false
                } catch is UniqueViolation {
                    try database.execute("INSERT INTO words (word) VALUES ('UNIQUE constraint failed')")
                    return true
                }
            }
            #expect(caught)
            try await #expect(temporary.words() == ["UNIQUE constraint failed", "here"])
        }
    }

    @Test("Counts the rows that a statement changed, and no other's") func changes() async throws {
        try await TemporaryDatabase.with { temporary in
            for word in ["a", "b", "c"] { try await temporary.add(word) }
            let counts = try await temporary.database.write(until: temporary.soon) { database in
                [
                    try database.execute("UPDATE words SET word = word || '!' WHERE word <> 'c'"),
                    try database.execute("CREATE TABLE other (id INTEGER)"),
                    try database.execute("DELETE FROM words WHERE word = 'nowhere'"),
                    try database.execute("DELETE FROM words"),
                ]
            }
            #expect(counts == [2, 0, 0, 3])
        }
    }

    @Test("Checks foreign keys of a row that is returned") func returning() async throws {
        try await TemporaryDatabase.with { temporary in
            try await temporary.database.migrate([
                TemporaryDatabase.words,
                Migration("uses.1", ["CREATE TABLE uses (word_id INTEGER NOT NULL REFERENCES words (id))"]),
            ])
            await #expect(throws: (any Error).self) {
                try await temporary.database.write(until: temporary.soon) {
                    _ = try $0.row("INSERT INTO uses (word_id) VALUES (99) RETURNING word_id")
                }
            }
            let uses = try await temporary.database.read(until: temporary.soon) { try $0.rows("SELECT word_id FROM uses") }
            #expect(uses.isEmpty)
        }
    }

    @Test("May run again within its own rows, and beside more statements than are kept") func nested() async throws {
        try await TemporaryDatabase.with { temporary in
            for word in ["a", "b", "c"] { try await temporary.add(word) }
            let seen = try await temporary.database.snapshot(until: temporary.soon) { database in
                var seen: [String] = []
                try database.forEachRow("SELECT word FROM words ORDER BY word") { row in
                    seen.append(try row.get(0))
                    for count in 1...250 {
                        _ = try database.rows("SELECT id FROM words WHERE id IN \(list: Array(0..<count))")
                    }
                    seen += try database.rows("SELECT word FROM words ORDER BY word").map { try $0.get(0) }
                    return seen.count < 8
                }
                return seen.joined()
            }
            #expect(seen == "aabcbabc")
        }
    }

    @Test("Finds each value of a list, and nothing in an empty one") func lists() async throws {
        try await TemporaryDatabase.with { temporary in
            let texts = ["", "\"", "\\", "a\"b\\c", "\u{1}\u{1F}\t\n", "é 👩‍👩‍👧 \u{10FFFF}", "'; --", "[1]", "\\u0041"]
            let numbers = [Int.min, -1, 0, 1, Int.max]
            try await temporary.database.write(until: temporary.soon) { database in
                try database.execute("CREATE TABLE many (number INTEGER, text TEXT)")
                for text in texts + ["other"] { try database.execute("INSERT INTO many (text) VALUES (\(text))") }
                for number in numbers + [5] { try database.execute("INSERT INTO many (number) VALUES (\(number))") }
            }
            try await temporary.database.snapshot(until: temporary.soon) { database in
                let foundTexts = try database.rows("SELECT text FROM many WHERE text IN \(list: texts)")
                let foundNumbers = try database.rows("SELECT number FROM many WHERE number IN \(list: numbers) ORDER BY number")
                #expect(foundTexts.map(\.values) == texts.map { [.text($0)] })
                #expect(foundNumbers.map(\.values) == numbers.map { [$0.sqlValue] })
                #expect(try database.rows("SELECT 1 FROM many WHERE number IN \(list: [Int]())").isEmpty)
                #expect(throws: UnbindableValue.self) { try database.rows("SELECT 1 WHERE 'a' IN \(list: ["a\0"])") }
            }
        }
    }

    @Test("Refuses values that do not fit its places") func places() async throws {
        try await TemporaryDatabase.with { temporary in
            await #expect(throws: (any Error).self) {
                _ = try await temporary.database.read(until: temporary.soon) { try $0.rows("SELECT ? + \(1)") }
            }
        }
    }

    @Test("Cannot write where only reading is meant") func readOnly() async throws {
        try await TemporaryDatabase.with { temporary in
            await #expect(throws: ComponentUnavailable.self) {
                try await temporary.database.read(until: temporary.soon) {
                    _ = try $0.rows("DELETE FROM words RETURNING id")
                }
            }
            await #expect(throws: ComponentUnavailable.self) {
                try await temporary.database.snapshot(until: temporary.soon) {
                    _ = try $0.rows("DELETE FROM words RETURNING id")
                }
            }
        }
    }
}

/// Any value, to be bound.
struct Bound: SQLConvertible {
    let sqlValue: SQLValue
    init(_ value: SQLValue) { sqlValue = value }
}
