// SPDX-License-Identifier: Apache-2.0

/// How the fields of an object are spelled on the wire: property names that match ignoring ASCII case are written as
/// declared, others as they are.
package final class ReplyShape: Sendable {
    /// One declared field.
    package struct Field: Sendable {
        let folded: String
        /// The name with its quotes and colon.
        let prefix: [UInt8]
        let shape: ReplyShape?

        /// A field, and the shape of the objects that it holds, alone or in an array.
        package init(name: String, shape: ReplyShape?) {
            folded = Self.fold(name)
            var prefix: [UInt8] = []
            JSONString.append(name, to: &prefix)
            prefix.append(UInt8(ascii: ":"))
            self.prefix = prefix
            self.shape = shape
        }

        static func fold(_ name: String) -> String { String(decoding: name.utf8.map(Name.fold), as: UTF8.self) }
    }

    let fields: [Field]
    private let numbers: [String: Int]

    /// A shape of these fields.
    package init(_ fields: [Field]) {
        self.fields = fields
        numbers = Dictionary(fields.enumerated().map { ($1.folded, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The field that a property of this name is written as.
    func field(_ property: String) -> Field? { numbers[Field.fold(property)].map { fields[$0] } }
}
