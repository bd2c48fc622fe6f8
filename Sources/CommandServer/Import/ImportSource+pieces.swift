// SPDX-License-Identifier: Apache-2.0

/// A row as it is written in its file.
extension ImportSource {
    /// A longer row is not looked at for what an import of before wrote behind it.
    private static let longestTail = 1_048_576

    /// The bytes of a row without its line end, piece by piece. Of a file of refused rows they are without the line and the reason that
    /// an import of before wrote behind them.
    func eachPiece(of row: CSVRecord, _ body: ([UInt8]) throws -> Void) throws {
        let range = row.start..<max(row.start, row.end)
        guard range.count <= Self.longestTail else {
            let tail = try lineEnd(of: range)
            return try file.each(of: range.lowerBound..<(range.upperBound - tail), body)
        }
        var bytes: [UInt8] = []
        try file.each(of: range) { bytes += $0 }
        let text = CSVFormat.decoded(bytes, format.encoding)
        var kept = text[..<(text.count - Self.lineEnd(text))]
        if header.isOfRefusedRows, let end = RefusalTail.start(in: kept, format.delimiter) { kept = kept[..<end] }
        try body(Array(bytes.prefix(kept.reduce(0) { $0 + format.encoding.width(of: $1) })))
    }

    /// How many bytes of the file end a line there.
    private func lineEnd(of range: Range<Int>) throws -> Int {
        let unit = format.encoding.isWide ? 2 : 1
        var last: [UInt8] = []
        try file.each(of: max(range.lowerBound, range.upperBound - 2 * unit)..<range.upperBound) { last += $0 }
        return Self.lineEnd(CSVFormat.decoded(last, format.encoding)) * unit
    }

    private static func lineEnd(_ text: [UInt8]) -> Int {
        guard text.last == UInt8(ascii: "\n") else { return 0 }
        return text.dropLast().last == UInt8(ascii: "\r") ? 2 : 1
    }
}
