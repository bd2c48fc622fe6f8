// SPDX-License-Identifier: Apache-2.0

/// The text of a Swift file, with a copy in which comments and strings are blanks, so that brackets and words can be looked for.
struct SwiftCode {
    let bytes: [UInt8]
    /// As long as `bytes`.
    let code: [UInt8]

    init(_ text: String) {
        bytes = Array(text.utf8)
        var masking = Masking(bytes)
        code = masking.run()
    }

    /// The places where a word stands in the code by itself.
    func places(of word: String) -> [Int] {
        let word = Array(word.utf8)
        return code.indices.filter { start in
            code[start...].starts(with: word) && !isWord(start - 1) && !isWord(start + word.count)
        }
    }

    /// The first place from `start` on that is not white space.
    func skip(_ start: Int) -> Int { code[min(start, code.count)...].firstIndex { !Self.isSpace($0) } ?? code.count }

    /// The place behind a word or a mark, where it stands at `start`; nil where it does not.
    func after(_ text: String, at start: Int) -> Int? {
        start <= code.count && code[start...].starts(with: text.utf8) ? start + text.utf8.count : nil
    }

    /// The place of the bracket that closes the one at `open`; nil where none does.
    func closing(_ open: Int) -> Int? {
        var depth = 0
        for index in code[open...].indices {
            switch code[index] {
            case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
            default: break
            }
            if depth == 0 { return index }
        }
        return nil
    }

    /// The text of a range, as it is written.
    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    private func isWord(_ index: Int) -> Bool {
        guard code.indices.contains(index) else { return false }
        let scalar = Unicode.Scalar(code[index])
        return scalar.isASCIILetter || scalar.isASCIIDigit || scalar == "_" || code[index] >= 0x80
    }

    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}

/// Blanks comments and strings.
private struct Masking {
    private let bytes: [UInt8]
    private var code: [UInt8]
    private var index = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        code = bytes
    }

    mutating func run() -> [UInt8] {
        while index < bytes.count {
            if at("//") {
                blank(until: bytes[index...].firstIndex(of: 0x0A) ?? bytes.count)
            } else if at("/*") {
                blank(until: endOfComment())
            } else if bytes[index] == UInt8(ascii: "\"") || bytes[index] == UInt8(ascii: "#") {
                string()
            } else {
                index += 1
            }
        }
        return code
    }

    private func at(_ text: StaticString, _ place: Int? = nil) -> Bool {
        text.withUTF8Buffer { bytes[min(place ?? index, bytes.count)...].starts(with: $0) }
    }

    private mutating func blank(until end: Int) {
        for place in index..<max(index, end) where bytes[place] != 0x0A { code[place] = 0x20 }
        index = max(end, index + 1)
    }

    private func endOfComment() -> Int {
        var depth = 0
        var place = index
        while place < bytes.count {
            if at("/*", place) {
                depth += 1
            } else if at("*/", place) {
                depth -= 1
            } else {
                place += 1
                continue
            }
            place += 2
            if depth == 0 { return place }
        }
        return bytes.count
    }

    /// A string, raw or not, of one line or several. An interpolation ends where its parentheses do.
    private mutating func string() {
        let marks = bytes[index...].prefix { $0 == UInt8(ascii: "#") }.count
        guard at("\"", index + marks) else {
            index += marks
            return
        }
        let quote: [UInt8] = Array(repeating: 0x22, count: at("\"\"\"", index + marks) ? 3 : 1)
        let fence = [UInt8](repeating: UInt8(ascii: "#"), count: marks)
        var place = index + marks + quote.count
        while place < bytes.count {
            if bytes[place...].starts(with: quote + fence) { return blank(until: place + quote.count + marks) }
            guard bytes[place] == UInt8(ascii: "\\"), bytes[(place + 1)...].starts(with: fence) else {
                place += 1
                continue
            }
            place += 1 + marks
            guard at("(", place) else {
                place += 1
                continue
            }
            var depth = 0
            repeat {
                if at("(", place) { depth += 1 } else if at(")", place) { depth -= 1 }
                place += 1
            } while depth > 0 && place < bytes.count
        }
        blank(until: bytes.count)
    }
}
