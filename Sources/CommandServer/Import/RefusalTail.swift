// SPDX-License-Identifier: Apache-2.0

/// The line and the reason at the end of a refused row.
enum RefusalTail {
    /// Where they begin, at the delimiter before them; nil where a row does not end so.
    static func start(in row: ArraySlice<UInt8>, _ delimiter: UInt8) -> Int? {
        guard let reason = reasonStart(row), let before = index(before: reason, row), row[before] == delimiter else { return nil }
        var start = before
        while let previous = index(before: start, row), row[previous] &- 0x30 < 10 { start = previous }
        guard start < before, let end = index(before: start, row), row[end] == delimiter else { return nil }
        return end

        /// Where the reason begins: behind the last delimiter, or at the quote that opens it.
        func reasonStart(_ row: ArraySlice<UInt8>) -> Int? {
            let quote = UInt8(ascii: "\"")
            guard row.last == quote else { return row.lastIndex(of: delimiter).map { $0 + 1 } }
            var place = row.endIndex - 1
            while let previous = index(before: place, row) {
                place = previous
                guard row[place] == quote else { continue }
                guard let doubled = index(before: place, row), row[doubled] == quote else { return place }
                place = doubled
            }
            return nil
        }
    }

    private static func index(before place: Int, _ row: ArraySlice<UInt8>) -> Int? { place > row.startIndex ? place - 1 : nil }
}
