// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandStorage
@testable import CommandStorageSQLite
import Foundation
import Testing

@Suite("Watch of the database's files", .timeLimit(.minutes(1))) struct FileWatchTests {
    @Test("Takes no write once a file is removed, replaced or renamed, and none after it came back", arguments: ["", "-wal", "-shm"])
    func lost(end: String) async throws {
        try await TemporaryDatabase.inFolder { folder in
            let temporary = try await TemporaryDatabase.open(folder)
            try await temporary.add("before")
            #expect(await temporary.database.writability() == .ok)
            let path = temporary.path + end
            try FileManager.default.moveItem(atPath: path, toPath: path + ".away")
            await #expect(throws: ComponentUnavailable.self) { try await temporary.add("lost") }
            try Data().write(to: URL(fileURLWithPath: path))
            await #expect(throws: ComponentUnavailable.self) { try await temporary.add("lost") }
            try FileManager.default.removeItem(atPath: path)
            try FileManager.default.moveItem(atPath: path + ".away", toPath: path)
            await #expect(throws: ComponentUnavailable.self) { try await temporary.add("lost") }
            try await #expect(temporary.words() == ["before"])
            try await temporary.database.close()
            let next = try await TemporaryDatabase.open(folder)
            try await #expect(next.words() == ["before"])
            try await next.add("after")
            try await next.database.close()
        }
    }

    @Test("Takes no write once the folder is moved, and says why it is not ready") func folder() async throws {
        try await TemporaryDatabase.inFolder { folder in
            try FileManager.default.createDirectory(atPath: folder + "/inner", withIntermediateDirectories: false)
            let temporary = try await TemporaryDatabase.open(folder + "/inner")
            try FileManager.default.moveItem(atPath: folder + "/inner", toPath: folder + "/moved")
            #expect(await temporary.database.writability() == .replaced)
            await #expect(throws: ComponentUnavailable.self) { try await temporary.add("lost") }
            try await temporary.database.close()
        }
    }

    @Test("What is put in the place of a database is left alone when the old one is closed") func replaced() async throws {
        try await TemporaryDatabase.inFolder { folder in
            let temporary = try await TemporaryDatabase.open(folder)
            try await temporary.add("old")
            for end in ["", "-wal", "-shm"] {
                try FileManager.default.removeItem(atPath: temporary.path + end)
                try Data("new".utf8).write(to: URL(fileURLWithPath: temporary.path + end))
            }
            try await temporary.database.close()
            for end in ["", "-wal", "-shm"] {
                #expect(try String(contentsOfFile: temporary.path + end, encoding: .utf8) == "new", "\(end)")
            }
        }
    }

    @Test("Refuses a second opener by a hard link, and by a link into another folder") func hardLink() async throws {
        try await TemporaryDatabase.inFolder { folder in
            let temporary = try await TemporaryDatabase.open(folder)
            try FileManager.default.createDirectory(atPath: folder + "/other", withIntermediateDirectories: false)
            for alias in [folder + "/alias.sqlite", folder + "/other/alias.sqlite"] {
                try FileManager.default.linkItem(atPath: temporary.path, toPath: alias)
                for _ in 0..<2 { #expect(throws: DatabaseInUse.self) { try SQLiteDatabase(path: alias) } }
            }
            try await temporary.add("still here")
            try await temporary.database.close()
            let alias = try SQLiteDatabase(path: folder + "/alias.sqlite")
            try await alias.close()
        }
    }

    @Test("Holds a lock that another process sees, whatever the name by which it comes") func otherProcess() async throws {
        try await TemporaryDatabase.inFolder { folder in
            let temporary = try await TemporaryDatabase.open(folder)
            let alias = folder + "/alias.sqlite"
            try FileManager.default.linkItem(atPath: temporary.path, toPath: alias)
            // A refused opener in this process must not take the lock away.
            #expect(throws: DatabaseInUse.self) { try SQLiteDatabase(path: alias) }
            #expect(try Self.status(of: ["flock", "--nonblock", alias, "true"]) == 1)
            try await temporary.database.close()
            #expect(try Self.status(of: ["flock", "--nonblock", alias, "true"]) == 0)
        }
    }

    private static func status(of command: [String]) throws -> Int32 {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = command
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }
}
