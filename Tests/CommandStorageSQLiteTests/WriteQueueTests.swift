// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandStorage
@testable import CommandStorageSQLite
import Synchronization
import Testing

@Suite("Queue of writes", .timeLimit(.minutes(1))) struct WriteQueueTests {
    private let ann = DatabaseClient.account(1), bob = DatabaseClient.account(2)
    private let time = ManualWorkClock()
    private var configuration: SQLiteDatabase.Configuration {
        var configuration = SQLiteDatabase.Configuration()
        configuration.clock = time.clock
        return configuration
    }

    /// What a write does for a while.
    private static let muchWork: @Sendable (any Writing) throws -> Void = { database in
        for _ in 0..<32 { try database.execute("UPDATE words SET word = word") }
    }

    /// Queues writes while the writer stands still, then lets it go; gives what each came to.
    private func queue(
        _ database: SQLiteDatabase, _ writes: [(client: DatabaseClient, body: @Sendable (any Writing) throws -> Void)]
    ) async throws -> [(any Error)?] {
        let gate = Gate()
        let blocked = Task { try await database.write(until: .now + .seconds(30)) { _ in gate.wait() } }
        await gate.arrival()
        return try await withThrowingTaskGroup(of: (Int, (any Error)?).self) { group in
            for (number, write) in writes.enumerated() {
                group.addTask {
                    do {
                        try await database.write(for: write.client, until: .now + .seconds(30), write.body)
                        return (number, nil)
                    } catch { return (number, error) }
                }
                while database.writes.waiting <= number { await Task.yield() }
            }
            gate.open()
            try await blocked.value
            return try await group.reduce(into: Array(repeating: nil, count: writes.count)) { $0[$1.0] = $1.1 }
        }
    }

    @Test("A client's long writes let the others' through between them, however many they are") func turns() async throws {
        try await TemporaryDatabase.with(configuration) { temporary in
            let order = Record<String>()
            let long: @Sendable (any Writing) throws -> Void = { _ in
                time.pass(.milliseconds(100))
                order.note("ann")
            }
            let short: @Sendable (any Writing) throws -> Void = { _ in
                time.pass(.milliseconds(1))
                order.note("bob")
            }
            let writes = Array(repeating: (ann, long), count: 20) + Array(repeating: (bob, short), count: 20)
            _ = try await queue(temporary.database, writes)
            #expect(order.entries.count == 40)
            #expect(order.entries.prefix(21).count { $0 == "ann" } <= 1, "\(order.entries)")
        }
    }

    @Test("A commit ends when its work has taken its slice, so that its first write does not wait for all") func slices() async throws {
        try await TemporaryDatabase.with(configuration) { temporary in
            let outside = try Connection.reading(temporary.path, configuration)
            let uncommitted = Record<Int>()
            let writes = (0..<12).map { number in
                (
                    client: ann,
                    body: { @Sendable (database: any Writing) in
                        let committed = try outside.run { try $0.row("SELECT COUNT(*) FROM words") }
                        uncommitted.note(number - (try committed?.get(0) ?? 0))
                        time.pass(.milliseconds(3))
                        try database.execute("INSERT INTO words (word) VALUES (\("\(number)"))")
                    }
                )
            }
            let errors = try await queue(temporary.database, writes)
            #expect(errors.allSatisfy { $0 == nil })
            #expect(uncommitted.entries.count == 12 && uncommitted.entries.allSatisfy { $0 <= 1 }, "\(uncommitted.entries)")
            try outside.close()
        }
    }

    @Test("Small writes of many clients share commits") func together() async throws {
        try await TemporaryDatabase.with(configuration) { temporary in
            let outside = try Connection.reading(temporary.path, configuration)
            let committed = Record<Int>()
            let writes = (0..<50).map { number in
                (
                    client: DatabaseClient.account(number),
                    body: { @Sendable (database: any Writing) in
                        committed.note(try outside.run { try $0.row("SELECT COUNT(*) FROM words") }?.get(0) ?? 0)
                        try database.execute("INSERT INTO words (word) VALUES (\("\(number)"))")
                    }
                )
            }
            _ = try await queue(temporary.database, writes)
            #expect(Set(committed.entries) == [0])
            try outside.close()
        }
    }

    @Test("The server's writes go first, and leave every other turn to the others") func server() async throws {
        var configuration = configuration
        configuration.commitSlice = .milliseconds(-1)
        try await TemporaryDatabase.with(configuration) { temporary in
            let order = Record<String>()
            let note: @Sendable (String) -> WriteGroupTests.Body = { word in { _ in order.note(word) } }
            _ = try await queue(
                temporary.database, [(ann, note("ann"))] + (0..<3).map { _ in (client: .server, body: note("server")) })
            #expect(order.entries == ["server", "ann", "server", "server"])
        }
    }

    @Test("A write that takes more than its budget is undone alone, and told to do less") func budget() async throws {
        try await TemporaryDatabase.with(configuration) { temporary in
            let long: @Sendable (String) -> WriteGroupTests.Body = { word in
                { database in
                    try WriteGroupTests.insert(word)(database)
                    time.pass(.seconds(2))
                    try Self.muchWork(database)
                }
            }
            let insert = WriteGroupTests.insert
            let errors = try await queue(
                temporary.database,
                [(ann, insert("before")), (bob, long("lost")), (ann, insert("after")), (.server, long("server"))])
            #expect(errors.map { $0 == nil } == [true, false, true, true])
            #expect(errors[1] is TooLarge)
            try await #expect(temporary.words() == ["after", "before", "server"])
        }
    }

    @Test("The time for which a write waits is not counted") func waiting() async throws {
        try await TemporaryDatabase.with(configuration) { temporary in
            let slow: WriteGroupTests.Body = { _ in time.pass(.seconds(60)) }
            let errors = try await queue(
                temporary.database, [(.server, slow), (ann, Self.muchWork), (bob, WriteGroupTests.insert("bob"))])
            #expect(errors.allSatisfy { $0 == nil })
        }
    }

    @Test("One account's waiting writes are bounded, and the others' room is theirs") func bounded() async throws {
        var configuration = configuration
        configuration.waitingPerAccount = 2
        try await TemporaryDatabase.with(configuration) { temporary in
            let database = temporary.database
            let gate = Gate()
            let blocked = Task { try await database.write(for: .account(1), until: .now + .seconds(30)) { _ in gate.wait() } }
            await gate.arrival()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for client in [ann, ann, bob] {
                    group.addTask { try await database.write(for: client, until: .now + .seconds(30)) { _ in } }
                }
                while database.writes.waiting < 3 { await Task.yield() }
                let error = await #expect(throws: RateLimited.self) {
                    try await database.write(for: ann, until: temporary.soon) { _ in }
                }
                #expect(error?.retryAfter == 1)
                gate.open()
                try await blocked.value
                try await group.waitForAll()
            }
        }
    }

    @Test("A write whose call is cancelled while it waits is taken out, and never runs") func cancelledWaiting() async throws {
        try await TemporaryDatabase.with(configuration) { temporary in
            let database = temporary.database
            let gate = Gate()
            let blocked = Task { try await database.write(until: .now + .seconds(30)) { _ in gate.wait() } }
            await gate.arrival()
            let waiting = Task {
                try await database.write(for: .account(1), until: .now + .seconds(30), WriteGroupTests.insert("never"))
            }
            while database.writes.waiting < 1 { await Task.yield() }
            waiting.cancel()
            await #expect(throws: ComponentUnavailable.self) { try await waiting.value }
            #expect(database.writes.waiting == 0)
            gate.open()
            try await blocked.value
            try await #expect(temporary.words() == [])
        }
    }

    @Test("A write whose call is cancelled while it runs is interrupted and undone") func cancelledRunning() async throws {
        try await TemporaryDatabase.with { temporary in
            let database = temporary.database
            let started = AsyncStream.makeStream(of: Void.self)
            let running = Task {
                try await database.write(for: .account(1), until: .now + .seconds(30)) { writing in
                    try writing.execute("INSERT INTO words (word) VALUES ('lost')")
                    started.continuation.yield()
                    _ = try writing.row(AvailabilityTests.endless)
                }
            }
            for await _ in started.stream { break }
            running.cancel()
            await #expect(throws: ComponentUnavailable.self) { try await running.value }
            try await temporary.add("next")
            try await #expect(temporary.words() == ["next"])
        }
    }

    @Test("A write whose call is cancelled once its work is done is committed, and told so") func cancelledLate() async throws {
        try await TemporaryDatabase.with(configuration) { temporary in
            let database = temporary.database
            let gate = Gate()
            let done = Task {
                try await database.write(for: .account(1), until: .now + .seconds(30)) { writing in
                    try WriteGroupTests.insert("kept")(writing)
                    gate.wait()
                    return 7
                }
            }
            await gate.arrival()
            done.cancel()
            gate.open()
            #expect(try await done.value == 7)
            try await #expect(temporary.words() == ["kept"])
        }
    }

    @Test("Tells how many rows changed without waiting for a turn") func changes() async throws {
        try await TemporaryDatabase.with(configuration) { temporary in
            let before = temporary.database.changeCount
            try await temporary.add("a")
            try await temporary.add("b")
            let gate = Gate()
            let blocked = Task { [database = temporary.database] in
                try await database.write(until: .now + .seconds(30)) { _ in gate.wait() }
            }
            await gate.arrival()
            #expect(temporary.database.changeCount == before + 2)
            gate.open()
            try await blocked.value
        }
    }
}
