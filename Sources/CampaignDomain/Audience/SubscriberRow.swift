// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandStorage

/// A subscriber's columns and values.
struct SubscriberRow {
    private let address: String
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

    /// Why there is no row for a subscriber.
    struct Fault: Error {
        let reason: String
    }

    /// The row of a subscriber.
    /// - Throws: ``Fault`` for what is wrong first.
    init(_ subscriber: Subscriber, _ fields: [String: StoredField]) throws(Fault) {
        guard EmailAddress.isWritten(subscriber.address) else { throw Fault(reason: "this is no email address") }
        address = subscriber.address
        for (place, text) in [(0, subscriber.firstName), (2, subscriber.lastName)] {
            guard let text else { continue }
            values[place] = text.sqlValue
            values[place + 1] = FoldedText(text).sqlValue
        }
        for field in subscriber.fields {
            guard let stored = fields[FoldedText(field.name).text] else {
                throw Fault(reason: "the list has no field \(String(field.name.unicodeScalars.prefix(100)))")
            }
            switch stored.field.kind {
            case .text: try set(field.value, ofText: stored)
            case .number: try set(field.value, ofNumber: stored)
            }
        }
    }

    private mutating func set(_ value: Subscriber.Value?, ofText stored: StoredField) throws(Fault) {
        let place = Self.required + stored.slot - 1
        switch value {
        case nil: (values[place], values[place + CustomField.maximumOfKind]) = (.null, .null)
        case .number: throw Fault(reason: "\(stored.field.name) is a text")
        case .text(let text):
            let folded = FoldedText(text)
            // Compared as the engine will, byte by byte: for Swift a text and its composed form are equal.
            let isFolded = folded.text.utf8.elementsEqual(text.utf8)
            (values[place], values[place + CustomField.maximumOfKind]) = (text.sqlValue, isFolded ? .null : folded.sqlValue)
        }
    }

    private mutating func set(_ value: Subscriber.Value?, ofNumber stored: StoredField) throws(Fault) {
        let place = Self.required + 2 * CustomField.maximumOfKind + stored.slot - 1
        let number: Double?
        switch value {
        case nil:
            values[place] = .null
            return
        case .number(let given): number = given.isFinite ? given : nil
        case .text(let text): number = Double(decimal: text)
        }
        guard let number else { throw Fault(reason: "\(stored.field.name) is a number") }
        values[place] = number.sqlValue
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
        if let update = try update(of: known.get(0)) { try database.execute(update) }
        return false
    }

    private func update(of subscriber: Int) -> SQL? {
        var sql: SQL = "UPDATE subscribers SET "
        var isFirst = true
        for (name, value) in zip(Self.names, values) {
            guard let value else { continue }
            sql += isFirst ? "\(SQL(column: name)) = \(value)" : ", \(SQL(column: name)) = \(value)"
            isFirst = false
        }
        sql += " WHERE subscriber_id = \(subscriber)"
        return isFirst ? nil : sql
    }

    private func insertion(_ list: Int, _ folded: FoldedText, _ now: Timestamp) -> SQL {
        var columns = "list_id, address, address_folded, subscribed_at"
        var all: [SQLValue] = [list.sqlValue, address.sqlValue, folded.sqlValue, now.milliseconds.sqlValue]
        for place in values.indices {
            guard let value = values[place] ?? (place < Self.required ? .text("") : nil) else { continue }
            columns += ", "
            columns += Self.names[place]
            all.append(value)
        }
        return "INSERT INTO subscribers (\(SQL(column: columns))) VALUES \(list: all)"
    }
}
