// SPDX-License-Identifier: Apache-2.0

/// A file's bytes, in which lines and columns are found without reading all of it each time.
///
/// Lines end, and columns count, as the reader has it: line feeds, carriage returns or both end a line, a mark of the byte
/// order at the start is no column, and a byte that is not UTF-8 is one.
package struct SourceText: Sendable {
    /// A byte and the place that it has.
    private struct Mark {
        var offset: Int
        var line = 1
        var column = 1
    }

    /// One mark for so many bytes, so that any place is that near to one.
    private static let distance = 1_024
    private let bytes: [UInt8]
    private var marks: [Mark]

    /// Takes a file's bytes.
    package init(_ bytes: [UInt8]) {
        self.bytes = bytes
        var mark = Mark(offset: bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0)
        marks = [mark]
        while mark.offset < bytes.count {
            Self.advance(&mark, in: bytes)
            if mark.offset - marks[marks.count - 1].offset >= Self.distance { marks.append(mark) }
        }
    }

    /// How many bytes the scalar, or odd byte, at an offset has.
    private static func length(at offset: Int, in bytes: [UInt8]) -> Int {
        bytes[offset] < 0x80 ? 1 : Unicode.Scalar.decoded(from: bytes.span, at: offset)?.1 ?? 1
    }

    private static func advance(_ mark: inout Mark, in bytes: [UInt8]) {
        let byte = bytes[mark.offset]
        mark.offset += length(at: mark.offset, in: bytes)
        guard byte == 0x0A || byte == 0x0D else {
            mark.column += 1
            return
        }
        if byte == 0x0D, mark.offset < bytes.count, bytes[mark.offset] == 0x0A { mark.offset += 1 }
        mark.line += 1
        mark.column = 1
    }

    /// Whether a place is in the file: at one of its scalars, at the end of a line, or after the last.
    package func contains(line: Int, column: Int) -> Bool { offset(line: line, column: column) != nil }

    /// The place after the last scalar.
    var end: (line: Int, column: Int) {
        var mark = marks[marks.count - 1]
        while mark.offset < bytes.count { Self.advance(&mark, in: bytes) }
        return (mark.line, mark.column)
    }

    /// Where the byte of a place is; nil where the file has no such place.
    func offset(line: Int, column: Int) -> Int? {
        guard line >= 1, column >= 1 else { return nil }
        var mark = marks[before(line, column)]
        while (mark.line, mark.column) < (line, column), mark.offset < bytes.count { Self.advance(&mark, in: bytes) }
        return (mark.line, mark.column) == (line, column) ? mark.offset : nil
    }

    /// The number of the last mark that is not after a place; the first where there is none.
    private func before(_ line: Int, _ column: Int) -> Int {
        var (low, high) = (0, marks.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if (marks[middle].line, marks[middle].column) <= (line, column) { low = middle } else { high = middle }
        }
        return low
    }

    /// Up to so many scalars of the line before an offset, and up to so many from it on.
    func surroundings(of offset: Int, before: Int, after: Int) -> (before: ArraySlice<UInt8>, after: ArraySlice<UInt8>) {
        var (start, end) = (offset, offset)
        let first = marks[0].offset
        for _ in 0..<before where start > first && !isBreak(bytes[start - 1]) { start = previous(start) }
        for _ in 0..<after where end < bytes.count && !isBreak(bytes[end]) { end += Self.length(at: end, in: bytes) }
        return (bytes[start..<offset], bytes[offset..<end])
    }

    /// A line without its end, cut where it is very long; empty where there is none.
    func line(_ number: Int) -> String {
        guard let offset = offset(line: number, column: 1) else { return "" }
        return String(decoding: surroundings(of: offset, before: 0, after: 1_000).after, as: UTF8.self)
    }

    private func isBreak(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

    /// Where the scalar or odd byte before an offset starts.
    private func previous(_ offset: Int) -> Int {
        for start in stride(from: offset - 2, through: max(marks[0].offset, offset - 4), by: -1) {
            if bytes[start] >= 0xC0, start + Self.length(at: start, in: bytes) == offset { return start }
        }
        return offset - 1
    }
}
