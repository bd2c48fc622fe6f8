// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandStorage
import CommandStorageSQLite
import Foundation
import TestSupport
import Testing

@testable import CampaignDomain

/// Random people and random bundles: the database must find those whom a plain evaluation in Swift finds, and count as
/// many.
@Suite("Random bundles") struct RecipientPropertyTests {
    @Test("Are answered as a plain evaluation answers them, rows and total alike", arguments: [11, 12, 13, 14, 15, 16] as [UInt64])
    func evaluation(seed: UInt64) async throws {
        try await CampaignDatabase.with { it in
            var world = World(seed: seed)
            try await world.fill(it)
            var sizes: Set<Int> = []
            for number in 0..<120 {
                let bundle = world.bundle()
                let campaign = try await it.makeCampaign { $0.rules = bundle }
                let expected = try world.recipients(of: RuleBundle(json: bundle))
                let found = try await it.recipients.recipients(of: campaign, owner: 1, onlyTotal: false, until: it.soon)
                let counted = try await it.recipients.recipients(of: campaign, owner: 1, onlyTotal: true, until: it.soon)
                guard case .recipients(let total, let people?) = found, case .recipients(let count, nil) = counted else {
                    Issue.record("\(number): \(found) \(counted) \(bundle)")
                    return
                }
                #expect(Set(people.first.map { FoldedText($0.address).text }) == expected, "\(bundle)")
                #expect(total == expected.count && people.first.count == total && count == total, "\(bundle)")
                sizes.insert(total)
                if people.first.count != expected.count { return }
            }
            // They tell something: neither always nobody nor always all.
            #expect(sizes.count > 10)
        }
    }
}

/// Two lists of people, their segments and tags, and rules about them.
private struct World {
    struct Person {
        let list: Int
        let address: String
        let city: String?
        let age: Double?
        let first: String
        let tags: Set<Int>
        let isSubscribed: Bool
    }

    private var numbers: SeededGenerator
    private(set) var people: [Person] = []
    private var suppressed: Set<String> = []
    /// By list, the rules of its segments by id.
    private var segments: [Int: [Int: RuleSet]] = [1: [:], 2: [:]]
    private static let texts = [
        "rome", "ROME", "Ro%", "r_me", "été", "E\u{301}TE\u{301}", "o'b", "\\", "%\u{301}", "", "50", "zürich", "a b",
    ]
    private static let addresses = (0..<60).map { "p\($0)@x.example" }

    init(seed: UInt64) { numbers = SeededGenerator(seed: seed) }

    private mutating func pick<Item>(_ items: [Item]) -> Item { items[Int.random(in: items.indices, using: &numbers)] }
    private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &numbers) < percent }

    // MARK: Making

    mutating func fill(_ it: CampaignDatabase) async throws {
        for _ in 1...2 { _ = try await it.makeList([CustomField(name: "City", kind: .text), CustomField(name: "Age", kind: .number)]) }
        for tag in 1...2 { _ = try await it.tags.insert("t\(tag)", owner: 1, until: it.soon) }
        for list in 1...2 {
            for address in Self.addresses where chance(70) {
                people.append(
                    Person(
                        list: list, address: chance(50) ? address.uppercased() : address, city: chance(80) ? pick(Self.texts) : nil,
                        age: chance(70) ? Double(Int.random(in: -3...3, using: &numbers)) / 2 : nil,
                        first: chance(70) ? pick(Self.texts) : "",
                        tags: Set([1, 2].filter { _ in chance(30) }), isSubscribed: chance(85)))
            }
        }
        suppressed = Set(Self.addresses.filter { _ in chance(10) })
        try await store(it)
        for list in [1, 2, 1, 2] {
            let json = #"{"operator":"or","rules":\#(rules(of: list, segments: true))}"#
            let set = try RuleSet(json: json)
            let outcome = try await it.lists.createSegment(name: "s", rules: set, list: list, owner: 1, at: it.now, until: it.soon)
            guard case .created(let id) = outcome else { throw CampaignDatabase.Refused() }
            segments[list]?[id] = set
        }
    }

    private func store(_ it: CampaignDatabase) async throws {
        for list in 1...2 {
            let members = people.filter { $0.list == list }
            let batch = members.map { person in
                Subscriber(
                    address: person.address, firstName: person.first,
                    fields: [("City", person.city.map(Subscriber.Value.text)), ("Age", person.age.map(Subscriber.Value.number))])
            }
            try await it.add(batch, to: list)
        }
        let (people, suppressed) = (people, suppressed)
        try await it.database.write(until: it.soon) { database in
            for (index, person) in people.enumerated() {
                try database.execute("UPDATE subscribers SET is_subscribed = \(person.isSubscribed) WHERE subscriber_id = \(index + 1)")
                for tag in person.tags {
                    try database.execute("INSERT INTO subscriber_tags (subscriber_id, tag_id) VALUES (\(index + 1), \(tag))")
                }
            }
            for address in suppressed {
                try database.execute(
                    "INSERT INTO suppressions (owner_id, address_folded, reason, created_at) VALUES (1, \(address), 'Unsubscription', 1)")
            }
        }
    }

    mutating func bundle() -> String {
        let criteria = (0..<Int.random(in: 1...3, using: &numbers)).map { _ in
            let list = Int.random(in: 1...2, using: &numbers)
            let joint = pick(["and", "or"])
            let rules = chance(10) ? "[]" : rules(of: list, segments: true)
            return #"{"list_id":\#(list),"operator":"\#(joint)","rules":\#(rules)}"#
        }
        return #"{"operator":"\#(pick(["and", "or"]))","criteria":[\#(criteria.joined(separator: ","))]}"#
    }

    private mutating func rules(of list: Int, segments: Bool) -> String {
        let count = Int.random(in: 1...3, using: &numbers)
        let isFlat = chance(60)
        let entries = (0..<count).map { _ in
            if isFlat { return rule(of: list, segments) }
            let group = (0..<Int.random(in: 1...3, using: &numbers)).map { _ in rule(of: list, segments) }
            return "[" + group.joined(separator: ",") + "]"
        }
        return "[" + entries.joined(separator: ",") + "]"
    }

    private mutating func rule(of list: Int, _ usesSegments: Bool) -> String {
        let known = (segments[list] ?? [:]).keys.sorted()
        if usesSegments, chance(15), !known.isEmpty {
            return #"{"type":"segments","segment_id":\#(pick(known)),"operator":"\#(pick(["is", "is_not"]))"}"#
        }
        if chance(15) { return #"{"type":"tags","value":\#(pick([1, 2])),"operator":"\#(pick(["is", "is not"]))"}"# }
        if chance(30) {
            let test = pick(Rule.Operator.allCases.filter { ![.contains, .containsNot, .beginsWith, .endsWith].contains($0) })
            let value = Double(Int.random(in: -3...3, using: &numbers)) / 2
            return #"{"type":"fields","field_id":"age","operator":"\#(test.rawValue)","value":\#(value)}"#
        }
        let text = pick(Self.texts)
        let scalars = Array(text.unicodeScalars)
        let from = Int.random(in: 0...scalars.count, using: &numbers)
        let part = String(String.UnicodeScalarView(scalars[from..<Int.random(in: from...scalars.count, using: &numbers)]))
        let value = (chance(50) ? text : part).replacing("\\", with: "\\\\")
        let field = pick(["City", "firstname", "EmailAddress"])
        return #"{"type":"fields","field_id":"\#(field)","operator":"\#(pick(Rule.Operator.allCases).rawValue)","value":"\#(value)"}"#
    }

    // MARK: Evaluating

    /// The folded addresses of those who get it.
    func recipients(of bundle: RuleBundle) -> Set<String> {
        var sets: [Set<String>] = []
        for criterion in bundle.criteria {
            let found = people.filter { $0.list == criterion.list && $0.isSubscribed && matches($0, criterion.rules) }
            sets.append(Set(found.map { $0.address.lowercased() }))
        }
        let joined = sets.dropFirst().reduce(sets[0]) { bundle.needsAll ? $0.intersection($1) : $0.union($1) }
        return joined.subtracting(suppressed)
    }

    private func matches(_ person: Person, _ set: RuleSet?) -> Bool {
        guard let set else { return true }
        return set.needsAll
            ? set.groups.allSatisfy { $0.contains { matches(person, $0) } } : set.groups.contains { $0.allSatisfy { matches(person, $0) } }
    }

    private func matches(_ person: Person, _ rule: Rule) -> Bool {
        switch rule.subject {
        case .tags(let tags, let needsAll):
            (needsAll ? tags.allSatisfy(person.tags.contains) : tags.contains(where: person.tags.contains)) == (rule.test == .is)
        case .anyTag: !person.tags.isEmpty == (rule.test == .is)
        case .suppression: suppressed.contains(person.address.lowercased()) == (rule.test == .is)
        case .segment(let segment): matches(person, segments[person.list]?[segment]) == (rule.test == .is)
        case .field("age"): matches(person.age, rule.test, Double(rule.value) ?? 0)
        case .field("City"): matches(person.city ?? "", rule.test, rule.value)
        case .field("firstname"): matches(person.first, rule.test, rule.value)
        case .field: matches(person.address, rule.test, rule.value)
        }
    }

    private func matches(_ age: Double?, _ test: Rule.Operator, _ value: Double) -> Bool {
        switch test {
        case .isSet: age != nil
        case .isNotSet: age == nil
        case .isNot: age != value
        default:
            switch (age, test) {
            case (nil, _): false
            case (let age?, .isLess): age < value
            case (let age?, .isLessOrEqual): age <= value
            case (let age?, .isGreater): age > value
            case (let age?, .isGreaterOrEqual): age >= value
            case (let age?, _): age == value
            }
        }
    }

    /// Compares folded scalars, which is neither what SQLite's functions do nor what `Character` does.
    private func matches(_ text: String, _ test: Rule.Operator, _ value: String) -> Bool {
        let text = Array(FoldedText(text).text.unicodeScalars)
        let value = Array(FoldedText(value).text.unicodeScalars)
        let isSet = !text.isEmpty
        let contains = (0...text.count).contains { text[$0...].starts(with: value) }
        return switch test {
        case .is: isSet && text == value
        case .isNot: !(isSet && text == value)
        case .contains: isSet && contains
        case .containsNot: !(isSet && contains)
        case .beginsWith: isSet && text.starts(with: value)
        case .endsWith: isSet && text.reversed().starts(with: value.reversed())
        case .isSet: isSet
        case .isNotSet: !isSet
        case .isLess: isSet && text.lexicographicallyPrecedes(value)
        case .isGreater: isSet && value.lexicographicallyPrecedes(text)
        case .isLessOrEqual: isSet && !value.lexicographicallyPrecedes(text)
        case .isGreaterOrEqual: isSet && !text.lexicographicallyPrecedes(value)
        }
    }
}
