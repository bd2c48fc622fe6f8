// SPDX-License-Identifier: Apache-2.0

/// Diagnostics that several places have.
extension ManifestDecoder {
    mutating func wrongKind(_ node: YAMLNode, _ what: String, _ due: String, _ note: String) {
        guard !node.isHole else { return }
        faults.report(.valueKind, at: node.location, "\(what) must be \(due).", note: note)
    }

    mutating func outOfRange(_ node: YAMLNode, _ what: String, _ due: String) {
        faults.report(.valueRange, at: node.location, "\(what) is out of its range.", note: "Write \(due).")
    }

    mutating func empty(_ node: YAMLNode, _ what: String) {
        faults.report(
            .valueEmpty, at: node.location, "\(what) must not be empty.", note: "Fill it in, or take the key out where it may be absent.")
    }

    mutating func missing(_ key: String, in node: YAMLNode, _ note: String) {
        guard !node.isHole else { return }
        faults.report(.keyMissing, at: node.location, "The key `\(key)` is missing here.", note: note)
    }

    mutating func twiceInList(_ node: YAMLNode) {
        faults.report(
            .valueDuplicate, at: node.location, "`\(node.text)` stands in this list a second time.", note: "Take one of the two out.")
    }

    mutating func twice(_ id: Diagnostic.ID, _ what: String, _ key: YAMLNode, _ first: SourceLocation) {
        let rule = id == .codeDuplicate ? "" : "; names that differ only in case are one"
        faults.report(
            id, at: key.location, "\(what) `\(key.text)` is declared a second time\(rule).",
            note: "Rename one of the two or take it out.", related: [.init("It is declared first here.", at: first)])
    }

    mutating func unknownWord(_ id: Diagnostic.ID, _ node: YAMLNode, _ message: String, _ words: [String]) {
        guard !faults.isFull else { return }
        let all = "Known here: \(words.joined(separator: ", "))."
        let meant = Suggestion.nearest(to: node.text, amongWords: words).map { "Did you mean `\($0)`?" }
        faults.report(id, at: node.location, message, note: meant ?? all)
    }

    /// For names that a file declares, of which there may be many. Of one that is used often it is told once.
    mutating func undeclared(
        _ id: Diagnostic.ID, _ node: YAMLNode, _ message: String, amongAll count: Int, _ note: String, _ names: () -> [String]
    ) {
        guard !faults.isFull else { return }
        let note = faults.suggestion(for: node.text, amongAll: count, names) ?? note
        faults.report(Diagnostic(id, at: node.location, message, note: note), besides: "It is named here too.")
    }
}
