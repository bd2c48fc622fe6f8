// SPDX-License-Identifier: Apache-2.0

/// What a request is for: the second word of its first line.
///
/// - SeeAlso: RFC 9112, 3.2.1 to 3.2.4, for its four forms.
struct RequestTarget {
    /// The path, still percent-encoded; what stands in its place in the forms without one.
    let path: String
    /// What stands after `?`; nil where there is none.
    let query: String?
    /// Whether it has the form that its method asks for.
    let isWellFormed: Bool

    init(_ text: String, method: String) {
        let utf8 = text.utf8
        var start = utf8.startIndex
        if utf8.first == UInt8(ascii: "/") {
            isWellFormed = method != "CONNECT" && !Self.isRepaired(text)
        } else if method == "CONNECT" {
            isWellFormed = Authority.hasPort(text[...])
        } else if text == "*" {
            isWellFormed = method == "OPTIONS"
        } else if let authority = Self.authority(of: text) {
            start = authority.endIndex
            isWellFormed = Authority.isValid(authority) && !Self.isRepaired(text)
        } else {
            isWellFormed = false
        }
        let mark = utf8[start...].firstIndex(of: UInt8(ascii: "?"))
        let part = text[start..<(mark ?? utf8.endIndex)]
        path = part.isEmpty ? "/" : String(part)
        query = mark.map { String(text[utf8.index(after: $0)...]) }
    }

    /// What stands between `http://` or `https://` and the path; nil for another scheme.
    private static func authority(of text: String) -> Substring? {
        guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")), text[colon...].hasPrefix("://") else { return nil }
        guard text[..<colon].isField("http") || text[..<colon].isField("https") else { return nil }
        let rest = text[text.utf8.index(colon, offsetBy: 3)...]
        let end = rest.utf8.firstIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") }
        return rest[..<(end ?? rest.endIndex)]
    }

    /// Whether a target may have held bytes that are not UTF-8, for which the decoder puts U+FFFD. What was meant is lost.
    private static func isRepaired(_ target: String) -> Bool {
        target.utf8.contains { $0 > 0x7F } && target.unicodeScalars.contains("\u{FFFD}")
    }
}
