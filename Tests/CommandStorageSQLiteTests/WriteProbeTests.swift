// SPDX-License-Identifier: Apache-2.0

import CommandStorage
@testable import CommandStorageSQLite
import Testing

@Suite("Probe of writes", .timeLimit(.minutes(1))) struct WriteProbeTests {
    @Test("However many ask, one write is made") func shared() async {
        let probe = WriteProbe()
        let writes = Record<Void>()
        let findings = await withTaskGroup(of: Writability.self) { group in
            for _ in 0..<100 {
                group.addTask {
                    await probe.finding {
                        writes.note(())
                        return .full
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(findings == Array(repeating: .full, count: 100))
        // More than a second may pass between two of them on a busy machine.
        #expect(writes.entries.count < 10)
    }

    @Test("A write that does not end in time is told, to those who wait and to those who come") func hanging() async {
        let probe = WriteProbe()
        let end = AsyncStream.makeStream(of: Void.self)
        let hang: @Sendable () async -> Writability = {
            for await _ in end.stream {}
            return .ok
        }
        #expect(await probe.finding(hang) == .unwritable)
        #expect(await probe.finding(hang) == .unwritable)
        end.continuation.finish()
    }

    @Test("A full disk is told until a write of the size of a large call fits, and leaves no table behind") func full() async throws {
        try await TemporaryDatabase.with { temporary in
            func limit(_ pages: String) async throws {
                try await temporary.database.write(until: temporary.soon) {
                    _ = try $0.row(SQL(stringLiteral: "PRAGMA max_page_count = " + pages))
                }
            }
            func ask() async throws -> Writability {
                try await temporary.database.writes.maintain { try $0.probeWrites() }
            }
            try await limit("40")
            #expect(try await ask() == .ok)
            await #expect(throws: (any Error).self) { try await temporary.add(String(repeating: "x", count: 400_000)) }
            #expect(try await ask() == .full)
            #expect(try await ask() == .full)
            try await limit("1000")
            #expect(try await ask() == .ok)
            let tables = try await temporary.database.read(until: temporary.soon) {
                try $0.rows("SELECT name FROM sqlite_master WHERE name = 'write_probe'").count
            }
            #expect(tables == 0)
        }
    }

    @Test("Is not counted among the changes") func uncounted() async throws {
        try await TemporaryDatabase.with { temporary in
            let before = temporary.database.changeCount
            #expect(await temporary.database.writability() == .ok)
            try await temporary.add("a")
            #expect(temporary.database.changeCount == before + 1)
        }
    }
}
