// SPDX-License-Identifier: Apache-2.0

import CommandManifest
import CommandWire

extension ValuePlan {
    /// The limit that a value of this kind breaks by its length alone, before anything of it is looked at; nil where its length is
    /// no reason to refuse it.
    ///
    /// What is done with a text later takes time that grows with it: so a text that is longer than any that keeps the limits is
    /// neither trimmed nor composed, matched nor compared.
    func limit(brokenByLengthOf spot: JSONSpot, _ bytes: Span<UInt8>, _ kind: ValueDeclaration.Kind) -> Limit? {
        switch kind {
        case .string:
            guard let longest, spot.kind.isString, JSONString.isLonger(than: longest.bytes, bytes, spot) else { return nil }
            return longest.limit
        case .idList:
            guard IDList.isLonger(than: mostItems, bytes, spot) else { return nil }
            return limits.first { if case .maxItems = $0.condition { true } else { false } }
        default: return nil
        }
    }
}

extension JSONString {
    /// The most bytes that an escape has for one byte of its text: `\u0041`.
    private static let longestEscape = 6

    /// Whether a scanned text, its escapes resolved, has more than so many bytes of UTF-8.
    static func isLonger(than most: Int, _ bytes: Span<UInt8>, _ spot: JSONSpot) -> Bool {
        guard spot.range.count > most else { return false }
        guard spot.kind == .escapedString, spot.range.count / longestEscape <= most else { return true }
        return unescaped(bytes, spot).count > most
    }
}
