// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandStorage

/// A subscriber's columns and values.
struct SubscriberRow {
    private let address: String
    private let tags: [Int]
    private let resubscribes: Bool
    /// A value for each of ``names``; nil where it is not given.
    private var values = [SQLValue?](repeating: nil, count: names.count)

    /// The columns that an import can set, in a fixed order, so that rows alike share a statement.
    private static let names: [String] = {
        let slots = 1...CustomField.maximumOfKind
        return ["first_name", "first_folded", "last_name", "last_folded"] + slots.map { "text\($0)" } + slots.map { "folded\($0)" }
            + slots.map { "number\($0)" }
    }()
    /// How many of the first are never NULL.
    private static let required = 4

    /// The longest first or last name, and the longest text in a custom field, in scalars.
    private static let maximumName = 250, maximumText = 1000

    /// The row of a subscriber.
    /// - Parameters:
    ///   - fields: the list's, by their folded names.
    ///   - tags: those of the subscriber's tags that are the account's own.
    /// - Throws: ``RowFault`` for what is wrong first.
    init(_ subscriber: Subscriber, _ fields: [String: StoredField], tags: Set<Int>) throws(RowFault) {
        guard EmailAddress.isWritten(subscriber.address) else { throw RowFault("EmailAddress is no email address") }
        address = subscriber.address
        resubscribes = subscriber.resubscribes
        self.tags = subscriber.tags
        for tag in subscriber.tags where !tags.contains(tag) { throw RowFault("there is no tag \(tag)") }
        for (place, name, text) in [(0, "FirstName", subscriber.firstName), (2, "LastName", subscriber.lastName)] {
            guard let text else { continue }
            guard text.isBounded(by: Self.maximumName) else { throw RowFault("\(name) is longer than \(Self.maximumName) characters") }
            guard text.isOneLine else { throw RowFault("\(name) must be one line without control characters") }
            values[place] = text.sqlValue
            values[place + 1] = FoldedText(text).sqlValue
        }
        for field in subscriber.fields {
            guard field.name.isBounded(by: CustomField.maximumNameLength), let stored = fields[FoldedText(field.name).text] else {
                throw RowFault("the list has no field \(field.name.shortened)")
            }
            switch stored.field.kind {
            case .text: try set(field.value, ofText: stored)
            case .number: try set(field.value, ofNumber: stored)
            }
        }
    }

    private mutating func set(_ value: Subscriber.Value?, ofText stored: StoredField) throws(RowFault) {
        let place = Self.required + stored.slot - 1
        switch value {
        case nil: (values[place], values[place + CustomField.maximumOfKind]) = (.null, .null)
        case .number: throw RowFault("\(stored.field.name) is a text")
        case .text(let text):
            guard text.isBounded(by: Self.maximumText) else {
                throw RowFault("\(stored.field.name) is longer than \(Self.maximumText) characters")
            }
            let folded = FoldedText(text)
            // Compared as the engine will, byte by byte: for Swift a text and its composed form are equal.
            let isFolded = folded.text.utf8.elementsEqual(text.utf8)
            (values[place], values[place + CustomField.maximumOfKind]) = (text.sqlValue, isFolded ? .null : folded.sqlValue)
        }
    }

    private mutating func set(_ value: Subscriber.Value?, ofNumber stored: StoredField) throws(RowFault) {
        let place = Self.required + 2 * CustomField.maximumOfKind + stored.slot - 1
        let number: Double?
        switch value {
        case nil:
            values[place] = .null
            return
        case .number(let given): number = given.isFinite ? given : nil
        case .text(let text): number = Double(decimal: text.withoutSpaceAround)
        }
        guard let number else { throw RowFault("\(stored.field.name) is a number") }
        values[place] = number.sqlValue
    }

    /// Whether the subscriber was not on the list before.
    func upsert(into list: Int, owner: Int, at now: Timestamp, in database: any Writing) throws -> Bool {
        let folded = FoldedText(address)
        if resubscribes { try Suppression.lift(folded, owner, at: now, in: database) }
        let known = try database.row(
            "SELECT subscriber_id FROM subscribers WHERE list_id = \(list) AND address_folded = \(folded)")
        if let known {
            let id = try known.get(0, as: Int.self)
            if let update = update(of: id) { try database.execute(update) }
            try add(tags, to: id, in: database)
        } else if tags.isEmpty {
            try database.execute(insertion(list, owner, folded, now))
        } else {
            var insertion = insertion(list, owner, folded, now)
            insertion += " RETURNING subscriber_id"
            if let made = try database.row(insertion) { try add(tags, to: made.get(0), in: database) }
        }
        return known == nil
    }

    private func add(_ tags: [Int], to subscriber: Int, in database: any Writing) throws {
        for tag in tags {
            try database.execute(
                "INSERT INTO subscriber_tags (subscriber_id, tag_id) VALUES (\(subscriber), \(tag)) ON CONFLICT DO NOTHING")
        }
    }

    private func update(of subscriber: Int) -> SQL? {
        var sql: SQL = resubscribes ? "UPDATE subscribers SET is_subscribed = 1" : "UPDATE subscribers SET "
        var isFirst = !resubscribes
        for (name, value) in zip(Self.names, values) {
            guard let value else { continue }
            sql += isFirst ? "\(SQL(column: name)) = \(value)" : ", \(SQL(column: name)) = \(value)"
            isFirst = false
        }
        sql += " WHERE subscriber_id = \(subscriber)"
        return isFirst ? nil : sql
    }

    /// Whoever unsubscribed from the account's mail is not subscribed on another list by being put on it.
    private func insertion(_ list: Int, _ owner: Int, _ folded: FoldedText, _ now: Timestamp) -> SQL {
        var columns = "list_id, owner_id, address, address_folded, subscribed_at"
        var all: [SQLValue] = [list.sqlValue, owner.sqlValue, address.sqlValue, folded.sqlValue, now.milliseconds.sqlValue]
        for place in values.indices {
            guard let value = values[place] ?? (place < Self.required ? .text("") : nil) else { continue }
            columns += ", "
            columns += Self.names[place]
            all.append(value)
        }
        var sql: SQL =
            """
            INSERT INTO subscribers (is_subscribed, \(SQL(column: columns)))
            VALUES (CASE WHEN \(Suppression.isUnsubscribed(folded, owner)) THEN 0 ELSE 1 END
            """
        for value in all { sql += ", \(value)" }
        sql += ")"
        return sql
    }
}
