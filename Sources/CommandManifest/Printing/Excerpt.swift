// SPDX-License-Identifier: Apache-2.0

/// A line of a file with what is meant marked below it, as compilers show it.
///
/// ```
///   10 |     sumary: Create a tag
///      |     ^~~~~~
/// ```
struct Excerpt {
    /// The most cells of a line that are shown; the rest is cut where it is far from what is meant.
    static let width = 100
    /// Of these, at most so many before what is meant.
    private static let lead = 60

    /// The line as it is shown.
    let line: String
    /// The marks below it: a caret, and waves up to the end of what is meant.
    let marks: String

    /// The excerpt of a place; nil where the file has no such place.
    init?(_ place: SourceLocation, in text: SourceText) {
        guard let offset = text.offset(line: place.line, column: place.column) else { return nil }
        let around = text.surroundings(of: offset, before: Self.width + 1, after: Self.width + 1)
        var before = Cells(around.before)
        let isCut = before.count > Self.lead && before.count + Cells(around.after).count > Self.width
        if isCut { before.keepLast(Self.lead - 1) }
        let start = (isCut ? "…" : "") + before.text
        let used = before.count + (isCut ? 1 : 0)
        var after = Cells(around.after)
        // A mark that combines stands in the cell of what it combines with.
        let caret = after.beginsWithMark && used > 0 ? used - 1 : used
        let length = place.endColumn.map { after.count(of: $0 - place.column) } ?? 1
        let isLong = used + after.count > Self.width
        if isLong { after.keepFirst(Self.width - used - 1) }
        line = start + after.text + (isLong ? "…" : "")
        let waves = min(max(length, 1), max(after.count, 1)) - 1
        marks = String(repeating: " ", count: caret) + "^" + String(repeating: "~", count: waves)
    }
}

/// Scalars as a terminal shows them, each with the cells that it takes.
private struct Cells {
    private var parts: [(text: String, cells: Int)]

    init(_ bytes: ArraySlice<UInt8>) {
        let bytes = Array(bytes)
        parts = []
        var index = 0
        while index < bytes.count {
            guard let (scalar, length) = Unicode.Scalar.decoded(from: bytes.span, at: index) else {
                let digits = String(bytes[index], radix: 16, uppercase: true)
                parts.append(("<" + (digits.count < 2 ? "0" : "") + digits + ">", 4))
                index += 1
                continue
            }
            let text = scalar.visible
            parts.append((text, text.unicodeScalars.count == 1 ? scalar.cells : text.unicodeScalars.count))
            index += length
        }
    }

    var text: String { parts.map(\.text).joined() }
    var count: Int { count(of: parts.count) }
    var beginsWithMark: Bool { parts.first?.cells == 0 }

    /// The cells of so many scalars from the start.
    func count(of scalars: Int) -> Int { parts.prefix(max(0, scalars)).reduce(0) { $0 + $1.cells } }

    mutating func keepLast(_ cells: Int) {
        var kept = 0
        let count = parts.reversed().prefix { part in
            kept += part.cells
            return kept <= cells
        }.count
        parts.removeFirst(parts.count - count)
    }

    mutating func keepFirst(_ cells: Int) {
        var kept = 0
        let count = parts.prefix { part in
            kept += part.cells
            return kept <= cells
        }.count
        parts.removeLast(parts.count - count)
    }
}
