// SPDX-License-Identifier: Apache-2.0

/// A small YAML file beside a manifest: a list of mappings from known keys to texts of one line.
package enum TextList {
    /// One mapping.
    package struct Entry: Sendable {
        /// Where it stands.
        package let location: SourceLocation
        private let texts: [String: String]

        init(_ location: SourceLocation, _ texts: [String: String]) {
            self.location = location
            self.texts = texts
        }

        /// The text of a key.
        package subscript(_ key: String) -> String? { texts[key] }
    }

    /// Reads a file of which every entry must have all `keys` and no others.
    ///
    /// - Returns: The entries that are as they must be, and what is wrong with the others, in order of place.
    package static func read(_ bytes: [UInt8], name: String, keys: [StaticString]) -> (entries: [Entry], diagnostics: [Diagnostic]) {
        var (faults, budget) = (DiagnosticList(), YAMLBudget())
        let tree = YAMLParser.tree(of: bytes, file: name, budget: &budget, faults: &faults)
        guard let root = tree?.root, !root.isNull else { return ([], faults.sorted) }
        var decoder = ManifestDecoder(faults: faults)
        var entries: [Entry] = []
        for item in decoder.items(root, "The file") {
            var texts: [String: String] = [:]
            for (key, value) in decoder.entries(item, "An entry") {
                guard keys.contains(where: { key.matches($0) }) else {
                    decoder.unknownWord(.keyUnknown, key, "An entry has no key `\(key.text)`.", keys.map { "\($0)" })
                    continue
                }
                texts[key.text] = decoder.line(value, "`\(key.text)`")
            }
            for key in keys where item.isMapping && item[key] == nil {
                decoder.missing("\(key)", in: item, "Every entry has \(keys.map { "`\($0)`" }.joined(separator: ", ")).")
            }
            if texts.count == keys.count { entries.append(Entry(item.location, texts)) }
        }
        return (entries, decoder.faults.sorted)
    }
}
