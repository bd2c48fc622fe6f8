// SPDX-License-Identifier: Apache-2.0

/// Thrown for rules that cannot be read or run, with the place in them.
public struct RuleFault: Error, Hashable, CustomStringConvertible {
    /// Where, such as `criteria[0].rules[1].operator`; `offset 17` where it is no JSON; empty for the whole.
    public let place: String
    /// What is wrong, in a few words.
    public let reason: String

    /// Both, as one sentence's part.
    public var description: String { place.isEmpty ? reason : "\(place): \(reason)" }
}

extension RuleBundle {
    /// Reads a bundle.
    /// - Throws: ``RuleFault`` for what is no JSON, lacks a part, has an unknown operator or type, or is too long.
    public init(json text: String) throws(RuleFault) {
        let bundle = try RuleReader.object(in: text)
        guard let entries = try bundle.items("criteria") else { throw bundle.fault("criteria", "is missing") }
        guard !entries.isEmpty else { throw bundle.fault("criteria", "there is none") }
        needsAll = try bundle.joinsAll()
        var criteria: [Criterion] = []
        var count = 0
        for entry in entries {
            let criterion = try RuleReader.object(entry)
            let rules = try RuleReader.ruleSet(of: criterion, source: "")
            count += rules?.count ?? 1
            guard count <= RuleSet.maximumRules else { throw RuleFault(place: criterion.place, reason: "there are too many rules") }
            guard let list = try criterion.id("list_id") else { throw criterion.fault("list_id", "is missing") }
            criteria.append(Criterion(list: list, rules: rules))
        }
        self.criteria = criteria
    }
}

extension RuleSet {
    /// Reads the rules of a segment: `{"operator":"and","rules":[…]}`.
    /// - Throws: ``RuleFault``, as a bundle's reading does; also where there is no rule.
    public init(json text: String) throws(RuleFault) {
        let object = try RuleReader.object(in: text)
        guard let rules = try RuleReader.ruleSet(of: object, source: text) else { throw object.fault("rules", "there is none") }
        self = rules
    }
}

/// What bundles and segments share.
enum RuleReader {
    /// The longest text that is read, in UTF-8.
    static let maximumLength = 65_536
    /// The longest name of a field, in UTF-8.
    static let maximumNameLength = 1000
    /// The longest value that a field is compared with, in UTF-8; engines limit patterns.
    static let maximumValueLength = 4096

    /// The object that a whole text is.
    static func object(in text: String) throws(RuleFault) -> RuleObject {
        guard text.utf8.count <= maximumLength else { throw RuleFault(place: "", reason: "it is too long") }
        return try object((place: "", value: RuleJSON(text)))
    }

    static func object(_ entry: RuleObject.Entry) throws(RuleFault) -> RuleObject {
        guard case .object(let members) = entry.value else { throw RuleFault(place: entry.place, reason: "is of the wrong kind") }
        return RuleObject(place: entry.place, members: members)
    }

    /// The rules of a criterion or a segment; nil where it has none.
    static func ruleSet(of object: RuleObject, source: String) throws(RuleFault) -> RuleSet? {
        let joinsAll = try object.joinsAll()
        var flat: [Rule] = []
        var groups: [[Rule]] = []
        for entry in try object.items("rules") ?? [] {
            if case .array(let parts) = entry.value {
                groups.append(try group(parts, at: entry.place))
            } else {
                flat.append(try rule(Self.object(entry)))
            }
        }
        guard flat.isEmpty || groups.isEmpty else {
            throw object.fault("rules", "must be rules, or groups of rules, not both")
        }
        guard !flat.isEmpty || !groups.isEmpty else { return nil }
        let set = RuleSet(groups: flat.isEmpty ? groups : flat.map { [$0] }, needsAll: joinsAll, source: source)
        guard set.count <= RuleSet.maximumRules else { throw object.fault("rules", "there are too many rules") }
        return set
    }

    private static func group(_ parts: [RuleJSON], at place: String) throws(RuleFault) -> [Rule] {
        guard !parts.isEmpty else { throw RuleFault(place: place, reason: "there is no rule in it") }
        var rules: [Rule] = []
        for (index, part) in parts.enumerated() {
            let place = "\(place)[\(index)]"
            if case .array = part { throw RuleFault(place: place, reason: "is a group in a group; a group holds rules alone") }
            rules.append(try rule(object((place: place, value: part))))
        }
        return rules
    }

    private static func rule(_ object: RuleObject) throws(RuleFault) -> Rule {
        guard let type = try object.text("type") else { throw object.fault("type", "is missing") }
        guard let kind = Kind(rawValue: type.lowercased()) else {
            throw object.fault("type", "there is no such type; there are \(Kind.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        guard let name = try object.text("operator") else { throw object.fault("operator", "is missing") }
        let word = name.lowercased().replacing("_", with: " ")
        return switch kind {
        case .fields: try fieldRule(object, word)
        case .segments: Rule(subject: .segment(try id(object, "segment_id")), test: try test(object, word, segments), value: "")
        case .tags: try tagRule(object, word)
        case .suppressions: Rule(subject: .suppression, test: try test(object, word, suppressions), value: "")
        }
    }

    /// What rules are about.
    private enum Kind: String, CaseIterable { case fields, segments, tags, suppressions }

    private static let segments: [String: Rule.Operator] = [
        "is": .is, "is not": .isNot, "belongs to": .is, "does not belong to": .isNot,
    ]
    private static let suppressions: [String: Rule.Operator] = ["is": .is, "is not": .isNot, "exist": .is, "not exist": .isNot]
    private static let tags: [String: Rule.Operator] = [
        "is": .is, "is not": .isNot, "has this tag": .is, "does not have this tag": .isNot, "has any of these tags": .is,
        "has all of these tags": .is, "has no tags": .isNot,
    ]

    private static func test(_ object: RuleObject, _ word: String, _ known: [String: Rule.Operator]) throws(RuleFault) -> Rule.Operator {
        guard let test = known[word] else {
            throw object.fault("operator", "there is no such operator here; there are \(known.keys.sorted().joined(separator: ", "))")
        }
        return test
    }

    private static func fieldRule(_ object: RuleObject, _ word: String) throws(RuleFault) -> Rule {
        guard let test = Rule.Operator(named: word) else { throw object.fault("operator", "there is no such operator") }
        guard let field = try object.scalar("field_id") else { throw object.fault("field_id", "is missing") }
        guard field.utf8.count <= maximumNameLength else { throw object.fault("field_id", "is too long") }
        let value = try object.scalar("value")
        guard value?.utf8.count ?? 0 <= maximumValueLength else { throw object.fault("value", "is too long") }
        if test.takesValue, value == nil { throw object.fault("value", "is missing") }
        return Rule(subject: .field(field), test: test, value: value ?? "")
    }

    private static func tagRule(_ object: RuleObject, _ word: String) throws(RuleFault) -> Rule {
        let test = try test(object, word, tags)
        if word == "has no tags" { return Rule(subject: .anyTag, test: test, value: "") }
        let isOfMany = word == "has any of these tags" || word == "has all of these tags"
        let ids = isOfMany ? try object.ids("value") : [try id(object, "tag_id")]
        return Rule(subject: .tags(ids, needsAll: word == "has all of these tags"), test: test, value: "")
    }

    /// An id under its own name, or else as the value.
    private static func id(_ object: RuleObject, _ name: String) throws(RuleFault) -> Int {
        if let id = try object.id(name) { return id }
        guard let id = try object.id("value") else { throw object.fault(name, "is missing") }
        return id
    }
}
