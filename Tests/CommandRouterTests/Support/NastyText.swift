// SPDX-License-Identifier: Apache-2.0

/// Texts that cost far more than ASCII where time grows faster than a text: in composing, comparing, hashing, splitting.
enum NastyText: String, CaseIterable, Sendable {
    case composing = "e\u{301}"
    case threeToOne = "\u{1100}\u{1161}\u{11A8}"
    case startersOfMarksAlone = "\u{F73}"
    case joined = "\u{1F468}\u{200D}"
    case lineEnds = "\r\n"
    case marksToSort = "\u{345}\u{301}\u{323}\u{334}"
    case thirtyMarksEach = "a\u{345}\u{301}\u{323}\u{334}\u{345}\u{301}\u{323}\u{334}\u{345}\u{301}\u{323}\u{334}\u{345}\u{301}\u{323}"
    case noBreakSpaces = "\u{A0}"
    case commas = "1,"

    /// Whether it is tried where a value of another type is due as well.
    var isForAnyType: Bool { self == .composing }

    /// The text repeated to at most so many bytes, as the inside of a JSON string.
    func json(bytes: Int) -> String {
        let unit = self == .lineEnds ? #"\r\n"# : rawValue
        return String(repeating: unit, count: bytes / unit.utf8.count)
    }
}
