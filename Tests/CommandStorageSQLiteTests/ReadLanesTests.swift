// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandStorage
@testable import CommandStorageSQLite
import Foundation
import Testing

@Suite("Lanes of snapshots", .timeLimit(.minutes(1))) struct ReadLanesTests {
    private let ann = DatabaseClient.account(1), bob = DatabaseClient.account(2)
    private let time = ManualWorkClock()
    private var configuration: SQLiteDatabase.Configuration {
        var configuration = SQLiteDatabase.Configuration()
        configuration.clock = time.clock
        configuration.snapshotReaders = 1
        configuration.slowReaders = 1
        return configuration
    }

    /// Reads for so long, as the clock has it, and then looks whether it may go on.
    private func work(_ duration: Duration, _ database: any Reading) throws {
        time.pass(duration)
        for _ in 0..<32 { _ = try database.row("SELECT 1") }
    }

    @Test(
        "A read that takes long is run again where it may take longer",
        arguments: [(1, 1), (30, 2), (300, 3)] as [(milliseconds: Int, runs: Int)])
    func lanes(milliseconds: Int, runs: Int) async throws {
        try await TemporaryDatabase.with(configuration) { temporary in
            let run = Record<Void>()
            let answer = try await temporary.database.snapshot(for: ann, until: temporary.soon) { database in
                run.note(())
                try work(.milliseconds(milliseconds), database)
                return 7
            }
            #expect(answer == 7 && run.entries.count == runs)
        }
    }

    @Test("A read that takes more than any may is refused, and told to ask for less") func tooLarge() async throws {
        try await TemporaryDatabase.with(configuration) { temporary in
            await #expect(throws: TooLarge.self) {
                try await temporary.database.snapshot(for: ann, until: temporary.soon) { try work(.seconds(6), $0) }
            }
            try await temporary.database.snapshot(for: ann, until: temporary.soon) { try work(.zero, $0) }
        }
    }

    @Test("A read on the calling thread that takes long goes on as a snapshot") func point() async throws {
        try await TemporaryDatabase.with(configuration) { temporary in
            let run = Record<Void>()
            let answer = try await temporary.database.read(until: temporary.soon) { database in
                run.note(())
                try work(.milliseconds(10), database)
                return 7
            }
            #expect(answer == 7 && run.entries.count == 2)
        }
    }

    @Test("Rows that the closure takes long over count, too") func rows() async throws {
        try await TemporaryDatabase.with(configuration) { temporary in
            await #expect(throws: TooLarge.self) {
                try await temporary.database.snapshot(for: ann, until: temporary.soon) { database in
                    let many: SQL = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100) SELECT i FROM n"
                    try database.forEachRow(many) { _ in
                        time.pass(.seconds(1))
                        return true
                    }
                }
            }
        }
    }

    @Test("While one account's large reads fill their places, another's quick read is served") func quick() async throws {
        try await TemporaryDatabase.with(configuration) { temporary in
            let database = temporary.database
            let gate = Gate()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<10 {
                    group.addTask {
                        try await database.snapshot(for: .account(1), until: .now + .seconds(30)) {
                            try work(.milliseconds(300), $0)
                            gate.wait()
                        }
                    }
                }
                await gate.arrival()
                for _ in 0..<20 {
                    let word = try await database.snapshot(for: bob, until: temporary.soon) { try $0.row("SELECT 7") }
                    #expect(word?.values == [.integer(7)])
                }
                gate.open(for: 10)
                try await group.waitForAll()
            }
        }
    }

    @Test("Large reads take turns between accounts: who comes late waits for one, not for a line") func turns() async throws {
        try await TemporaryDatabase.with(configuration) { temporary in
            let database = temporary.database
            let gate = Gate()
            let order = Record<String>()
            try await withThrowingTaskGroup(of: Void.self) { group in
                func add(_ client: DatabaseClient, _ name: String) {
                    group.addTask {
                        try await database.snapshot(for: client, until: .now + .seconds(30)) {
                            try work(.milliseconds(300), $0)
                            order.note(name)
                            gate.wait()
                        }
                    }
                }
                for _ in 0..<5 { add(ann, "ann") }
                await gate.arrival()
                while database.snapshots.waiting(in: 2) < 4 { await Task.yield() }
                add(bob, "bob")
                while database.snapshots.waiting(in: 2) < 5 { await Task.yield() }
                gate.open(for: 6)
                try await group.waitForAll()
            }
            #expect(order.entries.prefix(2) == ["ann", "bob"])
        }
    }

    @Test("Whose reads were large of late begins where large ones run, and comes back with quick ones") func levels() async throws {
        try await TemporaryDatabase.with(configuration) { temporary in
            func runs(_ duration: Duration) async throws -> Int {
                let run = Record<Void>()
                try await temporary.database.snapshot(for: ann, until: temporary.soon) { database in
                    run.note(())
                    try work(duration, database)
                }
                return run.entries.count
            }
            var counts: [Int] = []
            for _ in 0..<8 { counts.append(try await runs(.milliseconds(300))) }
            #expect(counts.first == 3 && counts.last == 1, "\(counts)")
            for _ in 0..<12 { #expect(try await runs(.zero) == 1) }
            #expect(try await runs(.milliseconds(30)) == 2)
        }
    }

    @Test("A read whose call is cancelled while it waits is taken out, and never runs") func cancelledWaiting() async throws {
        try await TemporaryDatabase.with(configuration) { temporary in
            let database = temporary.database
            let gate = Gate()
            let blocked = Task { try await database.snapshot(until: .now + .seconds(30)) { _ in gate.wait() } }
            await gate.arrival()
            let ran = Record<Void>()
            let waiting = Task { try await database.snapshot(for: .account(1), until: .now + .seconds(30)) { _ in ran.note(()) } }
            while database.snapshots.waiting(in: 0) < 1 { await Task.yield() }
            waiting.cancel()
            await #expect(throws: ComponentUnavailable.self) { try await waiting.value }
            gate.open()
            try await blocked.value
            #expect(ran.entries.isEmpty)
        }
    }

    @Test("A read whose call is cancelled while it runs is interrupted, and nobody else's with it") func cancelledRunning() async throws {
        var configuration = configuration
        configuration.clock = .thread
        try await TemporaryDatabase.with(configuration) { temporary in
            let database = temporary.database
            let started = AsyncStream.makeStream(of: Void.self)
            let running = Task {
                try await database.snapshot(for: .account(1), until: .now + .seconds(30)) { reading in
                    started.continuation.yield()
                    _ = try reading.row(AvailabilityTests.endless)
                }
            }
            for await _ in started.stream { break }
            running.cancel()
            await #expect(throws: ComponentUnavailable.self) { try await running.value }
            for _ in 0..<10 { try await database.snapshot(for: ann, until: temporary.soon) { _ = try $0.row("SELECT 1") } }
        }
    }

    @Test("One account's waiting reads are bounded, and the others' room is theirs") func bounded() async throws {
        var configuration = configuration
        configuration.waitingPerAccount = 2
        try await TemporaryDatabase.with(configuration) { temporary in
            let database = temporary.database
            let gate = Gate()
            let blocked = Task { try await database.snapshot(for: .account(1), until: .now + .seconds(30)) { _ in gate.wait() } }
            await gate.arrival()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for client in [ann, ann, bob] {
                    group.addTask { try await database.snapshot(for: client, until: .now + .seconds(30)) { _ in } }
                }
                while database.snapshots.waiting(in: 0) < 3 { await Task.yield() }
                await #expect(throws: RateLimited.self) {
                    try await database.snapshot(for: ann, until: temporary.soon) { _ in }
                }
                gate.open()
                try await blocked.value
                try await group.waitForAll()
            }
        }
    }

    @Test("A log that grew while a long read held it is emptied before the next long one begins") func log() async throws {
        var configuration = configuration
        configuration.longestLog = 1 << 20
        try await TemporaryDatabase.with(configuration) { temporary in
            let database = temporary.database
            let gate = Gate()
            let long = Task {
                try await database.snapshot(for: .account(1), until: .now + .seconds(30)) {
                    try work(.milliseconds(30), $0)
                    gate.wait()
                }
            }
            await gate.arrival()
            for number in 0..<40 { try await temporary.add("\(number)" + String(repeating: "x", count: 100_000)) }
            #expect(database.watch.logSize > 2 << 20)
            gate.open()
            try await long.value
            try await database.snapshot(for: bob, until: temporary.soon) { try work(.milliseconds(30), $0) }
            #expect(database.watch.logSize < 1 << 20)
            try await #expect(temporary.words().count == 40)
        }
    }
}
