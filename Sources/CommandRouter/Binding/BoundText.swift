// SPDX-License-Identifier: Apache-2.0

import CommandManifest
import CommandWire

/// Bound values as JSON, for dry runs; secrets and credentials are left out.
enum BoundText {
    /// Appends an object of the values that are there.
    static func append(_ values: [BoundValue], _ parameters: [ParameterDeclaration], to buffer: ReplyBuffer) {
        var separator: StaticString = "{"
        for (value, parameter) in zip(values, parameters) where parameter.role == nil {
            if case .absent = value { continue }
            buffer.append(raw: separator)
            buffer.append(parameter.name)
            buffer.append(raw: ":")
            append(value, parameter.value, to: buffer)
            separator = ","
        }
        buffer.append(raw: separator.utf8CodeUnitCount == 1 && separator.utf8Start.pointee == UInt8(ascii: "{") ? "{}" : "}")
    }

    /// Appends one value as its declaration says.
    static func append(_ value: BoundValue, _ declaration: ValueDeclaration, to buffer: ReplyBuffer) {
        guard !declaration.isSecret else {
            buffer.append(raw: "\"***\"")
            return
        }
        switch value {
        case .absent: buffer.append(raw: "null")
        case .string(let text): buffer.append(text)
        case .integer(let number): buffer.append(number)
        case .number(let number): buffer.append(raw: Array(number.description.utf8))
        case .boolean(let flag): buffer.append(raw: flag ? "true" : "false")
        case .json(let text): buffer.append(raw: Array(text.utf8))
        case .ids(let ids): list(ids, to: buffer) { buffer.append($0) }
        case .object(let values): append(values, declaration.members ?? [], to: buffer)
        case .map(let entries): append(entries, declaration.values.first, to: buffer)
        case .array(let items):
            list(items, to: buffer) { item in
                if let declaration = declaration.items.first { append(item, declaration, to: buffer) }
            }
        }
    }

    private static func append(_ entries: [(name: String, value: BoundValue)], _ declaration: ValueDeclaration?, to buffer: ReplyBuffer) {
        buffer.append(raw: "{")
        for (index, entry) in entries.enumerated() {
            if index > 0 { buffer.append(raw: ",") }
            buffer.append(entry.name)
            buffer.append(raw: ":")
            if let declaration { append(entry.value, declaration, to: buffer) }
        }
        buffer.append(raw: "}")
    }

    private static func list<Item>(_ items: [Item], to buffer: ReplyBuffer, _ append: (Item) -> Void) {
        buffer.append(raw: "[")
        for (index, item) in items.enumerated() {
            if index > 0 { buffer.append(raw: ",") }
            append(item)
        }
        buffer.append(raw: "]")
    }
}
