// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandStorage

/// Reads what follows a reply's first rows, a piece at a time while the caller takes the reply. Each piece is of a snapshot of its
/// own: one for the whole reply would last as long as the caller is slow.
struct LaterReading: Sendable {
    let database: any Database
    let client: DatabaseClient

    /// About how many bytes of rows are read at once.
    static let length = 65_536

    /// Reads one piece.
    func read<Result: Sendable>(_ body: @escaping @Sendable (any Reading) throws -> Result) async throws -> Result {
        try await database.snapshot(for: client, until: .pieceDeadline, body)
    }
}
