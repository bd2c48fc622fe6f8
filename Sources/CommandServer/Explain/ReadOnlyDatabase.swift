// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandStorage

/// A database that is only looked at: a write is refused before it begins.
struct ReadOnlyDatabase: Database {
    let base: any Database

    private var refusal: ComponentUnavailable { ComponentUnavailable("database", cause: "it is open for reading alone") }

    func read<Result: Sendable>(
        until deadline: ContinuousClock.Instant, _ body: @escaping @Sendable (any Reading) throws -> Result
    ) async throws -> Result { try await base.read(until: deadline, body) }
    func snapshot<Result: Sendable>(
        for client: DatabaseClient, until deadline: ContinuousClock.Instant, _ body: @escaping @Sendable (any Reading) throws -> Result
    ) async throws -> Result { try await base.snapshot(for: client, until: deadline, body) }
    func write<Result: Sendable>(
        for client: DatabaseClient, until deadline: ContinuousClock.Instant, _ body: @escaping @Sendable (any Writing) throws -> Result
    ) async throws -> Result { throw refusal }
    func migrate(_ migrations: [Migration]) async throws -> [String] { throw refusal }
}
