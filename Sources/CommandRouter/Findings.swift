// SPDX-License-Identifier: Apache-2.0

import CommandManifest
import CommandWire

/// What binding found wrong, bounded, in the order that decides the answer.
struct Findings {
    /// The most violations that an answer lists.
    static let limit = 32

    /// The codes of required parameters that are missing, in declared order.
    private(set) var missing: [Int] = []
    private(set) var violations: [Violation] = []
    private var invalid: [Violation] = []

    /// Whether nothing is wrong.
    var isEmpty: Bool { missing.isEmpty && invalid.isEmpty }
    /// All violations: the missing first, then in order of declaration.
    var all: [Violation] { Array((violations + invalid).prefix(Self.limit)) }
    /// The first that is not a missing parameter.
    var first: Violation? { invalid.first }
    /// Whether an answer would list no more.
    var isFull: Bool { invalid.count >= Self.limit }
    /// How many there are beside the missing ones.
    var count: Int { invalid.count }

    /// Notes a required parameter that is missing.
    mutating func addMissing(_ name: String, code: Int) {
        missing.append(code)
        violations.append(
            Violation(code: code, parameter: name, rule: "\(name).required", message: "\(name) is required"))
    }

    /// Notes anything else.
    mutating func add(_ violation: Violation) {
        if !isFull { invalid.append(violation) }
    }

    /// Puts missing members before the other violations of the same parameter, which began at `start`.
    mutating func putMissingMembersFirst(from start: Int) {
        guard invalid.count - start > 1 else { return }
        let members = invalid[start...]
        let isMissing = { (violation: Violation) in violation.rule.hasSuffix(".required") }
        invalid.replaceSubrange(start..., with: members.filter(isMissing) + members.filter { !isMissing($0) })
    }
}

/// The way from a command to a value: a parameter, its members and items.
enum ValuePath {
    case parameter(String)
    indirect case member(ValuePath, String)
    indirect case item(ValuePath, Int)

    /// With the numbers of items: `ABTesting.Variations[0].Weight`.
    var text: String {
        switch self {
        case .parameter(let name): name
        case .member(let parent, let name): parent.text + "." + name
        case .item(let parent, let number): parent.text + "[\(number)]"
        }
    }

    /// Without them, as rule ids are: `ABTesting.Variations.Weight`.
    var rule: String {
        switch self {
        case .parameter(let name): name
        case .member(let parent, let name): parent.rule + "." + name
        case .item(let parent, _): parent.rule
        }
    }
}
