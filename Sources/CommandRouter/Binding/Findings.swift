// SPDX-License-Identifier: Apache-2.0

import CommandManifest
import CommandWire

/// What binding found wrong, bounded, in the order that decides the answer.
struct Findings {
    /// The most violations that an answer lists.
    static let limit = 32

    /// Nothing for a call that is right, as most are: then there is nothing to make and to let go.
    private var lists: Lists?

    private struct Lists {
        var missing: [Int] = []
        var violations: [Violation] = []
        var invalid: [Violation] = []
    }

    /// Whether nothing is wrong.
    var isEmpty: Bool { lists == nil }
    /// The codes of required parameters that are missing, in declared order.
    var missing: [Int] { lists?.missing ?? [] }
    /// All violations: the missing first, then in order of declaration.
    var all: [Violation] { lists.map { Array(($0.violations + $0.invalid).prefix(Self.limit)) } ?? [] }
    /// The first that is not a missing parameter.
    var first: Violation? { lists?.invalid.first }
    /// Whether an answer would list no more.
    var isFull: Bool { count >= Self.limit }
    /// How many there are beside the missing ones.
    var count: Int { lists?.invalid.count ?? 0 }

    /// Notes a required parameter that is missing.
    mutating func addMissing(_ name: String, code: Int) {
        let violation = Violation(code: code, parameter: name, rule: "\(name).required", message: "\(name) is required")
        change { lists in
            lists.missing.append(code)
            lists.violations.append(violation)
        }
    }

    /// Notes anything else.
    mutating func add(_ violation: Violation) {
        if !isFull { change { $0.invalid.append(violation) } }
    }

    /// Puts missing members before the other violations of the same parameter, which began at `start`.
    mutating func putMissingMembersFirst(from start: Int) {
        guard count - start > 1 else { return }
        change { lists in
            let members = lists.invalid[start...]
            let isMissing = { (violation: Violation) in violation.rule.hasSuffix(".required") }
            lists.invalid.replaceSubrange(start..., with: members.filter(isMissing) + members.filter { !isMissing($0) })
        }
    }

    private mutating func change(_ change: (inout Lists) -> Void) {
        var changed = lists ?? Lists()
        lists = nil
        change(&changed)
        lists = changed
    }
}

/// The way from a command to a value: a parameter, its members and items.
enum ValuePath {
    case parameter(String)
    indirect case member(ValuePath, String)
    indirect case item(ValuePath, Int)
    /// A value under a name of the caller's.
    indirect case entry(ValuePath, String)

    /// With the numbers of items and the names of a caller: `ABTesting.Variations[0].Weight`, `Labels[colour]`.
    var text: String {
        switch self {
        case .parameter(let name): name
        case .member(let parent, let name): parent.text + "." + name
        case .item(let parent, let number): parent.text + "[\(number)]"
        case .entry(let parent, let name): parent.text + "[\(Wording.shortened(name))]"
        }
    }

    /// Without them, as rule ids are: `ABTesting.Variations.Weight`.
    var rule: String {
        switch self {
        case .parameter(let name): name
        case .member(let parent, let name): parent.rule + "." + name
        case .item(let parent, _), .entry(let parent, _): parent.rule
        }
    }
}
