// SPDX-License-Identifier: Apache-2.0

import CommandStorage

extension SQLiteDatabase {
    /// How many rows the writes that were answered inserted, changed or deleted since it was opened. Nobody else writes, so
    /// it misses nothing.
    package var changeCount: Int { writes.changeCount }
}
