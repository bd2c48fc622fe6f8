// SPDX-License-Identifier: Apache-2.0

import CommandStorage

/// How large the reads of each client were of late, as the lane in which they ended: 0 for those that ended in the first.
///
/// A client whose reads are large begins in a later lane, so that what they would use in the first in vain is left to others.
struct ReadLevels {
    private var levels: [DatabaseClient: Double] = [:]
    private static let mostClients = 4096

    /// The lane in which a client's next read begins.
    func first(for client: DatabaseClient) -> Int { Int((levels[client] ?? 0) + 0.5) }

    /// Whether a client's reads all ended in the first lane of late.
    func areQuick(of client: DatabaseClient) -> Bool { levels[client] == nil }

    /// Notes where a read of a client ended, or would have, had it begun in the first.
    mutating func note(_ lane: Int, for client: DatabaseClient) {
        guard case .account = client, lane > 0 || levels[client] != nil else { return }
        let level = (levels[client] ?? 0) * 0.75 + Double(lane) * 0.25
        if levels.count >= Self.mostClients { levels = [:] }
        levels[client] = level < 0.05 ? nil : level
    }
}
