// SPDX-License-Identifier: Apache-2.0

import CommandStorage

/// A test of one column. Its condition is never unknown, and a negation is true wherever its opposite is not: also of
/// a field that is not set.
struct FieldTest {
    /// The column; for a text an expression that is never NULL, and empty where the field is not set.
    let column: SQL

    /// A test of a text, in folded form.
    func text(_ rule: Rule) -> SQL {
        let value = FoldedText(rule.value).text
        let set: SQL = "(\(column) <> '')"
        switch rule.test {
        case .is: return value.isEmpty ? .any([]) : "(\(column) = \(value))"
        case .isNot: return value.isEmpty ? .all([]) : "(\(column) <> \(value))"
        case .contains: return value.isEmpty ? set : like(LikePattern(value))
        case .containsNot: return "(NOT \(value.isEmpty ? set : like(LikePattern(value))))"
        case .beginsWith: return value.isEmpty ? set : like(LikePattern(value, .begin))
        case .endsWith: return value.isEmpty ? set : like(LikePattern(value, .end))
        case .isSet: return set
        case .isNotSet: return "(\(column) = '')"
        case .isLess, .isLessOrEqual, .isGreater, .isGreaterOrEqual:
            return "(\(set) AND \(column) \(order(rule.test)) \(value))"
        }
    }

    private func like(_ pattern: LikePattern) -> SQL { "(\(column) LIKE \(pattern) ESCAPE '\\')" }

    /// A test of a number, which is not set where it is NULL.
    /// - Throws: ``RuleFault`` at the field's name for a value that is no number, and for a test of a text's parts.
    func number(_ rule: Rule, _ name: String) throws(RuleFault) -> SQL {
        if rule.test == .isSet { return "(\(column) IS NOT NULL)" }
        if rule.test == .isNotSet { return "(\(column) IS NULL)" }
        guard let value = Double(decimal: rule.value) else { throw RuleFault(place: name, reason: "is compared with numbers alone") }
        switch rule.test {
        case .is: return "(\(column) IS NOT NULL AND \(column) = \(value))"
        case .isNot: return "(\(column) IS NULL OR \(column) <> \(value))"
        case .isLess, .isLessOrEqual, .isGreater, .isGreaterOrEqual:
            return "(\(column) IS NOT NULL AND \(column) \(order(rule.test)) \(value))"
        default: throw RuleFault(place: name, reason: "is a number, which has no part to look for")
        }
    }

    private func order(_ test: Rule.Operator) -> SQL {
        switch test {
        case .isLess: "<"
        case .isLessOrEqual: "<="
        case .isGreater: ">"
        default: ">="
        }
    }
}
