// SPDX-License-Identifier: Apache-2.0

/// A text with places to fill in, `{{name}}`: what a request is made from, and what a reply is held against.
struct GoldenTemplate: Sendable, Hashable {
    private enum Part: Sendable, Hashable {
        case text([UInt8])
        case place(String)
    }

    private let parts: [Part]

    /// Reads a text. Braces that close nowhere are text.
    init(_ text: String) {
        var parts: [Part] = []
        var rest = text[...]
        while let open = rest.firstRange(of: "{{"), let close = rest[open.upperBound...].firstRange(of: "}}") {
            parts.append(.text(Array(rest[..<open.lowerBound].utf8)))
            parts.append(.place(String(rest[open.upperBound..<close.lowerBound])))
            rest = rest[close.upperBound...]
        }
        self.parts = parts + [.text(Array(rest.utf8))]
    }

    /// The names of its places, as often as they stand in it.
    var places: [String] { parts.compactMap { if case .place(let name) = $0 { name } else { nil } } }

    /// With every place filled by a value, or by what `other` gives where there is none.
    func filled(_ values: [String: String], other: (String) -> String) -> String {
        parts.map { part in
            switch part {
            case .text(let bytes): String(decoding: bytes, as: UTF8.self)
            case .place(let name): values[name] ?? other(name)
            }
        }.joined()
    }

    /// Holds bytes against it. A place whose value is known must have that value; any other takes a JSON number, or the content
    /// of a JSON text where it stands in quotes, and is known from then on.
    ///
    /// - Returns: Where the two part: the offset of the first byte that is not as it should be; nil where they agree.
    func mismatch(_ bytes: [UInt8], _ values: inout [String: String]) -> Int? {
        var index = 0
        for part in parts {
            let wanted: [UInt8]
            switch part {
            case .text(let text): wanted = text
            case .place(let name):
                let value = values[name].map { Array($0.utf8) } ?? Self.value(bytes, at: index)
                guard !value.isEmpty else { return index }
                wanted = value
                values[name] = String(decoding: value, as: UTF8.self)
            }
            let rest = bytes[index...]
            guard rest.starts(with: wanted) else { return index + zip(rest, wanted).prefix { $0 == $1 }.count }
            index += wanted.count
        }
        return index == bytes.count ? nil : index
    }

    private static func value(_ bytes: [UInt8], at start: Int) -> [UInt8] {
        let quote = UInt8(ascii: "\"")
        guard start > 0, bytes[start - 1] == quote else { return Array(bytes[start...].prefix(while: isOfNumber)) }
        return Array(bytes[start...].prefix { $0 != quote && $0 != UInt8(ascii: "\\") })
    }

    private static func isOfNumber(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
    }
}
