// SPDX-License-Identifier: Apache-2.0

import CommandManifest

/// Limits held against a value that is of its type, apart from the code that binds calls.
enum Limits {
    /// The limits that a bound value breaks, in declared order. A blank text breaks that limit alone.
    static func broken(by value: ManifestValue, _ declaration: ValueDeclaration, code: Int) -> [Probe.Break] {
        var result: [Probe.Break] = []
        for limit in declaration.limits where !holds(limit.condition, value) {
            result.append(Probe.Break(keyword: limit.condition.keyword, code: limit.code ?? code))
            if case .notBlank = limit.condition { break }
        }
        return result
    }

    /// Scalars beside white space of which a reader sees nothing.
    private static let unseen: Set<UInt32> = [0x180E, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF]

    private static func holds(_ condition: Limit.Condition, _ value: ManifestValue) -> Bool {
        switch (value, condition) {
        case (.string(let text), .notBlank): text.unicodeScalars.contains { !$0.properties.isWhitespace && !unseen.contains($0.value) }
        case (.string(let text), .oneOf(let texts)): texts.contains { Array($0.utf8) == Array(text.utf8) }
        case (.integer(let number), .oneOfIntegers(let numbers)): numbers.contains(number)
        case (.string(let text), .pattern(let pattern)): pattern.matches(text)
        case (.string(let text), .minLength(let least)): text.unicodeScalars.count >= least
        case (.string(let text), .maxLength(let most)): text.unicodeScalars.count <= most
        case (.integer(let number), .minimum(let least)): isAtLeast(number, least)
        case (.integer(let number), .maximum(let most)): isAtMost(number, most)
        case (.number(let number), .minimum(let least)): number >= least
        case (.number(let number), .maximum(let most)): number <= most
        case (.array(let items), .minItems(let least)): items.count >= least
        case (.array(let items), .maxItems(let most)): items.count <= most
        default: true
        }
    }

    // Integers beyond 2^53 are not rounded to be compared.
    private static func isAtLeast(_ number: Int, _ least: Double) -> Bool {
        Int(exactly: least.rounded(.up)).map { number >= $0 } ?? (least < 0)
    }

    private static func isAtMost(_ number: Int, _ most: Double) -> Bool {
        Int(exactly: most.rounded(.down)).map { number <= $0 } ?? (most > 0)
    }
}
