// SPDX-License-Identifier: Apache-2.0

/// What values are valid in one place: a type, limits, and codes for breaking them.
public struct ValueDeclaration: Sendable {
    /// The types of the language.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        case string, integer, id, idList, number, boolean, date, time, datetime, timezone, url, email, object, array

        /// Whether it has parts of its own.
        public var isComposite: Bool { self == .object || self == .array }
    }

    /// The type, or the alternatives of a union, tried in order; never empty.
    public var kinds: [Kind]
    /// The code when the value breaks its type, or a limit without a code of its own.
    public var invalid: Int?
    /// The value when it is absent.
    public var defaultValue: ManifestValue?
    /// Whether it is never logged nor shown.
    public var isSecret: Bool
    /// Whether white space at both ends is removed before the limits.
    public var trims: Bool
    /// Whether the text is brought into Unicode NFC before the limits.
    public var normalizes: Bool
    /// Whether an empty text, array or object stands for an empty value of a composite type.
    public var allowsEmpty: Bool
    /// Limits, in the order in which they are checked.
    public var limits: [Limit]
    /// For `object`: its members in declared order. Nil: any object.
    public var members: [ParameterDeclaration]?
    /// For `array`: what each item is. One element, or none where items are anything.
    public var items: [ValueDeclaration]
    /// For `object` whose names the caller chooses: what each value is. One element, or none where it has members or takes anything.
    public var values: [ValueDeclaration]
    /// Where it is declared.
    public var location: SourceLocation

    /// Composes a declaration.
    public init(
        kinds: [Kind], invalid: Int? = nil, defaultValue: ManifestValue? = nil, isSecret: Bool = false, trims: Bool = false,
        normalizes: Bool = false, allowsEmpty: Bool = false, limits: [Limit] = [], members: [ParameterDeclaration]? = nil,
        items: [ValueDeclaration] = [], values: [ValueDeclaration] = [], location: SourceLocation
    ) {
        self.kinds = kinds
        self.invalid = invalid
        self.defaultValue = defaultValue
        self.isSecret = isSecret
        self.trims = trims
        self.normalizes = normalizes
        self.allowsEmpty = allowsEmpty
        self.limits = limits
        self.members = members
        self.items = items
        self.values = values
        self.location = location
    }
}

/// A limit on a value, and the code for breaking it.
public struct Limit: Sendable {
    /// What must hold. The case's name is the last word of the rule id.
    public enum Condition: Sendable {
        /// A text that is not empty.
        case notBlank
        /// One of these texts, exactly.
        case oneOf([String])
        /// One of these whole numbers.
        case oneOfIntegers([Int])
        /// The whole text matches.
        case pattern(Pattern)
        /// At least so many Unicode scalars.
        case minLength(Int)
        /// At most so many Unicode scalars.
        case maxLength(Int)
        /// At least this number.
        case minimum(Double)
        /// At most this number.
        case maximum(Double)
        /// At least so many items.
        case minItems(Int)
        /// At most so many items.
        case maxItems(Int)

        /// The key that declares it, and the last word of its rule id.
        public var keyword: String {
            switch self {
            case .notBlank: "notBlank"
            case .oneOf, .oneOfIntegers: "oneOf"
            case .pattern: "pattern"
            case .minLength: "minLength"
            case .maxLength: "maxLength"
            case .minimum: "minimum"
            case .maximum: "maximum"
            case .minItems: "minItems"
            case .maxItems: "maxItems"
            }
        }
    }

    /// What must hold.
    public var condition: Condition
    /// The code for breaking it, where it has one of its own.
    public var code: Int?
    /// What a message says after the name of what breaks it, such as `must be one line`; nil for words drawn from the condition.
    public var says: String?
    /// Whether the manifest says it; false for a bound that holds where none is declared.
    public var isDeclared = true
    /// Where it is declared, or the value that it bounds.
    public var location: SourceLocation

    /// Composes a limit.
    public init(_ condition: Condition, code: Int? = nil, says: String? = nil, location: SourceLocation) {
        self.condition = condition
        self.code = code
        self.says = says
        self.location = location
    }
}
