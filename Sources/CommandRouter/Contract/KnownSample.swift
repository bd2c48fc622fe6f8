// SPDX-License-Identifier: Apache-2.0

import CommandKit

/// Samples of the types that a probe needs not look into.
enum KnownSample {
    /// A value of the type with its kind; nil where it has to decode itself.
    static func of<Value: Decodable>(_ type: Value.Type) throws -> (value: Value, kind: ProbedKind)? {
        if let known = scalar(type) { return known }
        if type == JSONText.self { return pair(JSONText(wellFormed: "{}"), .json) }
        if let sampled = type as? any SampledParameter.Type, let value = sampled.sample as? Value { return (value, .custom) }
        if let cases = type as? any CaseIterable.Type, let found = rawCases(cases), let first = found.first as? Value {
            let values = found.compactMap { ($0 as? any RawRepresentable)?.rawValue }
            let numbers = values.compactMap { $0 as? Int }
            return (first, numbers.isEmpty ? .oneOf(values.compactMap { $0 as? String }) : .oneOfIntegers(numbers))
        }
        return nil
    }

    private static func scalar<Value>(_ type: Value.Type) -> (value: Value, kind: ProbedKind)? {
        if type == String.self { return pair("", .string) }
        if type == Bool.self { return pair(false, .boolean) }
        if type == Double.self { return pair(1.0, .number) }
        if type == Float.self { return pair(Float(1), .number) }
        guard let integer = type as? any FixedWidthInteger.Type else { return nil }
        return pair(one(integer), type == Int.self || type == Int64.self ? .integer : .otherInteger)
    }

    private static func one<Number: FixedWidthInteger>(_ type: Number.Type) -> any FixedWidthInteger { Number(1) }

    private static func pair<Value>(_ value: Any, _ kind: ProbedKind) -> (value: Value, kind: ProbedKind)? {
        (value as? Value).map { ($0, kind) }
    }

    /// The cases of an enum whose raw values are all texts, or all whole numbers.
    private static func rawCases<Cases: CaseIterable>(_ type: Cases.Type) -> [Any]? {
        let all = type.allCases.map { $0 as Any }
        let values = all.compactMap { ($0 as? any RawRepresentable)?.rawValue }
        guard values.count == all.count, !all.isEmpty else { return nil }
        return values.allSatisfy { $0 is String } || values.allSatisfy { $0 is Int } ? all : nil
    }
}
