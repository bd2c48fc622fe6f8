// SPDX-License-Identifier: Apache-2.0

internal import CommandKit

/// A `Content-Type` field's value: `multipart/form-data; boundary="x y"`.
///
/// - SeeAlso: RFC 9110, section 8.3.1
public struct MediaType: Hashable, Sendable {
    /// How many bytes a value may have.
    static let maximumLength = 1024

    /// Before the slash, in lower case.
    public let type: String
    /// After the slash, in lower case.
    public let subtype: String
    /// Names in lower case, with their values as they came, without quotation marks.
    public let parameters: [String: String]

    /// Reads a field's value; nil where it is malformed, names a parameter twice, or is longer than 1,024 bytes.
    public init?(_ value: String) {
        guard value.utf8.count <= Self.maximumLength else { return nil }
        var cursor = FieldCursor(Array(value.utf8)[...])
        cursor.skipSpace()
        guard let type = cursor.token(), cursor.take("/"), let subtype = cursor.token() else { return nil }
        self.type = Self.lowercased(type)
        self.subtype = Self.lowercased(subtype)
        guard let parameters = Self.parameters(&cursor) else { return nil }
        self.parameters = parameters
    }

    /// Type and subtype: `application/json`.
    public var essence: String { type + "/" + subtype }

    /// Whether its charset is UTF-8, a part of it, or not said.
    public var allowsUTF8: Bool { parameters["charset"].map { Self.charsets.contains($0.asciiLowercased) } ?? true }

    /// Names under which UTF-8 is sent; ASCII is a part of it.
    private static let charsets: Set<String> = ["utf-8", "utf8", "us-ascii", "ascii"]

    private static func parameters(_ cursor: inout FieldCursor) -> [String: String]? {
        var parameters: [String: String] = [:]
        while true {
            cursor.skipSpace()
            if cursor.isAtEnd { return parameters }
            guard cursor.take(";") else { return nil }
            cursor.skipSpace()
            guard let name = cursor.token() else { continue }
            guard cursor.take("="), let value = cursor.token().map(Array.init) ?? cursor.quoted(where: isEscapable),
                parameters.updateValue(String(decoding: value, as: UTF8.self), forKey: lowercased(name)) == nil
            else { return nil }
        }
    }

    private static func isEscapable(_ byte: UInt8) -> Bool { byte >= 0x20 && byte != 0x7F || byte == 0x09 }

    private static func lowercased(_ token: ArraySlice<UInt8>) -> String {
        String(decoding: token.map(Name.fold), as: UTF8.self)
    }
}
