// SPDX-License-Identifier: Apache-2.0

import CommandStorage
import CommandStorageSQLite
import Foundation
import class GRDB.DatabaseQueue
import struct GRDB.Configuration
import TestSupport
import Testing

@Suite("A demo that is killed", .serialized) struct DemoKillTests {
    /// How many rows each table has, but for the ledger of migrations; nothing where there are no tables yet.
    private static func rows(in folder: TemporaryFolder) async throws -> [String: Int] {
        let database = try SQLiteDatabase(path: folder.file("router.sqlite").path(percentEncoded: false))
        let counts = try await database.snapshot(until: .now + .seconds(30)) { database in
            let tables = try database.rows(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name <> 'applied_migrations'")
            var counts: [String: Int] = [:]
            for table in tables {
                let name: String = try table.get(0)
                counts[name] = try database.row("SELECT COUNT(*) FROM \(SQL(stringLiteral: name))")?.get(0) ?? 0
            }
            return counts
        }
        try await database.close()
        return counts
    }

    /// What a demo has that nobody disturbed, and how much processor time it took until it was told.
    private static let undisturbed = Task {
        let demo = try await Demo.start()
        let time = demo.server.process.processorTime
        try await BlockingWork.run { try demo.server.kill() }
        let rows = try await Self.rows(in: demo.server.folder)
        try #require(rows["users"] == 2 && rows["subscribers"] == 1500)
        return (rows: rows, time: time)
    }

    /// Starts a demo in a folder and kills it once it has used so much processor time, or has told its keys.
    private static func kill(after time: Int, in folder: TemporaryFolder) async throws -> String {
        let process = try RunningProcess(Project.executable, RunningServer.arguments + ["--demo"], in: folder)
        return try await BlockingWork.run {
            _ = try BlockingWork.poll("work", for: .seconds(60)) {
                process.processorTime >= time || process.output.contains("APIKey") ? true : nil
            }
            process.signal(SIGKILL)
            _ = try process.exitStatus()
            return process.output
        }
    }

    @Test("At any moment it has left all of itself or nothing, and the next start says that it is there, or makes it")
    func leavesAllOrNothing() async throws {
        let (whole, time) = try await Self.undisturbed.value
        let folder = try TemporaryFolder()
        var emptyRounds = 0
        for round in 0...8 {
            let output = try await Self.kill(after: time * round / 8, in: folder)
            let rows = try await Self.rows(in: folder)
            guard rows.values.contains(where: { $0 > 0 }) else {
                // Nothing may be told of what was not kept.
                #expect(output == "", "round \(round)")
                emptyRounds += 1
                continue
            }
            #expect(rows == whole, "round \(round)")
            break
        }
        #expect(emptyRounds >= 3)
        let isThere = try await Self.rows(in: folder) == whole
        let next = try await Demo.start(in: folder)
        #expect(next.server.process.output.contains("has accounts already") == isThere)
        #expect((next["UserID"] == "1") == !isThere)
        try await BlockingWork.run { try next.server.kill() }
        #expect(try await Self.rows(in: folder) == whole)
    }

    @Test("Between its commit and its first line it is all there, and the next start says so")
    func isThereBeforeItIsTold() async throws {
        let (whole, _) = try await Self.undisturbed.value
        let folder = try TemporaryFolder()
        // A pipe that is full holds the process at the first line that it prints.
        let pipe = folder.file("pipe").path(percentEncoded: false)
        try #require(mkfifo(pipe, 0o600) == 0)
        let end = open(pipe, O_RDWR | O_NONBLOCK | O_CLOEXEC)
        defer { close(end) }
        while write(end, "x", 1) == 1 {}
        let command = ([Project.executable] + RunningServer.arguments + ["--demo"]).map { "'\($0)'" }.joined(separator: " ")
        let process = try RunningProcess("sh", ["-c", "exec \(command) > pipe"], in: folder)
        try await BlockingWork.run {
            _ = try BlockingWork.poll("the commit", for: .seconds(60)) {
                guard process.isRunning else { throw TestFailure("serve ended: \(process.errors)") }
                return Self.isCommitted(folder) ? true : nil
            }
            process.signal(SIGKILL)
            _ = try process.exitStatus()
        }
        #expect(try await Self.rows(in: folder) == whole)
        let next = try await Demo.start(in: folder)
        #expect(next.server.process.output.contains("has accounts already") && next.names == [:])
    }

    /// Whether another connection sees an account.
    private static func isCommitted(_ folder: TemporaryFolder) -> Bool {
        var configuration = Configuration()
        configuration.readonly = true
        let path = folder.file("router.sqlite").path(percentEncoded: false)
        let users = try? DatabaseQueue(path: path, configuration: configuration).read { database in
            try Int.fetchOne(database, sql: "SELECT COUNT(*) FROM users")
        }
        return (users ?? 0) > 0
    }
}
