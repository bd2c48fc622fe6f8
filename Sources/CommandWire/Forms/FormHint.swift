// SPDX-License-Identifier: Apache-2.0

/// What to tell a caller whose form looks like JSON, as `curl -d '{"Command":…}'` sends it.
package struct FormHint {
    /// A sentence.
    package static let text = "The body looks like JSON: send it with Content-Type: application/json"

    /// Nil for a body that does not look like JSON.
    init?(_ body: [UInt8]) {
        guard body.first(where: { $0 > 0x20 }) == UInt8(ascii: "{") else { return nil }
    }

    /// The sentence after another one.
    var after: String { ". " + Self.text }
}

extension Call {
    /// Whether a form was sent in which a field's name begins as a JSON object does.
    package var looksLikeJSON: Bool {
        fields.contains { field in
            guard field.value.start < formLength else { return false }
            return FormHint(JSONString.unescaped(source.span, field.name)) != nil
        }
    }
}
