// SPDX-License-Identifier: Apache-2.0

import CommandManifest
import CommandWire

/// Lists of ids, in the three forms that callers send them: `"15,16"`, `[15,"16"]`, `15`.
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
