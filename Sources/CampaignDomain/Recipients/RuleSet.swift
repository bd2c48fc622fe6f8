// SPDX-License-Identifier: Apache-2.0

/// One test of a subscriber.
public struct Rule: Hashable, Sendable {
    /// What is tested.
    public enum Subject: Hashable, Sendable {
        /// A field, by its name.
        case field(String)
        /// Whether they are in a segment of the list.
        case segment(Int)
        /// Whether they have one of these tags, or each of them.
        case tags([Int], needsAll: Bool)
        /// Whether they have any tag at all.
        case anyTag
        /// Whether the account must not send to their address.
        case suppression
    }

    /// How a field is tested; of anything else `is` and `isNot` alone are asked.
    public enum Operator: String, Hashable, Sendable, CaseIterable {
        case `is` = "is", isNot = "is not", contains = "contains", containsNot = "does not contain"
        case beginsWith = "begins with", endsWith = "ends with", isLess = "is less than", isGreater = "is greater than"
        case isLessOrEqual = "is less than or equal to", isGreaterOrEqual = "is greater than or equal to"
        case isSet = "is set", isNotSet = "is not set"

        /// Whether it compares with a value.
        var takesValue: Bool { self != .isSet && self != .isNotSet }

        /// An operator by its name, written small and with spaces.
        init?(named name: String) {
            switch name {
            case "is empty": self = .isNotSet
            case "is not empty": self = .isSet
            default: self.init(rawValue: name)
            }
        }
    }

    /// What is tested.
    public let subject: Subject
    /// How.
    public let test: Operator
    /// What it is compared with; empty where there is nothing to compare.
    public let value: String
}

/// Rules in groups. Where one group is enough, all rules of a group hold together; where all groups are needed, one rule of each is
/// enough.
public struct RuleSet: Hashable, Sendable {
    /// At least one, each with at least one rule.
    public let groups: [[Rule]]
    /// Whether all groups are needed.
    public let needsAll: Bool
    /// The JSON text that it was read from.
    public let source: String

    /// How many rules there are.
    var count: Int { groups.reduce(0) { $0 + $1.count } }

    /// The most rules there may be in a text; a criterion without rules counts as one.
    public static let maximumRules = 200
}

/// A bundle of criteria, each about one list.
///
/// ```json
/// {"operator":"and","criteria":[{"list_id":1,"operator":"and",
///   "rules":[{"type":"fields","field_id":"City","operator":"is","value":"Rome"}]}]}
/// ```
/// `rules` is flat, and joined by the criterion's operator; or nested, `[[A, B], [C]]`: the operator joins the groups, the other one the
/// rules within, so that `or` is (A and B) or C, and `and` is (A or B) and C.
public struct RuleBundle: Hashable, Sendable {
    /// One criterion.
    public struct Criterion: Hashable, Sendable {
        /// The list whose subscribers it selects.
        public let list: Int
        /// How it selects; nil selects all of them.
        public let rules: RuleSet?
    }

    /// At least one.
    public let criteria: [Criterion]
    /// Whether a recipient must satisfy all of them, or one.
    public let needsAll: Bool
}
