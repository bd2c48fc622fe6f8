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
            for (place, subscriber) in subscribers.enumerated() {
                switch SubscriberRow.make(subscriber, fields) {
                case .failure(let fault): outcome.refused.append(.init(place: place, reason: fault.reason))
                case .success(let row):
                    if try row.upsert(into: list, at: now, in: database) { outcome.added += 1 } else { outcome.updated += 1 }
                }
            }
            return outcome
        }
    }
}

/// A subscriber's columns and values.
struct SubscriberRow {
    private let address: String
    private let columns: [(name: String, value: SQLValue)]

    /// Why there is no row for a subscriber.
    struct Fault: Error {
        let reason: String
    }

    /// The columns of a subscriber, or what is wrong.
    static func make(_ subscriber: Subscriber, _ fields: [String: StoredField]) -> Result<SubscriberRow, Fault> {
        guard EmailAddress.isWritten(subscriber.address) else { return .failure(Fault(reason: "this is no email address")) }
        var columns: [(name: String, value: SQLValue)] = []
        for (name, text) in [("first", subscriber.firstName), ("last", subscriber.lastName)] {
            guard let text else { continue }
            columns.append((name + "_name", text.sqlValue))
            columns.append((name + "_folded", FoldedText(text).sqlValue))
        }
        for field in subscriber.fields {
            guard let stored = fields[FoldedText(field.name).text] else {
                return .failure(Fault(reason: "the list has no field \(field.name.prefix(100))"))
            }
            switch (field.value, stored.field.kind) {
            case (nil, .text): columns += [(stored.column, .null), (stored.foldedColumn, .null)]
            case (nil, .number): columns.append((stored.column, .null))
            case (.number(let number), .number) where number.isFinite: columns.append((stored.column, number.sqlValue))
            case (.number, .number): return .failure(Fault(reason: "\(stored.field.name) is a number"))
            case (.text(let text), .text):
                let folded = FoldedText(text)
                // Compared as the engine will, byte by byte: for Swift a text and its composed form are equal.
                let isFolded = folded.text.utf8.elementsEqual(text.utf8)
                columns += [(stored.column, text.sqlValue), (stored.foldedColumn, isFolded ? .null : folded.sqlValue)]
            case (.text(let text), .number):
                guard let number = Double(decimal: text) else {
                    return .failure(Fault(reason: "\(stored.field.name) is a number"))
                }
                columns.append((stored.column, number.sqlValue))
            case (.number, .text): return .failure(Fault(reason: "\(stored.field.name) is a text"))
            }
        }
        // A stable order and no column twice, so that rows alike share a statement.
        let byName = Dictionary(columns.map { ($0.name, $0.value) }) { _, last in last }
        return .success(SubscriberRow(address: subscriber.address, columns: byName.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }))
    }

    /// Whether the subscriber was not on the list before.
    func upsert(into list: Int, at now: Timestamp, in database: any Writing) throws -> Bool {
        let folded = FoldedText(address)
        let known = try database.row(
            "SELECT subscriber_id FROM subscribers WHERE list_id = \(list) AND address_folded = \(folded)")
        guard let known else {
            try database.execute(insertion(list, folded, now))
            return true
        }
        guard !columns.isEmpty else { return false }
        var sql: SQL = "UPDATE subscribers SET "
        for (index, column) in columns.enumerated() {
            sql += index == 0 ? "\(SQL(column: column.name)) = \(column.value)" : ", \(SQL(column: column.name)) = \(column.value)"
        }
        sql += " WHERE subscriber_id = \(try known.get(0, as: Int.self))"
        try database.execute(sql)
        return false
    }

    private func insertion(_ list: Int, _ folded: FoldedText, _ now: Timestamp) -> SQL {
        let given = Set(columns.map(\.name))
        let defaults = ["first_name", "first_folded", "last_name", "last_folded"].filter { !given.contains($0) }
        let all = columns + defaults.map { ($0, .text("")) }
        var sql: SQL = "INSERT INTO subscribers (list_id, address, address_folded, subscribed_at"
        for column in all { sql += ", \(SQL(column: column.name))" }
        sql += ") VALUES (\(list), \(address), \(folded), \(now.milliseconds)"
        for column in all { sql += ", \(column.value)" }
        sql += ")"
        return sql
    }
}

extension SQL {
    /// A column that this program has chosen; its name is one of a schema, never a caller's.
    init(column name: String) { self.init(stringLiteral: name) }
}
