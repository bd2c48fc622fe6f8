// SPDX-License-Identifier: Apache-2.0

import CommandManifest
import CommandWire

/// Lists of ids, in the forms that callers send them: `"15,16"`, `[15,"16"]`, `15`, and `"[15,16]"`, as a form sends JSON.
enum IDList {
    /// The ids of a comma-separated text, without duplicates; spaces around commas and empty items are passed over.
    /// Nil where an item is no id.
    static func parse(_ bytes: Span<UInt8>) -> [Int]? {
        var ids = Collected()
        var start = 0
        for index in 0...bytes.count where index == bytes.count || bytes[index] == UInt8(ascii: ",") {
            let item = trimmed(bytes, start..<index)
            start = index + 1
            if item.isEmpty { continue }
            guard let id = Format.integer(bytes.extracting(item)), id >= 1 else { return nil }
            ids.add(id)
        }
        return ids.all
    }

    /// The ids of a text in either of its forms.
    static func parse(text: [UInt8]) -> [Int]? { parse(text.span) ?? parse(embedded: text) }

    /// The ids of a text that is a JSON array; nil where it is none.
    static func parse(embedded text: [UInt8]) -> [Int]? {
        guard let whole = try? JSONScanner.value(text.span, in: 0..<text.count), whole.kind == .array,
            let items = try? JSONScanner.items(text.span, in: whole.range)
        else { return nil }
        return parse(items: items, text.span)
    }

    /// Whether a text or array has so many more items than `most` that it is not read, whatever they are. Those that are empty or
    /// there twice count here, since reading them takes as long.
    static func isLonger(than most: Int, _ bytes: Span<UInt8>, _ spot: JSONSpot) -> Bool {
        // Three times as many empty and repeated ones are read, and in a short list any number.
        let (limit, overflows) = max(most, 256).multipliedReportingOverflow(by: 4)
        guard !overflows, spot.range.count >= limit else { return false }
        switch spot.kind {
        case .string: return commaCount(bytes, spot.range) >= limit
        case .escapedString:
            let text = JSONString.unescaped(bytes, spot)
            return commaCount(text.span, 0..<text.count) >= limit
        case .array: return (try? JSONScanner.items(bytes, in: spot.range, limit: limit)).map { $0.count > limit } ?? false
        default: return false
        }
    }

    private static func commaCount(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int {
        var count = 0
        for index in range where bytes[index] == UInt8(ascii: ",") { count += 1 }
        return count
    }

    /// The ids of a scanned JSON array; nil where an item is no id.
    static func parse(items: [JSONSpot], _ bytes: Span<UInt8>) -> [Int]? {
        var ids = Collected()
        for item in items {
            if item.kind.isString, trimmed(bytes, item.range).isEmpty { continue }
            guard let id = id(item, bytes) else { return nil }
            ids.add(id)
        }
        return ids.all
    }

    /// A scanned JSON value as an id.
    static func id(_ spot: JSONSpot, _ bytes: Span<UInt8>) -> Int? {
        guard let number = integer(spot, bytes), number >= 1 else { return nil }
        return number
    }

    /// A scanned JSON value as a whole number: a number without fraction and exponent, or a text of digits.
    static func integer(_ spot: JSONSpot, _ bytes: Span<UInt8>) -> Int? {
        switch spot.kind {
        case .integer, .string: Format.integer(bytes.extracting(spot.range))
        case .escapedString: Format.integer(JSONString.unescaped(bytes, spot).span)
        default: nil
        }
    }

    private static func trimmed(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, bytes[start] == 0x20 { start += 1 }
        while end > start, bytes[end - 1] == 0x20 { end -= 1 }
        return start..<end
    }

    /// Ids in order of arrival, each once. A set is kept only for long lists.
    private struct Collected {
        private(set) var all: [Int] = []
        private var seen: Set<Int> = []

        mutating func add(_ id: Int) {
            if all.count < 16 {
                if all.contains(id) { return }
            } else {
                if seen.isEmpty { seen = Set(all) }
                guard seen.insert(id).inserted else { return }
            }
            all.append(id)
        }
    }
}
