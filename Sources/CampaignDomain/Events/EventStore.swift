// SPDX-License-Identifier: Apache-2.0

public import CommandKit
public import CommandStorage

/// What happens to campaigns, and what follows from it.
///
/// Whoever calls has admitted the caller and passes the caller's own account as `owner`.
public struct EventStore: Sendable {
    private let database: any Database
    private let quotas: Quotas

    /// Events in a database that has ``CampaignSchema``. Accounts hold no more than `quotas` say; whatever adds beyond
    /// that throws CommandKit's `QuotaExceeded` and changes nothing.
    public init(database: any Database, quotas: Quotas = .standard) {
        self.database = database
        self.quotas = quotas
    }

    /// What came of the events of a batch, by their places in it.
    public struct Recording: Hashable, Sendable {
        /// How many are counted now.
        public var recorded = 0
        /// How many had been counted before.
        public var repeated = 0
        /// Those whose campaign the account does not have.
        public var unknownCampaigns: [Int] = []
    }

    /// Records events, each once whenever and how often it arrives, and counts them, all in one transaction. For the
    /// account's own user, which is the mailer.
    /// - Throws: CommandKit's `ComponentUnavailable`; nothing is recorded then.
    public func record(
        _ events: [CampaignEvent], owner: Int, at now: Timestamp, until deadline: ContinuousClock.Instant
    ) async throws -> Recording {
        try await database.write(of: owner, within: quotas, until: deadline) { database in
            var recording = Recording()
            var campaigns: [Int: Bool] = [:]
            for (place, event) in events.enumerated() {
                let isKnown = try campaigns[event.campaignID] ?? CampaignStore.exists(event.campaignID, owner, in: database)
                campaigns[event.campaignID] = isKnown
                if !isKnown {
                    recording.unknownCampaigns.append(place)
                } else if try Self.insert(event, owner, in: database) {
                    recording.recorded += 1
                    try Self.count(event, in: database)
                    try Suppression.add(event, owner, now, in: database)
                } else {
                    recording.repeated += 1
                }
            }
            return recording
        }
    }

    /// Whether it had not been recorded before.
    private static func insert(_ event: CampaignEvent, _ owner: Int, in database: any Writing) throws -> Bool {
        try database.execute(
            """
            INSERT INTO events (owner_id, event_id, campaign_id, kind, address_folded, occurred_at)
            VALUES (\(owner), \(event.id), \(event.campaignID), \(event.kind.rawValue), \(FoldedText(event.address)),
            \(event.time.milliseconds))
            ON CONFLICT DO NOTHING
            """) == 1
    }

    private static func count(_ event: CampaignEvent, in database: any Writing) throws {
        let kind = event.kind.rawValue
        try add(kind, event, isFirst: isFirst(kind, event, in: database), in: database)
        try database.execute(
            """
            INSERT INTO campaign_days (campaign_id, kind, day, total)
            VALUES (\(event.campaignID), \(kind), \(event.time.day), 1)
            ON CONFLICT (campaign_id, kind, day) DO UPDATE SET total = campaign_days.total + 1
            """)
        if let email = event.emailID {
            try add(kind, event, email, isFirst: isFirst(kind, event, email, in: database), in: database)
        }
        if event.kind == .sent || event.kind == .failed { try countRecipient(event, in: database) }
    }

    /// Counts a recipient the first time.
    private static func countRecipient(_ event: CampaignEvent, in database: any Writing) throws {
        let recipient = CampaignEvent.Count.recipient.rawValue
        if let email = event.emailID, try isFirst(recipient, event, email, in: database) {
            try add(recipient, event, email, isFirst: true, in: database)
        }
        guard try isFirst(recipient, event, in: database) else { return }
        try add(recipient, event, isFirst: true, in: database)
        try database.execute(
            """
            INSERT INTO campaign_domains (campaign_id, domain, recipients)
            VALUES (\(event.campaignID), \(domain(of: event.address)), 1)
            ON CONFLICT (campaign_id, domain) DO UPDATE SET recipients = campaign_domains.recipients + 1
            """)
    }

    /// Whether this recipient does this for the first time; or for the first time with one variation, which is asked
    /// for itself, so that counts do not depend on the order in which events arrive.
    private static func isFirst(_ kind: String, _ event: CampaignEvent, _ email: Int? = nil, in database: any Writing) throws -> Bool {
        let what = email.map { "\(kind) \($0)" } ?? kind
        return try database.execute(
            """
            INSERT INTO campaign_firsts (campaign_id, kind, address_folded)
            VALUES (\(event.campaignID), \(what), \(FoldedText(event.address))) ON CONFLICT DO NOTHING
            """) == 1
    }

    private static func add(_ kind: String, _ event: CampaignEvent, isFirst: Bool, in database: any Writing) throws {
        let first = isFirst ? 1 : 0
        try database.execute(
            """
            INSERT INTO campaign_totals (campaign_id, kind, total, uniques) VALUES (\(event.campaignID), \(kind), 1, \(first))
            ON CONFLICT (campaign_id, kind)
            DO UPDATE SET total = campaign_totals.total + 1, uniques = campaign_totals.uniques + \(first)
            """)
    }

    private static func add(_ kind: String, _ event: CampaignEvent, _ email: Int, isFirst: Bool, in database: any Writing) throws {
        let first = isFirst ? 1 : 0
        try database.execute(
            """
            INSERT INTO variation_totals (campaign_id, email_id, kind, total, uniques)
            VALUES (\(event.campaignID), \(email), \(kind), 1, \(first))
            ON CONFLICT (campaign_id, email_id, kind)
            DO UPDATE SET total = variation_totals.total + 1, uniques = variation_totals.uniques + \(first)
            """)
    }

    private static func domain(of address: String) -> String {
        let folded = FoldedText(address).text
        return folded.lastIndex(of: "@").map { String(folded[folded.index(after: $0)...]) } ?? ""
    }
}
