// SPDX-License-Identifier: Apache-2.0

/// The tables of docs/manifest.md, from the keys that the reader knows.
package enum LanguageTables {
    /// Every table, by the heading under which it stands.
    package static let all: [(heading: String, table: String)] = [
        ("The top", keys(KeySet.top)), ("A command", keys(KeySet.ofCommand)), ("A parameter", keys(KeySet.ofParameterAlone)),
        ("A value", keys(KeySet.ofItem)), ("A limit", keys(KeySet.ofLimit)), ("Types", types), ("A reply field", keys(KeySet.ofFieldAlone)),
        ("A rule", keys(KeySet.ofRule)),
        ("An error entry", keys(KeySet.ofError)), ("An example", keys(KeySet.ofExample)),
    ]

    private static func keys(_ keys: [LanguageKey]) -> String {
        let hasRequired = keys.contains(where: \.isRequired)
        let head = hasRequired ? "| key | holds | |\n| --- | --- | --- |" : "| key | holds |\n| --- | --- |"
        return
            ([head]
            + keys.map { key in
                "| `\(key.name)` | \(limitText(key)) |" + (hasRequired ? key.isRequired ? " required |" : " |" : "")
            }).joined(separator: "\n")
    }

    private static func limitText(_ key: LanguageKey) -> String {
        if case .limit = key.shape { "limit: " + key.text } else { key.text }
    }

    private static var types: String {
        (["| type | accepts | a handler gets |\n| --- | --- | --- |"]
            + ValueDeclaration.Kind.allCases.map { "| `\($0.rawValue)` | \($0.accepts) | \($0.handed) |" }).joined(separator: "\n")
    }
}
