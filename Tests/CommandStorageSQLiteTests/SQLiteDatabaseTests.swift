// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandStorage
import CommandStorageSQLite
import Foundation
import Testing

@Suite("SQLite database") struct SQLiteDatabaseTests {
    @Test("Commits durably, with foreign keys, to a log") func pragmas() async throws {
        try await TemporaryDatabase.with { temporary in
            let pragmas = try await temporary.database.write(until: temporary.soon) { database in
                try ["synchronous", "foreign_keys", "journal_mode"].map {
                    try database.row(SQL(stringLiteral: "PRAGMA " + $0))?.values.first
                }
            }
            #expect(pragmas == [.integer(2), .integer(1), .text("wal")])
        }
    }

    @Test("Refuses a second opener while the first is open, by whatever path") func secondOpener() async throws {
        try await TemporaryDatabase.with { temporary in
            let alias = temporary.path + ".link"
            try FileManager.default.createSymbolicLink(atPath: alias, withDestinationPath: temporary.path)
            for path in [temporary.path, alias] {
                let error = #expect(throws: DatabaseInUse.self) { try SQLiteDatabase(path: path) }
                #expect(error?.holder == Int(ProcessInfo.processInfo.processIdentifier))
            }
            try await temporary.add("still here")
        }
    }

    @Test("Opens again after it was closed, and holds what was written") func reopen() async throws {
        try await TemporaryDatabase.inFolder { folder in
            for word in ["first", "second"] {
                let temporary = try await TemporaryDatabase.open(folder)
                try await temporary.add(word)
                try await temporary.database.close()
                await #expect(throws: ComponentUnavailable.self) { try await temporary.add("too late") }
                await #expect(throws: ComponentUnavailable.self) { _ = try await temporary.words() }
            }
            let temporary = try await TemporaryDatabase.open(folder)
            try await #expect(temporary.words() == ["first", "second"])
            try await temporary.database.close()
        }
    }

    @Test("Keeps the file to its owner") func rights() async throws {
        try await TemporaryDatabase.with { temporary in
            for file in ["", "-wal", "-shm", ".lock"] {
                let attributes = try FileManager.default.attributesOfItem(atPath: temporary.path + file)
                #expect(attributes[.posixPermissions] as? Int == 0o600, "\(file)")
            }
        }
    }

    @Test("Is unavailable where the file cannot be one", arguments: ["/no/such/folder/x.sqlite", "/"])
    func unopenable(path: String) {
        #expect(throws: ComponentUnavailable.self) { try SQLiteDatabase(path: path) }
    }

    @Test("Is unavailable where the file is something else, and unlocked afterwards") func notADatabase() async throws {
        try await TemporaryDatabase.inFolder { folder in
            let path = folder + "/picture.png"
            try Data(repeating: 7, count: 5000).write(to: URL(fileURLWithPath: path))
            for _ in 0..<2 { #expect(throws: ComponentUnavailable.self) { try SQLiteDatabase(path: path) } }
        }
    }

    @Test("Closes while writes wait without losing one that it acknowledged, and once is enough") func closing() async throws {
        try await TemporaryDatabase.inFolder { folder in
            let first = try await TemporaryDatabase.open(folder)
            let acknowledged = await withTaskGroup(of: String?.self) { group in
                for number in 0..<200 {
                    group.addTask { await (try? first.add("w\(number)")) == nil ? nil : "w\(number)" }
                    if number == 100 {
                        group.addTask {
                            try? await first.database.close()
                            return nil
                        }
                    }
                }
                return await group.reduce(into: []) { $0 += [$1].compactMap(\.self) }
            }
            try await first.database.close()
            let second = try await TemporaryDatabase.open(folder)
            try await #expect(second.words() == acknowledged.sorted())
            try await second.database.close()
        }
    }
}
