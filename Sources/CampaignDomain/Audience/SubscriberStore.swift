// SPDX-License-Identifier: Apache-2.0

public import CommandKit
public import CommandStorage

/// The people on lists.
///
/// Whoever calls has admitted the caller and passes the caller's own account as `owner`.
public struct SubscriberStore: Sendable {
    private let database: any Database

    /// Subscribers in a database that has ``CampaignSchema``.
    public init(database: any Database) { self.database = database }

    /// What came of a batch.
    public struct Import: Hashable, Sendable {
        /// How many are new on the list, and how many were there before.
        public var added = 0, updated = 0
        /// What is wrong with those that were left out, by their places in the batch, from 0.
        public var refused: [Refused] = []

        /// One that was left out.
        public struct Refused: Hashable, Sendable {
            /// Its place.
            public let place: Int
            /// What is wrong, in a few words.
            public let reason: String
        }
    }

    /// Adds people to a list, or updates those who are on it; one that is wrong is left out and the others kept. For
    /// the account's own user.
    /// - Returns: what came of it, or nil where the account has no such list.
    /// - Throws: CommandKit's `ComponentUnavailable`; nobody is added then.
    public func add(
        _ subscribers: [Subscriber], to list: Int, owner: Int, at now: Timestamp, until deadline: ContinuousClock.Instant
    ) async throws -> Import? {
        try await database.write(until: deadline) { database in
            guard try ListStore.has(list, owner, in: database) else { return nil }
            let fields = try StoredField.all(of: list, in: database)
            var outcome = Import()
            var rows: [SubscriberRow] = []
            for (place, subscriber) in subscribers.enumerated() {
                do throws(SubscriberRow.Fault) {
                    rows.append(try SubscriberRow(subscriber, fields))
                } catch {
                    outcome.refused.append(.init(place: place, reason: error.reason))
                }
            }
            for row in rows {
                if try row.upsert(into: list, at: now, in: database) { outcome.added += 1 } else { outcome.updated += 1 }
            }
            return outcome
        }
    }
}
