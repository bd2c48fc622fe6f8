// SPDX-License-Identifier: Apache-2.0

import CommandStorage
@testable import CommandStorageSQLite
import Testing

@Suite("Kept statements") struct StatementCacheTests {
    private func with(_ body: (Connection) throws -> Void) async throws {
        try await TemporaryDatabase.inFolder { folder in
            let connection = try Connection.writing(folder + "/kept.sqlite", .init())
            try connection.run { for statement in TemporaryDatabase.words.statements { _ = try $0.execute(statement) } }
            try body(connection)
            try connection.close()
        }
    }

    @Test("A list has one text, whatever its length") func lists() async throws {
        try await with { connection in
            try connection.run { session in
                var sizes: [Int] = []
                for length in [0, 1, 10, 10_000, 100_000] {
                    _ = try session.rows("SELECT id FROM words WHERE id IN \(list: Array(0..<length))")
                    sizes.append(session.keptBytes)
                }
                #expect(Set(sizes).count == 1)
            }
        }
    }

    @Test("What is kept is bounded in bytes, and nothing with a long text is kept") func bounded() async throws {
        try await with { connection in
            try connection.run { session in
                for number in 0..<500 {
                    let condition = Array(repeating: "word LIKE '\(number)%'", count: 100).joined(separator: " OR ")
                    _ = try session.rows(SQL(stringLiteral: "SELECT id FROM words WHERE " + condition))
                }
                #expect(session.keptBytes <= 2 << 20 && session.keptBytes > 0)
                let before = session.keptBytes
                _ = try session.rows(SQL(stringLiteral: "SELECT 1 -- " + String(repeating: "x", count: 5000)))
                #expect(session.keptBytes == before)
            }
        }
    }

    @Test("What is used stays, what is not goes first") func oldestFirst() async throws {
        try await with { connection in
            try connection.run { session in
                var sizes: Set<Int> = []
                for number in 0..<400 {
                    _ = try session.row("SELECT 'often'")
                    _ = try session.row(SQL(stringLiteral: "SELECT \(number + 1000)"))
                    if number > 250 { sizes.insert(session.keptBytes) }
                }
                // Every one of these is as large as another, so that the sum stays when one goes for the next.
                #expect(sizes.count == 1)
            }
        }
    }
}
