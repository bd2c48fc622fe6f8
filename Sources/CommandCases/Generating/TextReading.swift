// SPDX-License-Identifier: Apache-2.0

import CommandManifest

/// What a list of types makes of a text, as far as one can be sure without reading it as they do.
///
/// The first type that takes a value binds it, so a text is only a text where none before takes it.
enum TextReading {
    /// A text as it is.
    case taken
    /// Of none of the types.
    case refused
    /// One of them may take it, and make of it what it will.
    case unsure

    init(_ text: String, _ kinds: [ValueDeclaration.Kind]) {
        for kind in kinds {
            if kind == .string {
                self = .taken
                return
            }
            if Self.mayBe(kind, text) {
                self = .unsure
                return
            }
        }
        self = .refused
    }

    /// False where a text is not of a type beyond doubt.
    static func mayBe(_ kind: ValueDeclaration.Kind, _ text: String) -> Bool {
        let bytes = text.utf8
        let hasDigit = bytes.contains { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
        switch kind {
        case .integer, .id, .number, .date, .time, .datetime: return hasDigit
        case .idList: return hasDigit || bytes.allSatisfy { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: " ") }
        case .boolean: return ["1", "0", "true", "false", "yes", "no", "on", "off"].contains(text.lowercased())
        case .timezone: return bytes.first == UInt8(ascii: "(") || !bytes.isEmpty && bytes.allSatisfy(isOfName)
        case .url: return text.contains("://") && bytes.allSatisfy { 0x21...0x7E ~= $0 }
        case .email: return bytes.count { $0 == UInt8(ascii: "@") } == 1 && bytes.allSatisfy { $0 > 0x20 && $0 != 0x7F }
        case .object, .array: return bytes.isEmpty || bytes.contains { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "[") }
        case .string: return true
        }
    }

    /// Whether zones have it in their names.
    private static func isOfName(_ byte: UInt8) -> Bool {
        (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || [0x2B, 0x2D, 0x2F, 0x5F].contains(byte)
    }
}
