// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandStorage
import CommandStorageSQLite
import Dispatch
import Testing

@Suite("Availability", .timeLimit(.minutes(1))) struct AvailabilityTests {
    enum Way: CaseIterable { case read, snapshot, write }

    /// Runs for hours unless it is interrupted.
    static let endless: SQL = """
        WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000000000) SELECT count(*) FROM n
        """

    private func run(_ way: Way, _ database: SQLiteDatabase, _ deadline: ContinuousClock.Instant, _ sql: SQL) async throws {
        switch way {
        case .read: try await database.read(until: deadline) { _ = try $0.rows(sql) }
        case .snapshot: try await database.snapshot(until: deadline) { _ = try $0.rows(sql) }
        case .write: try await database.write(until: deadline) { _ = try $0.rows(sql) }
        }
    }

    @Test("Interrupts what takes longer than its deadline, and works on", arguments: Way.allCases)
    func deadline(way: Way) async throws {
        try await TemporaryDatabase.with { temporary in
            await #expect(throws: ComponentUnavailable.self) {
                try await run(way, temporary.database, .now + .milliseconds(20), Self.endless)
            }
            try await run(way, temporary.database, temporary.soon, "SELECT 1")
            try await temporary.add("after")
            try await #expect(temporary.words() == ["after"])
        }
    }

    @Test("Does not begin after its deadline", arguments: Way.allCases) func expired(way: Way) async throws {
        try await TemporaryDatabase.with { temporary in
            await #expect(throws: ComponentUnavailable.self) { try await run(way, temporary.database, .now, "SELECT 1") }
        }
    }

    @Test("A full disk is told, costs nothing that was acknowledged, and heals") func full() async throws {
        try await TemporaryDatabase.with { temporary in
            func limit(_ pages: String) async throws {
                try await temporary.database.write(until: temporary.soon) {
                    _ = try $0.row(SQL(stringLiteral: "PRAGMA max_page_count = " + pages))
                }
            }
            try await limit("40")
            var stored: [String] = []
            let error = await #expect(throws: ComponentUnavailable.self) {
                for number in 0..<1000 {
                    let word = "\(number)" + String(repeating: "x", count: 1000)
                    try await temporary.add(word)
                    stored.append(word)
                }
            }
            #expect(error?.component == "database")
            #expect(!stored.isEmpty)
            try await #expect(temporary.words() == stored.sorted())
            try await limit("1000")
            try await temporary.add("room again")
            try await #expect(temporary.words().contains("room again"))
        }
    }

    @Test("A snapshot sees one state while others write") func snapshot() async throws {
        try await TemporaryDatabase.with { temporary in
            let (reads, read) = AsyncStream.makeStream(of: Void.self)
            let goOn = DispatchSemaphore(value: 0)
            async let counts = temporary.database.snapshot(until: temporary.soon) { database in
                let before = try database.rows("SELECT word FROM words").count
                read.yield()
                goOn.wait()
                return [before, try database.rows("SELECT word FROM words").count]
            }
            for await _ in reads.prefix(1) {}
            try await temporary.add("meanwhile")
            goOn.signal()
            try await #expect(counts == [0, 0])
            try await #expect(temporary.words() == ["meanwhile"])
        }
    }

    @Test("Refuses at once when as many wait as may, and serves those", arguments: [Way.snapshot, .write])
    func waiting(way: Way) async throws {
        var configuration = SQLiteDatabase.Configuration()
        configuration.snapshotReaders = 1
        configuration.waitingReads = 1
        configuration.waitingWrites = 1
        try await TemporaryDatabase.with(configuration) { temporary in
            let (starts, started) = AsyncStream.makeStream(of: Void.self)
            let goOn = DispatchSemaphore(value: 0)
            let block: @Sendable () -> Void = {
                started.yield()
                goOn.wait()
            }
            async let first: Void =
                way == .write
                ? temporary.database.write(until: temporary.soon) { _ in block() }
                : temporary.database.snapshot(until: temporary.soon) { _ in block() }
            for await _ in starts.prefix(1) {}
            let refused = try await withThrowingTaskGroup(of: Bool.self) { tasks in
                for _ in 0..<2 {
                    tasks.addTask {
                        do {
                            try await run(way, temporary.database, temporary.soon, "SELECT 1")
                            return false
                        } catch is ComponentUnavailable {
                            return true
                        }
                    }
                }
                let refused = try await tasks.next()
                goOn.signal()
                try await #expect(tasks.next() == false)
                return refused
            }
            #expect(refused == true)
            try await first
        }
    }

    @Test("Many at once are all served by few connections") func many() async throws {
        var configuration = SQLiteDatabase.Configuration()
        configuration.readers = 1
        configuration.snapshotReaders = 1
        try await TemporaryDatabase.with(configuration) { temporary in
            try await withThrowingTaskGroup(of: Void.self) { tasks in
                for number in 0..<300 {
                    tasks.addTask {
                        try await temporary.add("w\(number)")
                        let word = "w\(number)"
                        let read = try await temporary.database.read(until: temporary.soon) {
                            try $0.row("SELECT word FROM words WHERE word = \(word)")
                        }
                        let seen = try await temporary.database.snapshot(until: temporary.soon) {
                            try $0.row("SELECT word FROM words WHERE word = \(word)")
                        }
                        #expect(read?.values == [.text(word)] && seen?.values == [.text(word)])
                    }
                }
                try await tasks.waitForAll()
            }
            try await #expect(temporary.words().count == 300)
        }
    }
}
