// SPDX-License-Identifier: Apache-2.0

/// Names and labels as Prometheus reads them.
enum MetricName {
    /// A metric's name: letters, digits, `_` and `:`, the first no digit; with this end.
    static func name(_ label: String, endingIn end: String = "") -> String {
        let name = spelled(label, allowing: ":")
        return name.hasSuffix(end) ? name : name + end
    }

    /// Labels as they stand between braces, in order of name; of one name the first. One that is reserved begins with `label_`.
    static func labels(_ dimensions: [(String, String)], reserved: String?) -> String {
        var values: [String: String] = [:]
        for (name, value) in dimensions {
            var name = spelled(name, allowing: "_")
            if name == reserved || name.hasPrefix("__") { name = "label_" + name }
            if values[name] == nil { values[name] = value }
        }
        return values.sorted { $0.key < $1.key }.map { "\($0.key)=\"\(ExpositionText.escaped($0.value, quotes: true))\"" }
            .joined(separator: ",")
    }

    private static func spelled(_ text: String, allowing more: Unicode.Scalar) -> String {
        let scalars = text.unicodeScalars.map { scalar -> Character in
            scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == more)
                ? Character(scalar) : "_"
        }
        guard let first = scalars.first else { return "_" }
        return (first.isNumber ? "_" : "") + String(scalars)
    }
}
