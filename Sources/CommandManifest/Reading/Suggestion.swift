// SPDX-License-Identifier: Apache-2.0

/// "Did you mean": the known word that is nearest to one that is not known.
package enum Suggestion {
    /// Words longer than this are nobody's typing mistake.
    private static let longest = 64
    /// As many words are looked at, so that a long list of faults stays quick.
    private static let mostCandidates = 2_000

    /// The candidate that is a few typing mistakes away; nil where none is near.
    package static func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
        let letters = folded(word)
        guard !letters.isEmpty, letters.count <= longest else { return nil }
        var limit = letters.count <= 3 ? 1 : letters.count <= 7 ? 2 : 3
        var nearest: String?
        for candidate in candidates.prefix(mostCandidates) {
            let other = folded(candidate)
            guard other.count <= longest, abs(other.count - letters.count) <= limit, other.count > limit || other == letters else {
                continue
            }
            guard let distance = distance(letters, other, atMost: limit), nearest == nil || distance < limit else { continue }
            (nearest, limit) = (candidate, distance)
            if distance == 0 { break }
        }
        return nearest
    }

    /// "Did you mean `x`?"; nil where nothing is near.
    static func note(for word: String, among candidates: some Sequence<String>) -> String? {
        nearest(to: word, among: candidates).map { "Did you mean `\($0)`?" }
    }

    /// The word of the language that is meant, what other languages call it included; nil where none is near.
    static func nearest(to word: String, amongWords words: [String]) -> String? {
        let other = others[word.asciiFolded].flatMap { words.contains($0) ? $0 : nil }
        return other ?? nearest(to: word, among: words)
    }

    /// What other languages call words of this one.
    private static let others = [
        "text": "string", "str": "string", "varchar": "string", "char": "string", "uuid": "string", "int": "integer", "int64": "integer",
        "long": "integer", "uint": "integer", "bool": "boolean", "flag": "boolean", "float": "number", "double": "number",
        "decimal": "number", "real": "number", "list": "array", "map": "object", "dict": "object", "struct": "object", "json": "object",
        "timestamp": "datetime", "ids": "idList", "uri": "url", "mail": "email", "min": "minimum", "max": "maximum", "enum": "oneOf",
        "values": "oneOf", "choices": "oneOf", "options": "oneOf", "regex": "pattern", "regexp": "pattern", "format": "pattern",
        "size": "maxLength", "length": "maxLength", "properties": "members", "fields": "members", "title": "summary", "doc": "summary",
        "help": "summary", "hidden": "secret", "if": "when", "needs": "requires", "args": "parameters", "arguments": "parameters",
        "params": "parameters", "input": "parameters", "output": "returns", "result": "returns", "response": "returns", "codes": "errors",
        "failures": "errors", "auth": "access", "roles": "access", "delete": "destroy", "remove": "destroy", "update": "write",
        "create": "write", "insert": "write", "get": "read", "query": "read", "nullable": "optional", "constant": "value",
        "message": "text", "imports": "include",
    ]

    private static func folded(_ word: String) -> [UInt8] {
        word.utf8.prefix(longest + 1).map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }
    }

    /// Insertions, deletions, replacements and swaps of neighbours that lead from one word to the other; nil where they are more
    /// than `limit`, which most are after a few letters.
    /// - SeeAlso: Damerau–Levenshtein distance, in the form of optimal string alignment
    private static func distance(_ left: [UInt8], _ right: [UInt8], atMost limit: Int) -> Int? {
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        var leastOfLast = 0
        for row in 1...left.count {
            var current = [row]
            var least = row
            for column in 1...max(1, right.count) where column <= right.count {
                let isSame = left[row - 1] == right[column - 1]
                var best = min(last[column] + 1, current[column - 1] + 1, last[column - 1] + (isSame ? 0 : 1))
                if row > 1, column > 1, left[row - 1] == right[column - 2], left[row - 2] == right[column - 1] {
                    best = min(best, beforeLast[column - 2] + 1)
                }
                current.append(best)
                if best < least { least = best }
            }
            // What leads on leads on from this row, or with a swap from the one before it.
            guard min(least, leastOfLast) <= limit else { return nil }
            (beforeLast, last, leastOfLast) = (last, current, least)
        }
        return last[right.count] <= limit ? last[right.count] : nil
    }
}
