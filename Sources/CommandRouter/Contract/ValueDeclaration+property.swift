// SPDX-License-Identifier: Apache-2.0

import CommandManifest

extension ValueDeclaration {
    /// How a handler's property takes the value, in Swift; nil for a union that no one type of Swift's takes.
    /// - SeeAlso: docs/manifest.md, "Types"
    var propertyType: String? {
        if kinds.contains(.array), kinds.count > 1 {
            var one = self
            one.kinds.removeAll { $0 == .array }
            return one.propertyType.map { "[\($0)]" }
        }
        let types = kinds.map(type)
        return types.allSatisfy { $0 == types.first } ? types.first ?? nil : nil
    }

    private func type(_ kind: Kind) -> String? {
        switch kind {
        case .integer, .id: "Int"
        case .idList: "[Int]"
        case .number: "Double"
        case .boolean: "Bool"
        case .object: values.isEmpty ? members == nil ? "JSONText" : "struct" : values.first?.propertyType.map { "[String: \($0)]" }
        case .array: items.isEmpty ? "JSONText" : items.first?.propertyType.map { "[\($0)]" }
        default: "String"
        }
    }

    /// What to do about a property that does not take the value.
    func advice(against asked: ProbedKind) -> String {
        if case .oneOf(let cases) = asked, kinds == [.string] {
            guard let missing = choices?.filter({ !cases.contains($0) }), !missing.isEmpty else {
                return "List its cases under `oneOf`, or take it as `String`."
            }
            return "Add a case for \(missing.map { "`\($0)`" }.joined(separator: ", ")), or take it out of `oneOf`."
        }
        if case .oneOfIntegers(let cases) = asked, let missing = integerChoices?.filter({ !cases.contains($0) }), !missing.isEmpty {
            return "Add a case for \(missing.map { "`\($0)`" }.joined(separator: ", ")), or take it out of `oneOf`."
        }
        if case .array = asked, kinds.contains(.array), items.isEmpty {
            return "Say what its items are, such as `items: { type: string }`, or take it as `JSONText`."
        }
        if case .map = asked, kinds.contains(.object), members == nil {
            return "Say what its values are, such as `values: { type: string }`, or take it as `JSONText`."
        }
        guard let type = propertyType else { return "No type of Swift's takes every type of this union: change its types." }
        let written = type.replacing("struct", with: "a struct of its members")
        return "Take it as \(type == written ? "`\(type)`" : written), or change its type."
    }
}
