// SPDX-License-Identifier: Apache-2.0

/// What can happen to a file.
package enum Damage {
    /// What means something to YAML, or to its readers.
    package static let punctuation: [[UInt8]] = [
        ":", ": ", " ", "  ", "\n", "\r\n", "\t", "-", "- ", "? ", "[", "]", "{", "}", ",", "&a ", "*a", "&a\n", "!", "!!int ", "|", ">-",
        "'", "\"",
        "\\", "\\0", "%", "#", " #", "@", "`", "<<: *a", "---\n", "...\n", "~", "null", "no", "0", "-1", "\u{0}", "\u{85}", "\u{FEFF}", "é",
        "a",
        "type", "is", "code",
    ].map { Array($0.utf8) }

    /// The bytes with one of them flipped, some taken out or repeated, or punctuation put in.
    package static func damaged(_ bytes: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
        var result = bytes
        guard !result.isEmpty else { return punctuation.randomElement(using: &random) ?? [] }
        let place = Int.random(in: 0..<result.count, using: &random)
        let end = min(result.count, place + Int.random(in: 1...20, using: &random))
        switch Int.random(in: 0..<8, using: &random) {
        case 0: result[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        case 1: result[place] = UInt8.random(in: .min ... .max, using: &random)
        case 2: result.removeSubrange(place..<end)
        case 3: result.insert(contentsOf: result[place..<end], at: Int.random(in: 0...result.count, using: &random))
        default: result.insert(contentsOf: punctuation.randomElement(using: &random) ?? [], at: place)
        }
        return result
    }
}
