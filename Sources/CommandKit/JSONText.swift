// SPDX-License-Identifier: Apache-2.0

/// A JSON value kept as its text: what a parameter of type `object` or `array` without declared parts is bound to,
/// and what a reply may carry through unchanged.
public struct JSONText: Hashable, Sendable, Codable {
    /// Well-formed JSON text.
    public let text: String

    /// Takes a text that is known to be well-formed JSON.
    public init(wellFormed text: String) { self.text = text }

    /// Takes the text as the router binds it.
    public init(from decoder: any Decoder) throws { text = try decoder.singleValueContainer().decode(String.self) }

    /// Written as it is by the router; as a string by other encoders.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
