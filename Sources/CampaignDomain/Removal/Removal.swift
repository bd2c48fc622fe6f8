// SPDX-License-Identifier: Apache-2.0

import CommandStorage

/// Takes away what was deleted, some rows at a time.
///
/// A list of a million people, or a campaign with as many events, would hold the one writer for seconds. So a deletion marks: it
/// makes the owner's id negative, which no statement of a store finds, in one short transaction. What hangs on it goes in steps
/// after that, the first of them in the same transaction, which for most is all.
struct Removal {
    /// The owners whose rows go; nil for all that are marked.
    private let owners: [Int]?
    private let database: any Writing
    /// How many rows may still go in this step.
    private var rest: Int

    /// The most rows of a step: some ten milliseconds of work.
    private static let length = 1000

    private init(_ owners: [Int]?, in database: any Writing) {
        self.owners = owners
        self.database = database
        rest = Self.length
    }

    /// One step of what an account has marked, or of what any has.
    /// - Returns: whether something may be left.
    @discardableResult
    static func step(owner: Int? = nil, in database: any Writing) throws -> Bool {
        var removal = Removal(owner.map { [-$0] }, in: database)
        return try removal.removeMarked()
    }

    /// One step of everything that an account has, marked or not.
    /// - Returns: whether something may be left.
    static func step(all owner: Int, in database: any Writing) throws -> Bool {
        var removal = Removal([owner, -owner], in: database)
        guard try !removal.removeMarked() else { return true }
        for table in ["emails", "email_contents", "campaign_audiences"] {
            let id = SQL(column: table == "emails" ? "email_id" : table == "email_contents" ? "content_id" : "audience_id")
            try removal.take(SQL(column: table), [id], where: "owner_id = \(owner)")
        }
        try removal.take("events", ["owner_id", "event_id"], where: "owner_id = \(owner)")
        for table in ["suppressions", "resubscriptions"] {
            try removal.take(SQL(column: table), ["owner_id", "address_folded"], where: "owner_id = \(owner)")
        }
        guard removal.rest > 0 else { return true }
        try database.execute("DELETE FROM account_usage WHERE owner_id = \(owner)")
        return false
    }

    private mutating func removeMarked() throws -> Bool {
        while rest > 0, let campaign = try next("campaigns", "campaign_id") { try remove(campaign: campaign) }
        while rest > 0, let tag = try next("tags", "tag_id") { try remove(tag: tag) }
        while rest > 0, let list = try next("lists", "list_id") { try remove(list: list) }
        return rest <= 0
    }

    private func next(_ table: SQL, _ id: SQL) throws -> Int? {
        let condition: SQL = owners.map { "owner_id IN \(list: $0)" } ?? "owner_id < 0"
        return try database.row("SELECT \(id) FROM \(table) WHERE \(condition) LIMIT 1")?.get(0)
    }

    private mutating func remove(campaign: Int) throws {
        let condition: SQL = "campaign_id = \(campaign)"
        try take("events", ["owner_id", "event_id"], where: condition)
        try take("campaign_firsts", ["campaign_id", "kind", "address_folded"], where: condition)
        try take("campaign_domains", ["campaign_id", "domain"], where: condition)
        try take("campaign_days", ["campaign_id", "kind", "day"], where: condition)
        try take("variation_totals", ["campaign_id", "email_id", "kind"], where: condition)
        try take("campaign_tags", ["campaign_id", "tag_id"], where: condition)
        guard rest > 0 else { return }
        let audience = try database.row("SELECT audience_id FROM campaigns WHERE \(condition)")?.optional(0, as: Int.self)
        try database.execute("DELETE FROM campaigns WHERE \(condition)")
        if let audience { try CampaignAudience.release(audience, in: database) }
        rest -= 1
    }

    private mutating func remove(tag: Int) throws {
        try take("campaign_tags", ["campaign_id", "tag_id"], where: "tag_id = \(tag)")
        try take("subscriber_tags", ["subscriber_id", "tag_id"], where: "tag_id = \(tag)")
        guard rest > 0 else { return }
        try database.execute("DELETE FROM tags WHERE tag_id = \(tag)")
        rest -= 1
    }

    private mutating func remove(list: Int) throws {
        let people: SQL = "SELECT subscriber_id FROM subscribers WHERE list_id = \(list)"
        try take("subscriber_tags", ["subscriber_id", "tag_id"], where: "subscriber_id IN (\(people))")
        try take("subscribers", ["subscriber_id"], where: "list_id = \(list)")
        try take("segments", ["segment_id"], where: "list_id = \(list)")
        guard rest > 0 else { return }
        // Its fields are twenty at most.
        try database.execute("DELETE FROM custom_fields WHERE list_id = \(list)")
        try database.execute("DELETE FROM lists WHERE list_id = \(list)")
        rest -= 1
    }

    /// Deletes rows, by their keys, as many as this step may still take.
    private mutating func take(_ table: SQL, _ key: [SQL], where condition: SQL) throws {
        guard rest > 0 else { return }
        let columns = key.dropFirst().reduce(into: key.first ?? "") { $0 += ", \($1)" }
        rest -= try database.execute(
            "DELETE FROM \(table) WHERE (\(columns)) IN (SELECT \(columns) FROM \(table) WHERE \(condition) LIMIT \(rest))")
    }
}
