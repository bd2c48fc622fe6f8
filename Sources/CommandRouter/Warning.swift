// SPDX-License-Identifier: Apache-2.0

/// The header field that tells a caller of `/api.php` which of its parameters were ignored.
enum Warning {
    /// The most names that it lists.
    private static let limit = 8

    /// `Warning: 299 - "Unknown parameters ignored: CampainID"`. Names come from the caller: whatever could end the
    /// field or its quotes is written as `?`.
    static func header(_ names: [String]) -> (name: String, value: String) {
        let shown = names.prefix(limit).map(plain).joined(separator: ", ")
        return ("Warning", "299 - \"Unknown parameters ignored: \(shown)\(names.count > limit ? " and more" : "")\"")
    }

    private static func plain(_ name: String) -> String {
        String(decoding: name.utf8.prefix(64).map { isPlain($0) ? $0 : UInt8(ascii: "?") }, as: UTF8.self)
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        byte > 0x20 && byte < 0x7F && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
    }
}
