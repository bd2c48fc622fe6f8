// SPDX-License-Identifier: Apache-2.0

/// An object in the JSON of rules, and where it stands. A member that is null counts as absent.
struct RuleObject {
    /// A value and where it stands.
    typealias Entry = (place: String, value: RuleJSON)

    /// Such as `criteria[0].rules[1]`; empty for the whole.
    let place: String
    let members: [String: RuleJSON]

    /// What is wrong with a member.
    func fault(_ name: String, _ reason: String) -> RuleFault { RuleFault(place: self.place(of: name), reason: reason) }

    private func place(of name: String) -> String { place.isEmpty ? name : "\(place).\(name)" }

    /// A list with the place of each of its items; nil where it is absent.
    func items(_ name: String) throws(RuleFault) -> [Entry]? {
        switch members[name] {
        case nil, .null: return nil
        case .array(let items): return items.enumerated().map { ("\(place(of: name))[\($0)]", $1) }
        default: throw fault(name, "is of the wrong kind")
        }
    }

    /// A text; nil where it is absent.
    func text(_ name: String) throws(RuleFault) -> String? {
        switch members[name] {
        case nil, .null: return nil
        case .text(let text): return text
        default: throw fault(name, "is of the wrong kind")
        }
    }

    /// A text, or a number or a boolean as one; nil where it is absent.
    func scalar(_ name: String) throws(RuleFault) -> String? {
        switch members[name] {
        case nil, .null: return nil
        case .text(let text), .number(let text): return text
        case .flag(let flag): return flag ? "1" : "0"
        default: throw fault(name, "is of the wrong kind")
        }
    }

    /// An id, which may be written as a text; nil where it is absent.
    func id(_ name: String) throws(RuleFault) -> Int? {
        guard let text = try scalar(name) else { return nil }
        guard text.utf8.allSatisfy({ $0 &- 0x30 < 10 }), let id = Int(text), id >= 1 else { throw fault(name, "must be an id") }
        return id
    }

    /// Ids with commas between, or an array of them: at least one, each once.
    func ids(_ name: String) throws(RuleFault) -> [Int] {
        var texts: [String]
        switch members[name] {
        case .array(let items):
            texts = []
            for item in items {
                switch item {
                case .text(let text), .number(let text): texts.append(text)
                default: throw fault(name, "must be ids")
                }
            }
        default:
            guard let text = try scalar(name) else { throw fault(name, "is missing") }
            texts = text.split(separator: ",").map { $0.filter { $0 != " " } }
        }
        var ids: [Int] = []
        for text in texts {
            guard text.utf8.allSatisfy({ $0 &- 0x30 < 10 }), let id = Int(text), id >= 1 else { throw fault(name, "must be ids") }
            if !ids.contains(id) { ids.append(id) }
            guard ids.count <= RuleSet.maximumRules else { throw fault(name, "there are too many") }
        }
        guard !ids.isEmpty else { throw fault(name, "there is none") }
        return ids
    }

    /// Whether the `operator` asks for all; `and` where it is not said.
    func joinsAll() throws(RuleFault) -> Bool {
        switch try text("operator")?.lowercased() {
        case nil, "and": return true
        case "or": return false
        default: throw fault("operator", "must be and, or or")
        }
    }
}
