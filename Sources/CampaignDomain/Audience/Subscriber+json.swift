// SPDX-License-Identifier: Apache-2.0

extension Subscriber {
    /// Reads a row.
    ///
    /// ```json
    /// {"EmailAddress":"ann@example.com","FirstName":"Ann","City":"Rome","Age":41,"Tags":[15],"Resubscribe":true}
    /// ```
    /// Names are taken in any case. A number or a boolean may be written as a text, since forms and files have texts alone; white space
    /// and no-break spaces around these and around an address count for nothing.
    /// - Throws: ``RowFault`` for a name that is there twice, or a value of the wrong kind.
    init(json text: String) throws(RowFault) {
        var row = RowReader()
        let members: [(name: String, value: RuleJSON)]
        do throws(RuleFault) { members = try RuleJSON.members(text) } catch { throw RowFault("\(error)") }
        for (name, value) in members { try row.take(name, value) }
        guard let address = row.address else { throw RowFault("EmailAddress is missing") }
        self.init(
            address: address, firstName: row.firstName, lastName: row.lastName, fields: row.fields, tags: row.tags,
            resubscribes: row.resubscribes)
    }
}

/// Takes a row's members one by one.
private struct RowReader {
    private(set) var address: String?
    private(set) var firstName: String?
    private(set) var lastName: String?
    private(set) var fields: [(name: String, value: Subscriber.Value?)] = []
    private(set) var tags: [Int] = []
    private(set) var resubscribes = false
    private var names: Set<String> = []

    /// The most tags that a row can have.
    private static let maximumTags = 100

    mutating func take(_ name: String, _ value: RuleJSON) throws(RowFault) {
        guard name.isBounded(by: CustomField.maximumNameLength) else { throw RowFault("the list has no field \(name.shortened)") }
        let folded = FoldedText(name).text
        guard names.insert(folded).inserted else { throw RowFault("\(name) is given twice") }
        switch folded {
        case "emailaddress": address = try text(value, "EmailAddress").map(\.withoutSpaceAround)
        case "firstname": firstName = try text(value, "FirstName")
        case "lastname": lastName = try text(value, "LastName")
        case "tags": tags = try ids(value)
        case "resubscribe": resubscribes = try flag(value)
        default: fields.append((name, try self.value(value, name)))
        }
    }

    private func text(_ value: RuleJSON, _ name: String) throws(RowFault) -> String? {
        switch value {
        case .text(let text): return text
        case .null: return nil
        default: throw RowFault("\(name) is a text")
        }
    }

    private func value(_ value: RuleJSON, _ name: String) throws(RowFault) -> Subscriber.Value? {
        switch value {
        case .text(let text): return .text(text)
        case .number(let digits):
            guard let number = Double(decimal: digits) else { throw RowFault("\(name) is out of range") }
            return .number(number)
        case .null: return nil
        default: throw RowFault("\(name) is neither a text nor a number")
        }
    }

    private func flag(_ value: RuleJSON) throws(RowFault) -> Bool {
        switch value {
        case .flag(let flag): return flag
        case .null: return false
        case .text(let text), .number(let text):
            switch text.withoutSpaceAround.lowercased() {
            case "1", "true", "yes", "on": return true
            case "", "0", "false", "no", "off": return false
            default: break
            }
        default: break
        }
        throw RowFault("Resubscribe is true or false")
    }

    /// Ids as a list of them, as a comma-separated text, or one.
    private func ids(_ value: RuleJSON) throws(RowFault) -> [Int] {
        let items: [RuleJSON] =
            switch value {
            case .array(let items): items
            case .text(let text): text.withoutSpaceAround.split(separator: ",").map { .text(String($0)) }
            case .null: []
            default: [value]
            }
        guard items.count <= Self.maximumTags else { throw RowFault("Tags are more than \(Self.maximumTags)") }
        var ids: [Int] = []
        for item in items {
            guard let id = Self.id(item) else { throw RowFault("Tags are ids of tags") }
            if !ids.contains(id) { ids.append(id) }
        }
        return ids
    }

    private static func id(_ value: RuleJSON) -> Int? {
        let digits: String
        switch value {
        case .text(let text): digits = text.withoutSpaceAround
        case .number(let text): digits = text
        default: return nil
        }
        guard digits.utf8.allSatisfy({ $0 &- 0x30 < 10 }), let id = Int(digits), id >= 1 else { return nil }
        return id
    }
}

extension String {
    /// Without the white space at its ends, no-break spaces among it.
    var withoutSpaceAround: String {
        let isSpace = { (scalar: Unicode.Scalar) in scalar.properties.isWhitespace }
        guard unicodeScalars.first.map(isSpace) ?? false || unicodeScalars.last.map(isSpace) ?? false else { return self }
        var scalars = unicodeScalars[...]
        while let first = scalars.first, isSpace(first) { scalars.removeFirst() }
        while let last = scalars.last, isSpace(last) { scalars.removeLast() }
        return String(scalars)
    }
}
