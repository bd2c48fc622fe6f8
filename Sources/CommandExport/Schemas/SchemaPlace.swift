// SPDX-License-Identifier: Apache-2.0

/// Where a document keeps its schemas, so that others refer to them.
struct SchemaPlace {
    /// `#/$defs/` or `#/components/schemas/`.
    let prefix: String

    static let definitions = SchemaPlace(prefix: "#/$defs/")
    static let components = SchemaPlace(prefix: "#/components/schemas/")

    /// A reference to a schema by its name.
    func reference(_ name: String) -> JSON { ["$ref": .string(prefix + name)] }
}
