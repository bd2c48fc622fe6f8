// SPDX-License-Identifier: Apache-2.0

public import CommandStorage

/// One who gets a campaign.
public struct Recipient: Hashable, Sendable {
    /// The subscriber on whose list the campaign finds them.
    public let subscriberID: Int
    /// Where it goes.
    public let address: String
    /// Names, empty where they are not known.
    public let firstName, lastName: String
}

/// Who gets campaigns that are not sent yet.
///
/// Whoever calls has admitted the caller and passes the caller's own account as `owner`, or nil for an admin.
public struct RecipientStore: Sendable {
    private let database: any Database

    /// Recipients in a database that has ``CampaignSchema``.
    public init(database: any Database) { self.database = database }

    /// What there is to say.
    public enum Answer: Sendable {
        /// How many there are, and who, where that was asked for.
        case recipients(total: Int, RecipientList?)
        /// There is no such campaign.
        case unknownCampaign
        /// It is past that point, in this status.
        case wrongStatus(String)
        /// It has neither rules nor lists.
        case noCriteria
        /// Its rules or lists name something that is gone.
        case unusableCriteria
    }

    /// The recipients of a campaign, each once, ordered by their ids: the first of them, and pages for ``read(_:owner:)``. Or only
    /// how many there are, counted where they are stored. For the account's own user, or an admin.
    /// - Throws: CommandKit's `ComponentUnavailable`.
    public func recipients(
        of campaign: Int, owner: Int?, onlyTotal: Bool, until deadline: ContinuousClock.Instant
    ) async throws -> Answer {
        try await database.snapshot(for: DatabaseClient(account: owner), until: deadline) { database in
            var sql: SQL =
                """
                SELECT c.owner_id, c.status, a.rules, a.lists, a.excluded_lists
                FROM campaigns c LEFT JOIN campaign_audiences a ON a.audience_id = c.audience_id WHERE c.campaign_id = \(campaign)
                """
            sql += owner.map { " AND c.owner_id = \($0)" } ?? " AND c.owner_id > 0"
            let found = try database.row(sql)
            guard let found else { return .unknownCampaign }
            let status: String = try found.get(1)
            guard Self.unsent.contains(status) else { return .wrongStatus(status) }
            let rules = try found.optional(2, as: String.self).flatMap { $0.isEmpty ? nil : $0 }
            let lists = try found.optional(3, as: String.self)
            guard rules != nil || !(lists ?? "").isEmpty else { return .noCriteria }
            do {
                let selection = try RecipientSelection(
                    rules: rules, lists: lists, excluded: found.optional(4), owner: found.get(0), in: database)
                return try Self.answer(selection, onlyTotal: onlyTotal, in: database)
            } catch is RuleFault {
                return .unusableCriteria
            }
        }
    }

    private static let unsent = [Campaign.Status.draft, .ready, .pendingApproval].map(\.rawValue)

    private static func answer(_ selection: RecipientSelection, onlyTotal: Bool, in database: any Reading) throws -> Answer {
        if onlyTotal {
            let counted: SQL = selection.spansLists ? "COUNT(DISTINCT s.address_folded)" : "COUNT(*)"
            let row = try database.row("SELECT \(counted) FROM subscribers s WHERE \(selection.condition)")
            return .recipients(total: try (row ?? Row([])).get(0), nil)
        }
        var found = RecipientPage.Pages()
        try database.forEachRow(ids(selection)) { row in
            found.append(try row.get(0))
            return true
        }
        let first = try found.pages.first.map { try read($0, in: database) } ?? []
        return .recipients(total: found.count, RecipientList(first: first, rest: Array(found.pages.dropFirst())))
    }

    /// The ids, rising; of one person in several lists, the lowest.
    private static func ids(_ selection: RecipientSelection) -> SQL {
        let id: SQL = selection.spansLists ? "MIN(s.subscriber_id)" : "s.subscriber_id"
        let group: SQL = selection.spansLists ? " GROUP BY s.address_folded" : ""
        return "SELECT \(id) AS recipient_id FROM subscribers s WHERE \(selection.condition)\(group) ORDER BY recipient_id"
    }

    /// The recipients of a page; those that were deleted meanwhile are not among them. For whoever has the page.
    /// - Throws: CommandKit's `ComponentUnavailable`.
    public func read(_ page: RecipientPage, owner: Int?) async throws -> [Recipient] {
        try await LaterReading(database: database, client: DatabaseClient(account: owner)).read { try Self.read(page, in: $0) }
    }

    private static func read(_ page: RecipientPage, in database: any Reading) throws -> [Recipient] {
        let rows = try database.rows(
            """
            SELECT subscriber_id, address, first_name, last_name FROM subscribers
            WHERE subscriber_id IN \(list: page.ids) ORDER BY subscriber_id
            """)
        return try rows.map { row in
            Recipient(subscriberID: try row.get(0), address: try row.get(1), firstName: try row.get(2), lastName: try row.get(3))
        }
    }
}
