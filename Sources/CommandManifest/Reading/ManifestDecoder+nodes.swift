// SPDX-License-Identifier: Apache-2.0

/// Nodes as the kind that is due in their place.
extension ManifestDecoder {
    /// The entries of a mapping; none, and a diagnostic, where it is something else. An absent one has none.
    mutating func entries(_ node: YAMLNode?, _ what: String) -> YAMLNode.Entries {
        if let node, !node.isMapping {
            let dashes = node.isSequence ? ", without dashes" : ""
            wrongKind(node, what, "a mapping", "Write `name: …` lines below it\(dashes), or `{}` for none.")
        }
        return (faults.isFull ? Self.nothing : node ?? Self.nothing).entries
    }

    /// The items of a list; none, and a diagnostic, where it is something else.
    mutating func items(_ node: YAMLNode, _ what: String) -> YAMLNode.Items {
        if !node.isSequence {
            let isWord = node.isScalar && !node.isNull && node.bytes.count <= 40
            wrongKind(node, what, "a list", "Write it in brackets: `[\(isWord ? node.text : "…")]`.")
        }
        return (faults.isFull ? Self.nothing : node).items
    }

    private static let nothing: YAMLNode = {
        var node = YAMLTree.Node(kind: .mapping, at: SourceLocation(file: "", line: 1, column: 1))
        node.end = 1
        return YAMLNode(YAMLTree(file: "", nodes: [node], text: []), at: 0)
    }()

    /// A text, as it is written; quotes make no difference, but an unquoted nothing is no text.
    mutating func text(_ node: YAMLNode, _ what: String) -> String? {
        guard node.isScalar, !node.isNull else {
            wrongKind(node, what, "a text", "Write a text; quote it where it looks like nothing.")
            return nil
        }
        return node.text
    }

    /// A text of one line that is not empty.
    mutating func line(_ node: YAMLNode, _ what: String) -> String? {
        guard let text = text(node, what) else { return nil }
        if text.utf8.allSatisfy({ $0 == 0x20 }) { empty(node, what) }
        if text.utf8.contains(where: { $0 == 0x0A || $0 == 0x0D }) {
            faults.report(
                .valueMultiline, at: node.location, "\(what) has several lines.",
                note: "Say it in one line, or fold it with `>-`, which leaves no line break at the end.")
        }
        return text
    }

    /// A whole number: plain ASCII digits with an optional minus sign.
    mutating func integer(
        _ node: YAMLNode, _ what: String, in range: ClosedRange<Int>, note: String = "Write it in digits, without quotes."
    ) -> Int? {
        guard node.kind == .plain, let value = Format.integer(node.bytes.span) else {
            wrongKind(node, what, "a whole number", note)
            return nil
        }
        let digits = node.bytes.drop { $0 == UInt8(ascii: "-") }
        if digits.count > 1, digits.first == UInt8(ascii: "0") {
            faults.report(
                .valueKind, at: node.location, "\(what) has a leading zero, which some readers of YAML take for octal.",
                note: "Write `\(value)`.")
            return nil
        }
        guard range.contains(value) else {
            outOfRange(node, what, "a number from \(range.lowerBound) to \(range.upperBound)")
            return nil
        }
        return value
    }

    /// A code that can be sent.
    mutating func code(_ node: YAMLNode, _ what: String) -> Int? {
        integer(node, what, in: 1...Int(Int32.max), note: "Write the code in digits, without quotes, such as `1`.")
    }

    /// A code, noted as used.
    mutating func usedCode(_ node: YAMLNode?, _ what: String) -> Int? {
        guard let node, let code = code(node, what) else { return nil }
        uses.append(CodeUse(code: code, location: node.location))
        return code
    }

    /// `true` or `false`.
    mutating func flag(_ node: YAMLNode?, _ what: String) -> Bool? {
        guard let node else { return nil }
        if node.kind == .plain, case .boolean(let value) = Literal.core(node) { return value }
        let meant = node.isScalar ? Format.boolean(node.text) : nil
        wrongKind(node, what, "`true` or `false`", meant.map { "Write `\($0)`." } ?? "Write one of the two, without quotes.")
        return nil
    }

    /// One word of a closed set.
    mutating func choice<Word: RawRepresentable & CaseIterable>(_ node: YAMLNode, _ what: String) -> Word?
    where Word.RawValue == String {
        guard let text = text(node, what) else { return nil }
        if let word = Word(rawValue: text) { return word }
        let words = Word.allCases.map(\.rawValue)
        unknownWord(.valueChoice, node, "`\(text)` is not \(what).", words)
        return nil
    }

    /// A list of different texts.
    mutating func texts(_ node: YAMLNode, _ what: String) -> [(text: String, node: YAMLNode)] {
        var result: [(text: String, node: YAMLNode)] = []
        var seen: Set<String> = []
        for item in items(node, what) {
            guard let text = text(item, "An item of this list") else { continue }
            if seen.insert(text).inserted { result.append((text, item)) } else { twiceInList(item) }
        }
        return result
    }

    /// A list of different words of a closed set.
    mutating func choices<Word: RawRepresentable & CaseIterable & Equatable>(_ node: YAMLNode, _ what: String, _ item: String) -> [Word]
    where Word.RawValue == String {
        var result: [Word] = []
        for entry in items(node, what) {
            guard let word: Word = choice(entry, item) else { continue }
            if result.contains(word) { twiceInList(entry) } else { result.append(word) }
        }
        if node.isSequence, node.count == 0 { empty(node, what) }
        return result
    }

    /// Reports the keys that a mapping has beyond those of the language.
    mutating func refuseUnknownKeys(_ node: YAMLNode, _ set: KeySet) {
        var before: (key: YAMLNode, value: YAMLNode)?
        for entry in node.entries {
            defer { before = entry }
            guard !set.contains(entry.key), !faults.isFull else { continue }
            if entry.key.isScalar, entry.key.bytes.isEmpty {
                faults.report(
                    .keyUnknown, at: entry.key.location, "A key must not be empty.", note: "Write one, or take it out with its value.")
                continue
            }
            if let before, let note = commaNote(before, entry, in: node) {
                let message = "A comma ends the text before this, so that `\(entry.key.text)` is a key without a value."
                faults.report(.keyUnknown, at: entry.key.location, message, note: note)
                continue
            }
            let message = "\(set.owner) has no key `\(entry.key.text)`."
            let note = Indentation.note(for: entry.key, entry.value, in: set) ?? spaceDue(in: entry.key, set)
            if let note {
                faults.report(.keyUnknown, at: entry.key.location, message, note: note)
            } else {
                unknownWord(.keyUnknown, entry.key, message, set.words)
            }
        }
    }
    /// What to do about a text within braces that a comma ended, and whose rest was taken for a key; nil for another key.
    private func commaNote(
        _ before: (key: YAMLNode, value: YAMLNode), _ entry: (key: YAMLNode, value: YAMLNode), in node: YAMLNode
    ) -> String? {
        guard node.isFlow, entry.key.kind == .plain, entry.value.kind == .plain, entry.value.bytes.isEmpty, before.value.kind == .plain,
            !before.value.isNull
        else { return nil }
        let text = "\(before.value.text), \(entry.key.text)"
        let quoted = text.contains("\"") ? "'\(text.replacing("'", with: "''"))'" : "\"\(text)\""
        return "Put the whole text in quotes: `\(before.key.text): \(quoted)`."
    }

    /// What to do about a key that took its value in, as `type:id` does; nil for another one.
    private func spaceDue(in key: YAMLNode, _ set: KeySet) -> String? {
        let parts = key.text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, set.words.contains(String(parts[0])) else { return nil }
        return "Write a space after the colon: `\(parts[0]): \(parts[1])`."
    }

    /// Whether a mapping has a key that the language has not in its place: what is missing there may be meant by it.
    func hasUnknownKey(_ node: YAMLNode, _ set: KeySet) -> Bool { node.entries.contains { !set.contains($0.key) } }

    /// As many of a mapping's unknown keys are looked at: more of them are no typing mistakes.
    private static let mostMistakes = 32

    /// Whether something is written in a mapping that may be what stands for an absent key: a word near to it, or a key that was
    /// refused. That was told of already, so nobody should miss what the key would say.
    func isMistaken(_ word: StaticString, in node: YAMLNode, _ set: KeySet) -> Bool {
        guard node[word] == nil else { return false }
        return node.keys.contains(where: \.isHole)
            || node.entries.lazy.filter { !set.contains($0.key) }.prefix(Self.mostMistakes).contains { key, _ in
                Suggestion.nearest(to: key.text, amongWords: set.words) == "\(word)" || key.text.hasPrefix("\(word):")
            }
    }
}
