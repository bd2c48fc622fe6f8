// SPDX-License-Identifier: Apache-2.0

/// A command's declared name, such as `campaign.archive.geturl`: words of ASCII letters and digits, joined by dots.
///
/// Names are compared ignoring ASCII case, on every surface; the declared spelling is kept for display.
/// - SeeAlso: shared rules of the API, "Command names and parameter names are case-insensitive".
public struct CommandName: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    /// As declared.
    public let description: String
    /// Takes a name as it is; that it is well formed is checked where it is declared, in the manifest.
    public init(_ name: String) {
        description = name
    }

    /// Takes a literal as it is.
    public init(stringLiteral value: String) { self.init(value) }

    /// In lower case: what is compared.
    public var folded: String { description.asciiLowercased }

    /// Equal when they differ in ASCII case at most.
    public static func == (left: Self, right: Self) -> Bool { left.folded == right.folded }

    /// Hashes what is compared.
    public func hash(into hasher: inout Hasher) { hasher.combine(folded) }
}

extension String {
    /// With `A`…`Z` as `a`…`z` and every other scalar as it is: the one way in which names ignore case.
    package var asciiLowercased: String {
        String(decoding: utf8.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }, as: UTF8.self)
    }
}
