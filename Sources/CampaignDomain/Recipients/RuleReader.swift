// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Thrown for rules that cannot be read or run, with the place in them.
public struct RuleFault: Error, Hashable, CustomStringConvertible {
    /// Where, such as `criteria[0].rules[1].operator`; empty for the whole.
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
        let parts = try RuleReader.decode(Parts.self, from: text)
        guard !parts.criteria.isEmpty else { throw RuleFault(place: "criteria", reason: "there is none") }
        needsAll = try RuleReader.joinsAll(parts.operator, at: "operator")
        var criteria: [Criterion] = []
        var count = 0
        for (index, part) in parts.criteria.enumerated() {
            let place = "criteria[\(index)]"
            let rules = try RuleReader.ruleSet(part.rules, part.operator, at: place, source: "")
            count += rules?.alternatives.reduce(0) { $0 + $1.count } ?? 0
            guard count <= RuleSet.maximumRules else { throw RuleFault(place: place, reason: "there are too many rules") }
            guard part.list.number >= 1 else { throw RuleFault(place: place + ".list_id", reason: "must be an id") }
            criteria.append(Criterion(list: part.list.number, rules: rules))
        }
        self.criteria = criteria
    }

    private struct Parts: Decodable {
        struct Criterion: Decodable {
            var list: LooseNumber
            var `operator`: String?
            var rules: [RuleReader.Entry]?

            enum CodingKeys: String, CodingKey {
                case list = "list_id", `operator`, rules
            }
        }
        var `operator`: String?
        var criteria: [Criterion]
    }
}

extension RuleSet {
    /// Reads the rules of a segment: `{"operator":"and","rules":[…]}`.
    /// - Throws: ``RuleFault``, as a bundle's reading does; also where there is no rule.
    public init(json text: String) throws(RuleFault) {
        let parts = try RuleReader.decode(Parts.self, from: text)
        guard let rules = try RuleReader.ruleSet(parts.rules, parts.operator, at: "", source: text) else {
            throw RuleFault(place: "rules", reason: "there is none")
        }
        self = rules
    }

    private struct Parts: Decodable {
        var `operator`: String?
        var rules: [RuleReader.Entry]
    }
}

/// A number that may be written as a text.
struct LooseNumber: Decodable {
    let number: Int
    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let number = try? container.decode(Int.self) {
            self.number = number
        } else if let number = Int(try container.decode(String.self)) {
            self.number = number
        } else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "no whole number")
        }
    }
}

/// What bundles and segments share in their JSON.
enum RuleReader {
    /// A rule, or a group of rules.
    enum Entry: Decodable {
        case rule(Part)
        case group([Part])
        init(from decoder: any Decoder) throws {
            if let group = try? decoder.singleValueContainer().decode([Part].self) {
                self = .group(group)
            } else {
                self = .rule(try Part(from: decoder))
            }
        }
    }

    /// A rule as it is written.
    struct Part: Decodable {
        var type: String
        var field: String?
        var segment: LooseNumber?
        var tag: LooseNumber?
        var `operator`: String
        var value: Text?

        enum CodingKeys: String, CodingKey {
            case type, `operator`, value
            case field = "field_id", segment = "segment_id", tag = "tag_id"
        }

        /// A text, or a number or boolean as one.
        struct Text: Decodable {
            let text: String
            init(from decoder: any Decoder) throws {
                let container = try decoder.singleValueContainer()
                if let text = try? container.decode(String.self) {
                    self.text = text
                } else if let number = try? container.decode(Int.self) {
                    text = String(number)
                } else if let number = try? container.decode(Double.self) {
                    text = String(number)
                } else {
                    text = try container.decode(Bool.self) ? "1" : "0"
                }
            }
        }
    }

    /// The longest text that is read, in UTF-8.
    private static let maximumLength = 65_536

    static func decode<Parts: Decodable>(_ type: Parts.Type, from text: String) throws(RuleFault) -> Parts {
        guard text.utf8.count <= maximumLength else { throw RuleFault(place: "", reason: "it is too long") }
        do { return try JSONDecoder().decode(type, from: Data(text.utf8)) } catch {
            switch error as? DecodingError {
            case .keyNotFound(let key, let context): throw fault(context.codingPath + [key], "is missing")
            case .typeMismatch(_, let context), .valueNotFound(_, let context): throw fault(context.codingPath, "is of the wrong kind")
            case .dataCorrupted(let context) where !context.codingPath.isEmpty: throw fault(context.codingPath, "is not valid")
            default: throw RuleFault(place: "", reason: "it is not valid JSON")
            }
        }
    }

    private static func fault(_ path: [any CodingKey], _ reason: String) -> RuleFault {
        let place = path.reduce(into: "") { place, key in
            place += key.intValue.map { "[\($0)]" } ?? (place.isEmpty ? "" : ".") + key.stringValue
        }
        return RuleFault(place: place, reason: reason)
    }

    /// Whether all must hold; `and` where it is not said.
    static func joinsAll(_ name: String?, at place: String) throws(RuleFault) -> Bool {
        switch name?.lowercased() {
        case nil, "and": return true
        case "or": return false
        default: throw RuleFault(place: place, reason: "must be and, or or")
        }
    }

    /// The alternatives of a list of entries; nil where it is empty.
    static func ruleSet(
        _ entries: [Entry]?, _ joint: String?, at place: String, source: String
    ) throws(RuleFault) -> RuleSet? {
        guard let entries, !entries.isEmpty else { return nil }
        let prefix = place.isEmpty ? "" : place + "."
        let joinsAll = try joinsAll(joint, at: prefix + "operator")
        var flat: [Rule] = []
        var groups: [[Rule]] = []
        for (index, entry) in entries.enumerated() {
            let place = "\(prefix)rules[\(index)]"
            switch entry {
            case .rule(let part): flat.append(try rule(part, at: place))
            case .group(let parts):
                var group: [Rule] = []
                for (index, part) in parts.enumerated() { group.append(try rule(part, at: "\(place)[\(index)]")) }
                guard !group.isEmpty else { throw RuleFault(place: place, reason: "there is no rule in it") }
                groups.append(group)
            }
        }
        guard flat.isEmpty || groups.isEmpty else {
            throw RuleFault(place: prefix + "rules", reason: "must be rules, or groups of rules, not both")
        }
        let count = flat.count + groups.reduce(0) { $0 + $1.count }
        guard count <= RuleSet.maximumRules else { throw RuleFault(place: prefix + "rules", reason: "there are too many rules") }
        let alternatives = flat.isEmpty ? groups : joinsAll ? [flat] : flat.map { [$0] }
        return RuleSet(alternatives: alternatives, source: source)
    }

    private static func rule(_ part: Part, at place: String) throws(RuleFault) -> Rule {
        guard let test = Rule.Operator(named: part.operator) else {
            throw RuleFault(place: place + ".operator", reason: "there is no such operator")
        }
        let subject = try subject(part, at: place)
        if case .field = subject {
            if test.takesValue, part.value == nil { throw RuleFault(place: place + ".value", reason: "is missing") }
        } else if test != .is, test != .isNot {
            throw RuleFault(place: place + ".operator", reason: "must be is, or is not")
        }
        return Rule(subject: subject, test: test, value: part.value?.text ?? "")
    }

    private static func subject(_ part: Part, at place: String) throws(RuleFault) -> Rule.Subject {
        let value = part.value.flatMap { Int($0.text) }
        switch part.type.lowercased() {
        case "fields":
            guard let field = part.field else { throw RuleFault(place: place + ".field_id", reason: "is missing") }
            return .field(field)
        case "segments":
            guard let segment = part.segment?.number ?? value else {
                throw RuleFault(place: place + ".segment_id", reason: "is missing")
            }
            return .segment(segment)
        case "tags":
            guard let tag = part.tag?.number ?? value else { throw RuleFault(place: place + ".tag_id", reason: "is missing") }
            return .tag(tag)
        default: throw RuleFault(place: place + ".type", reason: "there is no such type")
        }
    }
}
