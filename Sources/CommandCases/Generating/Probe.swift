// SPDX-License-Identifier: Apache-2.0

import CommandManifest

/// A value to send for a declared one, and what is known of it beforehand.
struct Probe: Sendable {
    /// One way in which it breaks the declaration.
    struct Break: Sendable, Hashable {
        /// The way from the declared value to what is wrong, beginning with a dot or bracket: `.Variations[0].Weight`.
        var path = ""
        /// The limit's keyword, or `type`, `required`, `members`, `once`.
        var keyword: String
        /// The code for it.
        var code: Int

        /// The way without the numbers of items, as rule ids have it.
        var rulePath: String {
            var result = ""
            var isInside = false
            for character in path {
                if character == "[" {
                    isInside = true
                } else if character == "]" {
                    isInside = false
                } else if !isInside {
                    result.append(character)
                }
            }
            return result
        }
    }

    /// What becomes of it.
    enum Outcome: Sendable {
        /// It is bound to this.
        case bound(ManifestValue)
        /// It breaks these, in this order; where it breaks a limit alone, it is bound all the same, for rules to see.
        case broken([Break], bound: ManifestValue?)
    }

    /// What it is, in words with hyphens: the last part of a case's name.
    let label: String
    /// As it is sent.
    let json: String
    /// What becomes of it.
    let outcome: Outcome
    /// Where the declaration stands that it is about.
    let location: SourceLocation

    /// Whether it is sent as `null`, which is the same as not sent.
    var isNull: Bool { json == "null" }
    /// Whether it is an empty text, which for a required parameter is the same as not sent.
    var isEmptyText: Bool { json == "\"\"" }
    /// Whether nothing is wrong with it by itself.
    var isValid: Bool { if case .bound = outcome { true } else { false } }

    /// The same inside of an object or array, whose JSON is made of it.
    func inside(_ label: String, at step: String, json: String, bound: (ManifestValue) -> ManifestValue) -> Probe {
        let outcome: Outcome =
            switch outcome {
            case .bound(let value): .bound(bound(value))
            case .broken(let breaks, let value):
                .broken(breaks.map { Break(path: step + $0.path, keyword: $0.keyword, code: $0.code) }, bound: value.map(bound))
            }
        return Probe(label: label + "/" + self.label, json: json, outcome: outcome, location: location)
    }
}
