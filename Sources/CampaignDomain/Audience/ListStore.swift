// SPDX-License-Identifier: Apache-2.0

public import CommandKit
public import CommandStorage

/// Lists of subscribers, and their segments.
///
/// Whoever calls has admitted the caller and passes the caller's own account as `owner`: another account's list is
/// answered exactly like one that does not exist. Each method throws CommandKit's `ComponentUnavailable` when the
/// database is away; nothing is changed then.
public struct ListStore: Sendable {
    let database: any Database
    let quotas: Quotas

    /// Lists in a database that has ``CampaignSchema``. Accounts hold no more than `quotas` say; whatever adds beyond
    /// that throws CommandKit's `QuotaExceeded` and changes nothing.
    public init(database: any Database, quotas: Quotas = .standard) {
        self.database = database
        self.quotas = quotas
    }

    /// Why a list is not made.
    public enum Fault: Error, Hashable, Sendable {
        /// Two fields have one name, or the name of a field that every list has, or `Tags` or `Resubscribe`.
        case fieldTwice(String)
        /// More than ``CustomField/maximumOfKind`` fields of a kind.
        case tooManyFields(CustomField.Kind)
    }

    /// Makes a list with these fields. For the account's own user.
    /// - Returns: the new list's id.
    /// - Throws: ``Fault`` besides.
    public func create(
        name: String, fields: [CustomField], owner: Int, at now: Timestamp, until deadline: ContinuousClock.Instant
    ) async throws -> Int {
        let slots = try Self.slots(of: fields)
        return try await database.write(of: owner, within: quotas, until: deadline) { database in
            let row = try database.row(
                "INSERT INTO lists (owner_id, name, created_at) VALUES (\(owner), \(name), \(now.milliseconds)) RETURNING list_id")
            let list = try (row ?? Row([])).get(0, as: Int.self)
            for (field, slot) in zip(fields, slots) {
                try database.execute(
                    """
                    INSERT INTO custom_fields (list_id, name, name_folded, kind, slot)
                    VALUES (\(list), \(field.name), \(FoldedText(field.name)), \(field.kind.rawValue), \(slot))
                    """)
            }
            return list
        }
    }

    private static func slots(of fields: [CustomField]) throws(Fault) -> [Int] {
        var names: Set<String> = Set(SubscriberColumn.reserved)
        var used: [CustomField.Kind: Int] = [:]
        var slots: [Int] = []
        for field in fields {
            guard names.insert(FoldedText(field.name).text).inserted else { throw .fieldTwice(field.name) }
            let slot = (used[field.kind] ?? 0) + 1
            guard slot <= CustomField.maximumOfKind else { throw .tooManyFields(field.kind) }
            used[field.kind] = slot
            slots.append(slot)
        }
        return slots
    }

    /// What came of a ``createSegment(name:rules:list:owner:at:until:)``.
    public enum SegmentCreation: Hashable, Sendable {
        /// The list has this segment now.
        case created(Int)
        /// The account has no such list.
        case unknownList
        /// The rules name a field, segment or tag that is not there, or use one as it cannot be used.
        case unusableRules(String)
    }

    /// Makes a segment of a list: those of its subscribers whom the rules match. For the account's own user.
    public func createSegment(
        name: String, rules: RuleSet, list: Int, owner: Int, at now: Timestamp, until deadline: ContinuousClock.Instant
    ) async throws -> SegmentCreation {
        try await database.write(of: owner, within: quotas, until: deadline) { database in
            guard try Self.has(list, owner, in: database) else { return .unknownList }
            do {
                var compiler = RuleCompiler(owner: owner, database: database)
                try compiler.checkSegment(of: rules, list: list)
            } catch let fault as RuleFault {
                return .unusableRules("\(fault)")
            }
            let row = try database.row(
                """
                INSERT INTO segments (list_id, name, rules, created_at)
                VALUES (\(list), \(name), \(rules.source), \(now.milliseconds)) RETURNING segment_id
                """)
            return .created(try (row ?? Row([])).get(0))
        }
    }

    /// Deletes those of these lists that the account has, with their subscribers, fields and segments, in one transaction. They are
    /// gone for every caller then, and taken away as ``Removal`` does. For the account's own user.
    public func delete(_ lists: [Int], owner: Int, until deadline: ContinuousClock.Instant) async throws {
        try await database.write(for: .account(owner), until: deadline) { database in
            try database.execute(
                "UPDATE lists SET owner_id = -owner_id WHERE owner_id = \(owner) AND list_id IN \(list: lists)")
            try Removal.step(owner: owner, in: database)
        }
    }

    /// Deletes a segment; where the account has none of this id nothing happens. For the account's own user.
    public func deleteSegment(_ segment: Int, owner: Int, until deadline: ContinuousClock.Instant) async throws {
        try await database.write(for: .account(owner), until: deadline) { database in
            _ = try database.execute(
                """
                DELETE FROM segments WHERE segment_id = \(segment)
                AND list_id IN (SELECT list_id FROM lists WHERE owner_id = \(owner))
                """)
        }
    }

    static func has(_ list: Int, _ owner: Int, in database: any Reading) throws -> Bool {
        try database.row("SELECT 1 FROM lists WHERE list_id = \(list) AND owner_id = \(owner)") != nil
    }
}
