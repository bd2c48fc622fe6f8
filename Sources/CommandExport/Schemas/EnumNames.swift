// SPDX-License-Identifier: Apache-2.0

/// Names for the values of an enum, where those that generators make of the values would be alike.
enum EnumNames {
    /// A name for each value; nil where their own letters and digits tell them apart.
    static func names(of values: [String]) -> [String]? {
        let plain = values.map { identifier($0.unicodeScalars.map { isWord($0) ? $0 : "_" }) }
        let isPlain = plain.allSatisfy { name in name.contains { $0 != "_" } && !("0"..."9" ~= (name.first ?? "0")) }
        guard Set(plain).count < plain.count || !isPlain else { return nil }
        var counts: [String: Int] = [:]
        return values.map { value in
            let name = spelled(value)
            let count = counts[name, default: 0] + 1
            counts[name] = count
            return count == 1 ? name : "\(name)_\(count)"
        }
    }

    private static func isWord(_ scalar: Unicode.Scalar) -> Bool { "a"..."z" ~= scalar || "A"..."Z" ~= scalar || "0"..."9" ~= scalar }

    private static func identifier(_ scalars: [Unicode.Scalar]) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view).uppercased()
    }

    /// With signs said in words: `Etc/GMT+3` is `ETC_GMT_PLUS_3`, and `<=` is `LESS_EQUAL`.
    private static func spelled(_ value: String) -> String {
        let words: [Unicode.Scalar: String] = [
            "+": "plus", "-": "minus", "<": "less", ">": "greater", "=": "equal", "!": "not", "~": "like",
        ]
        let text = value.unicodeScalars.map { isWord($0) ? String($0) : "_\(words[$0] ?? "")_" }.joined()
        let parts = text.split(separator: "_").joined(separator: "_").uppercased()
        let isName = parts.unicodeScalars.first.map { "A"..."Z" ~= $0 } ?? false
        return isName ? parts : parts.isEmpty ? "EMPTY" : "VALUE_" + parts
    }
}
