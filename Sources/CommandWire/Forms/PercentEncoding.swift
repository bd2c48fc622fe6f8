// SPDX-License-Identifier: Apache-2.0

/// `%XX`, decoded once and strictly.
///
/// - SeeAlso: RFC 3986, section 2.1
public enum PercentEncoding {
    /// The segments of a request's path, decoded: `/api/v1/tag%2Ecreate` is `api`, `v1`, `tag.create`.
    ///
    /// Nothing is normalised: `//api.php` is an empty segment and `api.php`, and `..` stays `..`.
    /// It is nil for a path that does not begin with `/`, that is not strict UTF-8 once decoded, or in which `/` or NUL
    /// is encoded, since others on the way would read another path.
    public static func segments(of path: String) -> [String]? {
        var segments: [String] = []
        let parts = Array(path.utf8).split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard parts.count > 1, parts.first?.isEmpty == true else { return nil }
        for part in parts.dropFirst() {
            guard let bytes = try? decode(part, plusIsSpace: false), (try? StrictText.check(bytes[...])) != nil,
                !bytes.contains(UInt8(ascii: "/"))
            else { return nil }
            segments.append(String(decoding: bytes, as: UTF8.self))
        }
        return segments
    }

    /// A text with everything encoded but ASCII letters, digits and `-._~`.
    package static func encode(_ text: String) -> String {
        var encoded: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
                encoded.append(byte)
            default: encoded += [UInt8(ascii: "%"), JSONString.hexadecimal(byte >> 4), JSONString.hexadecimal(byte & 15)]
            }
        }
        return String(decoding: encoded, as: UTF8.self)
    }

    /// The bytes that `encoded` stands for, whatever they are.
    ///
    /// - Throws: ``FormFault/encoding`` for a `%` without two hexadecimal digits.
    static func decode(_ encoded: ArraySlice<UInt8>, plusIsSpace: Bool) throws(FormFault) -> [UInt8] {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(encoded.count)
        var position = encoded.startIndex
        while position < encoded.endIndex {
            switch encoded[position] {
            case UInt8(ascii: "%"):
                guard encoded.endIndex - position > 2, let high = JSONString.digit(encoded[position + 1]),
                    let low = JSONString.digit(encoded[position + 2])
                else { throw .encoding }
                decoded.append(high << 4 | low)
                position += 2
            case UInt8(ascii: "+") where plusIsSpace: decoded.append(UInt8(ascii: " "))
            case let byte: decoded.append(byte)
            }
            position += 1
        }
        return decoded
    }
}
