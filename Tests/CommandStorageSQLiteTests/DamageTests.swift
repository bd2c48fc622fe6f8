// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandStorage
@testable import CommandStorageSQLite
import Foundation
import Testing

@Suite("Damage") struct DamageTests {
    @Test("Is unavailable while somebody outside locks the file, and works on afterwards") func locked() async throws {
        var configuration = SQLiteDatabase.Configuration()
        configuration.busyTimeout = .milliseconds(1)
        try await TemporaryDatabase.with(configuration) { temporary in
            // What the sqlite3 tool would do, which knows no lock file.
            let outside = try Connection.writing(temporary.path, configuration)
            try outside.run { try $0.control("BEGIN IMMEDIATE") }
            await #expect(throws: ComponentUnavailable.self) { try await temporary.add("kept out") }
            try await #expect(temporary.words() == [])
            try outside.run { try $0.control("ROLLBACK") }
            try outside.close()
            try await temporary.add("let in")
            try await #expect(temporary.words() == ["let in"])
        }
    }

    @Test("Is unavailable where a page is damaged, not wrong") func damaged() async throws {
        try await TemporaryDatabase.inFolder { folder in
            let temporary = try await TemporaryDatabase.open(folder)
            for number in 0..<200 { try await temporary.add("\(number)" + String(repeating: "x", count: 500)) }
            try await temporary.database.close()
            let file = try FileHandle(forUpdating: URL(fileURLWithPath: temporary.path))
            let size = try file.seekToEnd()
            try file.seek(toOffset: 8 * 4096)
            try file.write(contentsOf: Data(repeating: 0xFF, count: Int(size) - 8 * 4096))
            try file.close()
            let damaged = try await TemporaryDatabase.open(folder)
            await #expect(throws: ComponentUnavailable.self) { _ = try await damaged.words() }
            try? await damaged.database.close()
        }
    }
}
