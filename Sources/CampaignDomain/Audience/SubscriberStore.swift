// SPDX-License-Identifier: Apache-2.0

public import CommandKit
public import CommandStorage

/// The people on lists.
///
/// Whoever calls has admitted the caller and passes the caller's own account as `owner`.
public struct SubscriberStore: Sendable {
    private let database: any Database
    private let quotas: Quotas

    /// Subscribers in a database that has ``CampaignSchema``. Accounts hold no more than `quotas` say; whatever adds beyond
    /// that throws CommandKit's `QuotaExceeded` and changes nothing.
    public init(database: any Database, quotas: Quotas = .standard) {
        self.database = database
        self.quotas = quotas
    }

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
        try await add(subscribers.map { .success($0) }, list, owner, now, deadline)
    }

    /// The same, with people as JSON objects, which are known to be well-formed:
    /// `{"EmailAddress":"ann@example.com","FirstName":"Ann","City":"Rome","Tags":[15],"Resubscribe":true}`.
    public func add(
        json rows: [String], to list: Int, owner: Int, at now: Timestamp, until deadline: ContinuousClock.Instant
    ) async throws -> Import? {
        let subscribers = rows.map { row in Result { () throws(RowFault) in try Subscriber(json: row) } }
        return try await add(subscribers, list, owner, now, deadline)
    }

    private func add(
        _ subscribers: [Result<Subscriber, RowFault>], _ list: Int, _ owner: Int, _ now: Timestamp,
        _ deadline: ContinuousClock.Instant
    ) async throws -> Import? {
        try await database.write(of: owner, within: quotas, until: deadline) { database in
            guard try ListStore.has(list, owner, in: database) else { return nil }
            let fields = try StoredField.all(of: list, in: database)
            let tags = try Self.tags(of: subscribers, owner, in: database)
            var outcome = Import()
            var rows: [SubscriberRow] = []
            for (place, subscriber) in subscribers.enumerated() {
                do throws(RowFault) {
                    rows.append(try SubscriberRow(subscriber.get(), fields, tags: tags))
                } catch {
                    outcome.refused.append(.init(place: place, reason: error.reason))
                }
            }
            for row in rows {
                if try row.upsert(into: list, owner: owner, at: now, in: database) { outcome.added += 1 } else { outcome.updated += 1 }
            }
            return outcome
        }
    }

    /// Those of the tags that subscribers are given which the account has.
    private static func tags(
        of subscribers: [Result<Subscriber, RowFault>], _ owner: Int, in database: any Reading
    ) throws -> Set<Int> {
        var given: Set<Int> = []
        for subscriber in subscribers { if case .success(let subscriber) = subscriber { given.formUnion(subscriber.tags) } }
        var known: Set<Int> = []
        for tags in IDChunks(given.sorted()) {
            for row in try database.rows("SELECT tag_id FROM tags WHERE owner_id = \(owner) AND tag_id IN \(list: tags)") {
                known.insert(try row.get(0))
            }
        }
        return known
    }
}
