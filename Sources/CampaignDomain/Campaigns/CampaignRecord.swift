// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandStorage

/// A campaign as callers see it: its fields by their names, in a fixed order. What is not set is an empty text, 0 or false.
public struct CampaignRecord: Encodable, Sendable {
    /// A field's value.
    enum Value: Hashable, Sendable {
        case text(String), number(Int), flag(Bool), ids([Int]), pairs([[Int]]), splitTest(SplitTestRecord?)
    }

    /// The campaign's id.
    public let id: Int
    private(set) var fields: [(name: String, value: Value)]
    /// Its A/B test; empty where it has none.
    var variations: [VariationRecord] = []
    /// Its tags, where they were asked for.
    var tags: [Tag]?
    /// Its statistics, where they were asked for.
    var statistics: CampaignStatistics?
    /// Domains and how many recipients each has, where they were asked for.
    var domains: ReplyEntries<Int>?

    /// From a row of these columns, the campaign's id before them.
    init(_ row: Row, _ columns: [CampaignColumn]) throws {
        id = try row.get(0)
        var lists: [ListReference] = []
        fields = try columns.enumerated().map { index, column in
            let value = try Self.value(row, index + 1, column.kind, lists)
            // Its lists stand behind it, and are read of it.
            if column.name == CampaignColumn.listText, case .text(let text) = value { lists = (try? ListReference.all(in: text)) ?? [] }
            return (column.name, value)
        }
    }

    /// Sets its split test, where that is shown.
    mutating func set(_ splitTest: SplitTestRecord) {
        guard let place = fields.firstIndex(where: { if case .splitTest = $0.value { true } else { false } }) else { return }
        fields[place].value = .splitTest(splitTest)
    }

    /// About how many bytes its fields take.
    var length: Int {
        fields.reduce(64) { length, field in
            let value = if case .text(let text) = field.value { text.utf8.count } else { 8 }
            return length + field.name.utf8.count + value
        }
    }

    private static func value(_ row: Row, _ index: Int, _ kind: CampaignColumn.Kind, _ lists: [ListReference]) throws -> Value {
        switch kind {
        case .text: .text(try row.optional(index) ?? "")
        case .number: .number(try row.optional(index) ?? 0)
        case .flag: .flag(try row.optional(index) ?? false)
        case .moment: .text(try row.optional(index, as: Int64.self).map { Timestamp(milliseconds: $0).dateTime } ?? "")
        case .lists: .ids(lists.map(\.list).reduce(into: []) { if !$0.contains($1) { $0.append($1) } })
        case .segments: .pairs(lists.map { [$0.list, $0.segment] })
        case .splitTest: .splitTest(nil)
        }
    }

    /// A field's text; nil where it is not shown.
    public subscript(text name: String) -> String? {
        guard case .text(let text) = fields.first(where: { $0.name == name })?.value else { return nil }
        return text
    }

    /// A field's number; nil where it is not shown.
    public subscript(number name: String) -> Int? {
        guard case .number(let number) = fields.first(where: { $0.name == name })?.value else { return nil }
        return number
    }

    /// Writes one object.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: FieldName.self)
        for field in fields {
            switch field.value {
            case .text(let text): try container.encode(text, forKey: FieldName(field.name))
            case .number(let number): try container.encode(number, forKey: FieldName(field.name))
            case .flag(let flag): try container.encode(flag, forKey: FieldName(field.name))
            case .ids(let ids): try container.encode(ids, forKey: FieldName(field.name))
            case .pairs(let pairs): try container.encode(pairs, forKey: FieldName(field.name))
            case .splitTest(let test?): try container.encode(test, forKey: FieldName(field.name))
            case .splitTest(nil): try container.encode(false, forKey: FieldName(field.name))
            }
        }
        if !variations.isEmpty { try container.encode(Options(variations), forKey: FieldName("Options")) }
        try statistics?.encode(into: &container)
        try container.encodeIfPresent(tags?.map(TagRecord.init), forKey: FieldName("Tags"))
        try container.encodeIfPresent(domains, forKey: FieldName("RecipientDomains"))
    }

    private struct Options: Encodable {
        struct Test: Encodable { var variations: [VariationRecord] }
        var abTesting: Test
        init(_ variations: [VariationRecord]) { abTesting = Test(variations: variations) }
    }

    private struct TagRecord: Encodable {
        var tagID: Int
        var tag: String
        var relOwnerUserID: Int
        init(_ tag: Tag) {
            tagID = tag.id
            self.tag = tag.name
            relOwnerUserID = tag.ownerID
        }
    }
}

/// A name that is known at run time alone.
struct FieldName: CodingKey {
    let stringValue: String
    init(_ name: String) { stringValue = name }
    init?(stringValue: String) { self.init(stringValue) }
    var intValue: Int? { nil }
    init?(intValue: Int) { nil }
}

/// A split test as callers see it.
struct SplitTestRecord: Encodable, Hashable, Sendable {
    var splitTestID: Int
    /// In percent.
    var testSize: Int
    /// In hours.
    var testDuration: Int
    var winner: String
}

/// A variation as callers see it; the share and the counts are there where they were asked for.
struct VariationRecord: Encodable, Sendable {
    var emailID: Int
    var weight: Int
    var distribution: Double?
    var totalRecipient: Int?
    var totalSent: Int?
    var totalFailed: Int?
    var uniqueOpens: Int?
    var uniqueClicks: Int?
}
