// SPDX-License-Identifier: Apache-2.0

import CommandManifest
import CommandWire

/// The names of an object's values, by which a handler's `Parameters` find them.
final class DecodingShape: Sendable {
    private let names: [String: Int]
    /// Property names in the order in which the handler asks for them, known from the contract check.
    private let asked: [(property: String, number: Int)]
    private let inner: [DecodingShape?]

    /// The shape of these declarations.
    init(_ parameters: [ParameterDeclaration], asked properties: [String] = []) {
        let names = Dictionary(
            parameters.enumerated().map { (Self.fold($1.name), $0) }, uniquingKeysWith: { first, _ in first })
        self.names = names
        asked = properties.compactMap { property in names[Self.fold(property)].map { (property, $0) } }
        inner = parameters.map { Self.inner($0.value) }
    }

    private static func inner(_ value: ValueDeclaration) -> DecodingShape? {
        if let members = value.members { return DecodingShape(members) }
        return value.parts.first.flatMap(inner)
    }

    /// The number of the value that a property is; `hint` is where it stood among those asked for the last time.
    func number(_ property: String, hint: Int) -> Int? {
        if hint < asked.count, asked[hint].property == property { return asked[hint].number }
        return names[Self.fold(property)]
    }

    /// The shape of what is in the value of this number.
    func shape(of number: Int) -> DecodingShape? { inner[number] }

    /// The value that a property is among an object's, and its shape.
    func find(_ property: String, among values: [BoundValue]) -> (value: BoundValue, shape: DecodingShape?) {
        guard let number = number(property, hint: .max), number < values.count else { return (.absent, nil) }
        return (values[number], inner[number])
    }

    static func fold(_ name: String) -> String { String(decoding: name.utf8.map(Name.fold), as: UTF8.self) }
}
