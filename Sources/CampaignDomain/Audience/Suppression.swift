// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandStorage

/// Addresses that an account must not send to, whatever list they are on.
///
/// Whoever unsubscribes is taken off all lists of the account and suppressed; an address whose mail comes back for good
/// is suppressed. Both last until the person asks for mail again, and only what happened after that counts anew.
enum Suppression {
    private static let unsubscription = CampaignEvent.Kind.unsubscription.rawValue

    /// The condition that an address unsubscribed from an account's mail.
    static func isUnsubscribed(_ address: FoldedText, _ owner: Int) -> SQL {
        """
        EXISTS (SELECT 1 FROM suppressions
        WHERE owner_id = \(owner) AND address_folded = \(address) AND reason = \(unsubscription))
        """
    }

    /// Does what an event asks for.
    static func add(_ event: CampaignEvent, _ owner: Int, _ now: Timestamp, in database: any Writing) throws {
        guard event.kind == .unsubscription || event.kind == .hardBounce else { return }
        let address = FoldedText(event.address)
        let isPast = try database.row(
            """
            SELECT 1 FROM resubscriptions
            WHERE owner_id = \(owner) AND address_folded = \(address) AND resubscribed_at > \(event.time.milliseconds)
            """)
        guard isPast == nil else { return }
        let reason = event.kind.rawValue
        var sql: SQL =
            """
            INSERT INTO suppressions (owner_id, address_folded, reason, created_at)
            VALUES (\(owner), \(address), \(reason), \(now.milliseconds)) ON CONFLICT
            """
        // What a person wants outweighs what a mailbox does.
        sql += event.kind == .unsubscription ? " (owner_id, address_folded) DO UPDATE SET reason = \(reason)" : " DO NOTHING"
        try database.execute(sql)
        guard event.kind == .unsubscription else { return }
        try database.execute(unsubscribing(address, owner))
    }

    /// The statement that takes an address off all lists of an account.
    static func unsubscribing(_ address: FoldedText, _ owner: Int) -> SQL {
        """
        UPDATE subscribers SET is_subscribed = 0
        WHERE owner_id = \(owner) AND address_folded = \(address) AND is_subscribed = 1
        """
    }

    /// Lifts what holds for an address; events that happened before count for it no more, however late they come.
    static func lift(_ address: FoldedText, _ owner: Int, at now: Timestamp, in database: any Writing) throws {
        // Events tell their times to the second: one of this second must count.
        let second = now.milliseconds - now.milliseconds % 1000
        try database.execute("DELETE FROM suppressions WHERE owner_id = \(owner) AND address_folded = \(address)")
        try database.execute(
            """
            INSERT INTO resubscriptions (owner_id, address_folded, resubscribed_at) VALUES (\(owner), \(address), \(second))
            ON CONFLICT (owner_id, address_folded) DO UPDATE SET resubscribed_at = \(second)
            """)
    }
}
