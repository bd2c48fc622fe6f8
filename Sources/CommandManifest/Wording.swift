// SPDX-License-Identifier: Apache-2.0

/// How a violation's message says what is expected. It never repeats what came.
package enum Wording {
    /// What a union of kinds takes.
    package static func nouns(_ kinds: [ValueDeclaration.Kind]) -> String { kinds.map(noun).joined(separator: " or ") }

    private static func noun(_ kind: ValueDeclaration.Kind) -> String {
        switch kind {
        case .string: "a text"
        case .integer: "a whole number"
        case .id: "an id, a whole number of at least 1"
        case .idList: "a list of ids, such as \"15,16\" or [15,16]"
        case .number: "a number"
        case .boolean: "true or false"
        case .date: "a date that exists, as YYYY-MM-DD"
        case .time: "a time, as HH:MM:SS or HH:MM"
        case .datetime: "a date and time, as YYYY-MM-DD HH:MM:SS"
        case .timezone: "a time zone, such as America/New_York"
        case .url: "an absolute http or https URL"
        case .email: "an email address"
        case .object: "an object"
        case .array: "an array"
        }
    }

    /// What a number is told that is beyond what its type can be: the range.
    package static func range(_ kind: ValueDeclaration.Kind, _ limits: [Limit]) -> String {
        let least = limits.lazy.compactMap { if case .minimum(let least) = $0.condition { least } else { nil } }.max()
        let most = limits.lazy.compactMap { if case .maximum(let most) = $0.condition { most } else { nil } }.min()
        guard kind != .number else {
            let greatest = Double.greatestFiniteMagnitude
            return "a number from \(number(least ?? -greatest)) to \(number(most ?? greatest))"
        }
        let lowest = kind == .id ? "1" : String(Int.min)
        return "a whole number from \(least.map(number) ?? lowest) to \(most.map(number) ?? String(Int.max))"
    }

    /// What a limit demands, to follow the parameter's name.
    package static func demand(_ limit: Limit) -> String { limit.says ?? demand(limit.condition) }

    private static func demand(_ condition: Limit.Condition) -> String {
        switch condition {
        case .notBlank: "must not be blank"
        case .oneOf(let texts): "must be one of: " + texts.joined(separator: ", ")
        case .oneOfIntegers(let numbers): "must be one of: " + numbers.map(String.init).joined(separator: ", ")
        case .pattern(let pattern): "must match " + visible(pattern.source)
        case .minLength(let least): "must have at least \(least) characters"
        case .maxLength(let most): "must have at most \(most) characters"
        case .minimum(let least): "must be at least \(number(least))"
        case .maximum(let most): "must be at most \(number(most))"
        case .minItems(let least): "must have at least \(least) items"
        case .maxItems(let most): "must have at most \(most) items"
        }
    }

    /// A pattern with its controls and line ends as `\u0085`, so that a message is one line of text.
    package static func visible(_ source: String) -> String {
        source.unicodeScalars.map { scalar in
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator, .format:
                let digits = String(scalar.value, radix: 16, uppercase: true)
                return "\\u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
            default: return String(scalar)
            }
        }.joined()
    }

    /// A name that a caller gave, of which no more is shown than a name of ours would have.
    package static func shortened(_ name: String) -> String {
        var shown = String.UnicodeScalarView()
        shown.append(contentsOf: name.unicodeScalars.prefix(64))
        return String(shown)
    }

    private static func number(_ value: Double) -> String { Int(exactly: value).map(String.init) ?? value.description }

    /// What a rule demands.
    package static func demand(_ rule: RuleDeclaration) -> String {
        if let message = rule.message { return message }
        let when = rule.when.map { condition in
            switch condition.test {
            case .isOneOf(let values): "\(condition.parameter) is \(values.map(plain).joined(separator: " or "))"
            case .isPresent: "\(condition.parameter) is given"
            case .isAbsent: "\(condition.parameter) is not given"
            }
        }
        let prefix = when.isEmpty ? "" : "When " + when.joined(separator: " and ") + ": "
        return switch rule.demand {
        case .requires(let names): prefix + names.joined(separator: ", ") + " must be given"
        case .requiresAny(let names): prefix + "one of " + names.joined(separator: ", ") + " must be given"
        case .atMostOne(let names): prefix + "at most one of " + names.joined(separator: ", ") + " may be given"
        case .forbids(let names): prefix + names.joined(separator: ", ") + " must not be given"
        }
    }

    private static func plain(_ value: ManifestValue) -> String {
        if case .string(let text) = value { text } else { value.json }
    }
}
