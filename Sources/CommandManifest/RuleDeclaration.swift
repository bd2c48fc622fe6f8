// SPDX-License-Identifier: Apache-2.0

/// A conditional rule: when some parameters have some values, others must, or must not, be there.
public struct RuleDeclaration: Sendable {
    /// One parameter and what must be so of it.
    public struct Condition: Sendable {
        /// What must be so.
        public enum Test: Hashable, Sendable {
            /// After binding it has one of these values, its default included.
            case isOneOf([ManifestValue])
            /// It is there; a default does not count.
            case isPresent
            /// It is not there; a default does not count.
            case isAbsent
        }

        /// The parameter's declared name.
        public var parameter: String
        /// What must be so of it.
        public var test: Test
        /// The values of which it must have one; none where it is asked whether it is there.
        public var values: [ManifestValue] { if case .isOneOf(let values) = test { values } else { [] } }

        /// Composes a condition.
        public init(parameter: String, _ test: Test) {
            self.parameter = parameter
            self.test = test
        }

        /// Composes a condition on a value.
        public init(parameter: String, values: [ManifestValue]) { self.init(parameter: parameter, .isOneOf(values)) }
    }

    /// What must hold when the rule applies.
    public enum Demand: Sendable {
        /// All of these are there.
        case requires([String])
        /// One of these is there.
        case requiresAny([String])
        /// No two of these are there.
        case atMostOne([String])
        /// None of these is there.
        case forbids([String])

        /// The parameters it names.
        public var parameters: [String] {
            switch self {
            case .requires(let names), .requiresAny(let names), .atMostOne(let names), .forbids(let names): names
            }
        }
    }

    /// Unique in its command; the rule id of its violations.
    public var id: String
    /// All of these must hold for the rule to apply; none: it always does.
    public var when: [Condition]
    /// What must hold then.
    public var demand: Demand
    /// The code for breaking it.
    public var code: Int
    /// What a caller reads in `Errors`, where declared.
    public var message: String?
    /// Where it is declared.
    public var location: SourceLocation

    /// Composes a rule.
    public init(id: String, when: [Condition], demand: Demand, code: Int, message: String? = nil, location: SourceLocation) {
        self.id = id
        self.when = when
        self.demand = demand
        self.code = code
        self.message = message
        self.location = location
    }
}
