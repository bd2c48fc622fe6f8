// SPDX-License-Identifier: Apache-2.0

import CommandManifest
import TestSupport

/// Makes new manifests of old ones: lines moved, repeated and indented anew, words replaced by others of the language, parts
/// of two put together, bytes damaged, ends of lines changed, and the file cut off, most often where something is about to come.
struct Mutation {
    private let corpus: [[UInt8]]
    private let words: [String]

    init(of corpus: [[UInt8]]) {
        self.corpus = corpus
        let keys = Set(KeySet.allCases.flatMap(\.words)).sorted()
        words =
            keys + ValueDeclaration.Kind.allCases.map(\.rawValue) + ["user", "admin", "none", "read", "write", "api", "v1", "rpc", "key"]
    }

    /// Always the same for one seed and round.
    func made(seed: UInt64, round: Int) -> [UInt8] {
        var random = SeededGenerator(seed: seed &* 0x1_0000_01B3 &+ UInt64(truncatingIfNeeded: round))
        if Int.random(in: 0..<20, using: &random) == 0 { return tiny(&random) }
        var bytes = corpus.randomElement(using: &random) ?? []
        var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
        for _ in 0..<Int.random(in: 0...4, using: &random) { change(&lines, &random) }
        bytes = Array(lines.joined(separator: Self.lineEnds.randomElement(using: &random) ?? [0x0A]))
        if Int.random(in: 0..<4, using: &random) == 0 { cut(&bytes, &random) }
        guard Bool.random(using: &random) else { return bytes }
        for _ in 0..<Int.random(in: 1...6, using: &random) { bytes = Damage.damaged(bytes, &random) }
        return bytes
    }

    /// A few signs and words: what is odd alone is hidden by all else in a manifest.
    private func tiny(_ random: inout SeededGenerator) -> [UInt8] {
        (0..<Int.random(in: 0...6, using: &random)).flatMap { _ -> [UInt8] in
            switch Int.random(in: 0..<4, using: &random) {
            case 0: Array((words.randomElement(using: &random) ?? "").utf8)
            case 1: Array((Self.values.randomElement(using: &random) ?? "").utf8)
            case 2: Array((["---", "...", "-", "?", ":", "\n", "\n  ", "\r", "manifest: 1\n"].randomElement(using: &random) ?? "").utf8)
            default: Damage.punctuation.randomElement(using: &random) ?? []
            }
        }
    }

    /// Mostly line feeds.
    private static let lineEnds: [[UInt8]] = [[0x0A], [0x0A], [0x0A], [0x0A], [0x0A], [0x0D, 0x0A], [0x0D]]

    /// Cuts the file off, half of the time behind a `:`, `-`, `,` or bracket, with what an editor may have put at its end: nothing of a
    /// file is as rare as its end, and much is decided there.
    private func cut(_ bytes: inout [UInt8], _ random: inout SeededGenerator) {
        let signs = Set(":-,[{}]'\"&*|>#".utf8)
        let places = Bool.random(using: &random) ? bytes.indices.filter { signs.contains(bytes[$0]) } : Array(bytes.indices)
        guard let place = places.randomElement(using: &random) else { return }
        bytes.removeSubrange((place + 1)...)
        let ends: [[UInt8]] = [[], [], [0x0A], [0x20], [0x0D], [0x0D, 0x0A], [0x0A, 0x0A], [0x0A, 0x20, 0x20], [0x09], Array(" #".utf8)]
        bytes += ends.randomElement(using: &random) ?? []
    }

    private func change(_ lines: inout [[UInt8]], _ random: inout SeededGenerator) {
        guard let place = lines.indices.randomElement(using: &random), let other = lines.indices.randomElement(using: &random) else {
            return
        }
        switch Int.random(in: 0..<9, using: &random) {
        case 0: lines.remove(at: place)
        case 1: lines.insert(lines[place], at: other)
        case 2: lines.swapAt(place, other)
        case 3: lines[place] = Array(repeating: 0x20, count: Int.random(in: 1...3, using: &random)) + lines[place]
        case 4: lines[place].removeFirst(min(Int.random(in: 1...3, using: &random), indentation(lines[place])))
        case 5: moveBlock(from: place, to: other, &lines)
        case 6: lines[place] = replaced(lines[place], with: words.randomElement(using: &random) ?? "", &random)
        case 7: lines[place] = revalued(lines[place], &random)
        default: splice(into: &lines, at: place, &random)
        }
    }

    /// A line with all that is indented below it.
    private func moveBlock(from place: Int, to other: Int, _ lines: inout [[UInt8]]) {
        let depth = indentation(lines[place])
        var end = place + 1
        while end < lines.count, indentation(lines[end]) > depth { end += 1 }
        let block = lines[place..<end]
        lines.removeSubrange(place..<end)
        lines.insert(contentsOf: block, at: min(other, lines.count))
    }

    private func indentation(_ line: [UInt8]) -> Int { line.prefix { $0 == 0x20 }.count }

    /// One word of a line replaced.
    private func replaced(_ line: [UInt8], with word: String, _ random: inout SeededGenerator) -> [UInt8] {
        let isWord = { (byte: UInt8) in (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 }
        let starts = line.indices.filter { isWord(line[$0]) && ($0 == 0 || !isWord(line[$0 - 1])) }
        guard let start = starts.randomElement(using: &random) else { return line }
        let end = line[start...].firstIndex { !isWord($0) } ?? line.endIndex
        return line[..<start] + Array(word.utf8) + line[end...]
    }

    private static let values = [
        "", "~", "[]", "{}", "[[]]", "{ a: {} }", "0", "-1", "1.0", "010", "1e400", "9223372036854775808", "true", "no", "''", "\"\\0\"",
        "\"\\x9b\"",
        "&a [*a]", "*a", "&b x", "*b", "|", ">-", "!!str x", "'\u{301}\u{301}'", "é日👍", "\"\\u202e\"", "2024-02-30", "[user, user]",
        "{ is: 1, code: 2 }",
        "(a|b)*c", "[a-z", "a**", String(repeating: "x", count: 500), String(repeating: "[", count: 70),
    ]

    /// What stands behind a line's first `:` replaced.
    private func revalued(_ line: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
        guard let colon = line.firstIndex(of: 0x3A) else { return line }
        return line[...colon] + Array((" " + (Self.values.randomElement(using: &random) ?? "")).utf8)
    }

    private func splice(into lines: inout [[UInt8]], at place: Int, _ random: inout SeededGenerator) {
        let others = (corpus.randomElement(using: &random) ?? []).split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
        guard let start = others.indices.randomElement(using: &random) else { return }
        lines.insert(contentsOf: others[start...].prefix(Int.random(in: 1...12, using: &random)), at: place)
    }
}
