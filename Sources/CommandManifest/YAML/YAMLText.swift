// SPDX-License-Identifier: Apache-2.0

/// A file's bytes before they are parsed: UTF-8 without control characters, without scalars that only some readers take
/// for line breaks, and without directives. libyaml would accept some of these and name no line for the rest.
struct YAMLText {
    private let bytes: [UInt8]
    private let file: String
    private var index = 0
    private var line = 1
    private var column = 1

    /// The first fault of a file's bytes, of which there are at most so many; nil where there is none.
    static func fault(in bytes: [UInt8], file: String, most: Int) -> Diagnostic? {
        var text = YAMLText(bytes: bytes, file: file)
        guard bytes.count <= most else { return text.tooLong }
        return text.firstFault()
    }

    private init(bytes: [UInt8], file: String) {
        self.bytes = bytes
        self.file = file
    }

    private mutating func firstFault() -> Diagnostic? {
        while index < bytes.count {
            if let found = bytes[index] < 0x80 ? ascii(bytes[index]) : wide() { return found }
        }
        return nil
    }

    private var tooLong: Diagnostic {
        fault(
            .yamlSize, "With this file the manifest has more than \(YAMLBudget.bytes) bytes.",
            "Look whether it is the file that is meant; take out what a program put in by mistake.")
    }

    private mutating func ascii(_ byte: UInt8) -> Diagnostic? {
        switch byte {
        case 0x0A, 0x0D: breakLine(byte)
        case 0x25 where column == 1:
            return fault(.yamlDirective, "A line that starts with `%` is a directive.", "Take it out; the language has none.")
        case 0x20...0x7E, 0x09:
            index += 1
            column += 1
        default: return character(UInt32(byte))
        }
        return nil
    }

    private mutating func breakLine(_ byte: UInt8) {
        index += byte == 0x0D && index + 1 < bytes.count && bytes[index + 1] == 0x0A ? 2 : 1
        line += 1
        column = 1
    }

    private mutating func wide() -> Diagnostic? {
        guard let (scalar, length) = Unicode.Scalar.decoded(from: bytes.span, at: index) else {
            return fault(.yamlEncoding, "These bytes are not UTF-8.", "Save the file as UTF-8.")
        }
        switch scalar.value {
        case 0x80...0x9F, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF: return character(scalar.value)
        default:
            index += length
            column += 1
            return nil
        }
    }

    private func character(_ value: UInt32) -> Diagnostic {
        let digits = String(value, radix: 16, uppercase: true)
        let name = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        return fault(
            .yamlCharacter, "\(name) must not stand in a manifest.", "Take it out, or write it as an escape between double quotes.")
    }

    private func fault(_ id: Diagnostic.ID, _ message: String, _ note: String) -> Diagnostic {
        Diagnostic(id, at: SourceLocation(file: file, line: line, column: column), message, note: note)
    }
}
