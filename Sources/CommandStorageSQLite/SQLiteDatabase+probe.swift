// SPDX-License-Identifier: Apache-2.0

import CommandStorage

extension SQLiteDatabase {
    /// Whether writes reach the disk: of the last second, or found out now by a small write that does. Within two seconds.
    package func writability() async -> Writability {
        await probe.finding { [writes, watch] in
            guard watch.isInPlace else { return .replaced }
            // What is left for a log, and for the file when the log is moved into it.
            if let left = watch.bytesLeft, left < 1 << 20 { return .full }
            do {
                return try await writes.maintain { try $0.probeWrites() }
            } catch {
                return watch.isInPlace ? .unwritable : .replaced
            }
        }
    }
}

extension Session {
    /// Writes a page that says nothing; after a write that failed for want of room, as much as a large call would.
    /// - Throws: what SQLite does, except that the disk is full.
    func probeWrites() throws -> Writability {
        do {
            guard lacksRoom else {
                try control("PRAGMA user_version = 0")
                return .ok
            }
            for statement in [
                "CREATE TABLE IF NOT EXISTS write_probe (room BLOB)", "INSERT INTO write_probe VALUES (zeroblob(1048576))",
                "DROP TABLE write_probe",
            ] { try control(statement) }
            lacksRoom = false
            return .ok
        } catch {
            return lacksRoom ? .full : .unwritable
        }
    }
}
