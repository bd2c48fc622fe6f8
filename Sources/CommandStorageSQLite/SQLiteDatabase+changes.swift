// SPDX-License-Identifier: Apache-2.0

import CommandStorage

extension SQLiteDatabase {
    /// How many rows were inserted, changed or deleted since it was opened. Nobody else writes, so it misses nothing.
    package func changeCount(until deadline: ContinuousClock.Instant) async throws -> Int {
        try await write(until: deadline) { writing in
            try writing.row("SELECT total_changes()").map { try $0.get(0) } ?? 0
        }
    }
}
