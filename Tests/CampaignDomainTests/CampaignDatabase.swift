// SPDX-License-Identifier: Apache-2.0

import CampaignDomain
import CommandKit
import CommandStorage
import CommandStorageSQLite
import Foundation

/// A database with the campaigns' schema in a folder of its own, gone when the test is over.
struct CampaignDatabase {
    let database: SQLiteDatabase
    var tags: TagStore { TagStore(database: database) }
    var campaigns: CampaignStore { CampaignStore(database: database) }
    var emails: EmailStore { EmailStore(database: database) }
    var splitTests: SplitTestStore { SplitTestStore(database: database) }
    var lists: ListStore { ListStore(database: database) }
    var subscribers: SubscriberStore { SubscriberStore(database: database) }
    var recipients: RecipientStore { RecipientStore(database: database) }
    var events: EventStore { EventStore(database: database) }
    var soon: ContinuousClock.Instant { .now + .seconds(60) }
    /// 2025-06-15 15:06:40.
    let now = Timestamp(milliseconds: 1_750_000_000_000)

    static func with(_ body: (CampaignDatabase) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "campaigns-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let database = try SQLiteDatabase(path: folder.path + "/test.sqlite")
        do {
            try await database.migrate(CampaignSchema.migrations)
            try await body(CampaignDatabase(database: database))
        } catch {
            try? await database.close()
            throw error
        }
        try await database.close()
    }

    /// Runs a statement of the test's own.
    func execute(_ sql: SQL) async throws { try await database.write(until: soon) { _ = try $0.execute(sql) } }

    /// The rows of a statement of the test's own.
    func rows(_ sql: SQL) async throws -> [[SQLValue]] {
        try await database.snapshot(until: soon) { try $0.rows(sql).map(\.values) }
    }

    /// The first column of a statement of the test's own.
    func column<Value: SQLReadable & Sendable>(_ sql: SQL, as type: Value.Type = Value.self) async throws -> [Value] {
        try await database.snapshot(until: soon) { try $0.rows(sql).map { try $0.get(0) } }
    }

    /// Makes so many campaigns of an account.
    func makeCampaigns(_ count: Int, owner: Int) async throws -> [Int] {
        var ids: [Int] = []
        for number in 0..<count {
            ids.append(
                try await campaigns.create(name: "c\(number)", owner: owner, at: Timestamp(milliseconds: 1000), until: soon))
        }
        return ids
    }

    /// Makes a campaign of account 1 and changes it.
    func makeCampaign(owner: Int = 1, _ change: (inout CampaignChange) -> Void = { _ in }) async throws -> Int {
        let id = try await makeCampaigns(1, owner: owner)[0]
        try await update(id, owner: owner, change)
        return id
    }

    /// Changes a campaign.
    @discardableResult func update(
        _ campaign: Int, owner: Int = 1, _ change: (inout CampaignChange) -> Void
    ) async throws -> CampaignStore.Update {
        var made = CampaignChange()
        change(&made)
        return try await campaigns.update(campaign, made, owner: owner, at: now, until: soon)
    }

    /// Makes an email.
    func makeEmail(owner: Int = 1, _ name: String = "mail") async throws -> Int {
        try await emails.create(Email(name: name, subject: "Hello"), owner: owner, at: now, until: soon)
    }

    /// Makes a list with these fields.
    func makeList(owner: Int = 1, _ fields: [CustomField] = []) async throws -> Int {
        try await lists.create(name: "list", fields: fields, owner: owner, at: now, until: soon)
    }

    /// Adds people.
    func add(_ people: [Subscriber], to list: Int, owner: Int = 1) async throws {
        guard let outcome = try await subscribers.add(people, to: list, owner: owner, at: now, until: soon), outcome.refused.isEmpty else {
            throw Refused()
        }
    }
    struct Refused: Error {}

    /// All that hangs on a campaign, row by row.
    func everything(of campaign: Int) async throws -> [[[SQLValue]]] {
        [
            try await rows("SELECT * FROM campaigns WHERE campaign_id = \(campaign)"),
            try await rows("SELECT * FROM campaign_variations WHERE campaign_id = \(campaign) ORDER BY position"),
            try await rows("SELECT * FROM split_tests WHERE campaign_id = \(campaign)"),
            try await rows("SELECT * FROM campaign_tags WHERE campaign_id = \(campaign) ORDER BY tag_id"),
            try await rows("SELECT * FROM campaign_totals WHERE campaign_id = \(campaign) ORDER BY kind"),
            try await rows("SELECT * FROM campaign_days WHERE campaign_id = \(campaign) ORDER BY kind, day"),
            try await rows("SELECT * FROM campaign_domains WHERE campaign_id = \(campaign) ORDER BY domain"),
            try await rows("SELECT * FROM variation_totals WHERE campaign_id = \(campaign) ORDER BY email_id, kind"),
            try await rows("SELECT * FROM campaign_firsts WHERE campaign_id = \(campaign) ORDER BY kind, address_folded"),
        ]
    }

    /// The campaigns that have this tag.
    func campaigns(withTag tag: Int) async throws -> [Int] {
        try await database.read(until: soon) { database in
            try database.rows(
                "SELECT campaign_id FROM campaign_tags WHERE tag_id = \(tag) ORDER BY campaign_id"
            ).map { try $0.get(0) }
        }
    }

    func names(owner: Int) async throws -> [String] { try await tags.list(owner: owner, until: soon).first.map(\.name) }
}

/// Runs tasks at once and gives their results, in no order.
func atOnce<Result: Sendable>(_ count: Int, _ body: @escaping @Sendable (Int) async throws -> Result) async throws -> [Result] {
    try await withThrowingTaskGroup(of: Result.self) { tasks in
        for number in 0..<count { tasks.addTask { try await body(number) } }
        return try await tasks.reduce(into: []) { $0.append($1) }
    }
}
