// SPDX-License-Identifier: Apache-2.0

import CommandStorage

// GRDB has types of these names too; in this room they mean the seam's.
typealias Row = CommandStorage.Row
typealias SQL = CommandStorage.SQL
