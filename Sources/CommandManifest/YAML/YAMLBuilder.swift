// SPDX-License-Identifier: Apache-2.0

import CLibYAML
import CommandKit

/// Builds a tree from libyaml's events, iteratively and within bounds, and refuses what the language leaves out of YAML.
struct YAMLBuilder {
    /// A sequence or mapping that has not ended.
    private struct Open {
        var index: Int
        var isMapping: Bool
        var anchor: String?
        var children = 0
        /// Nodes below it, those behind aliases counted each time.
        var weight = 1
        /// Nodes inside one another below it, itself included.
        var height = 1
        /// Bytes of text below it, those behind aliases counted each time.
        var bytes = 0
        var isKeyNext: Bool { isMapping && children % 2 == 0 }
    }

    private struct Anchor {
        var index: Int
        var weight: Int
        var height: Int
        var bytes: Int
    }

    private let file: String
    /// What is left for this file and those after it.
    private(set) var budget: YAMLBudget
    private var nodes: [YAMLTree.Node] = []
    private var text: [UInt8] = []
    private var open: [Open] = []
    private var anchors: [String: Anchor] = [:]
    private var documents = 0
    /// The last text in quotes.
    private(set) var lastQuoted: Quoted?
    /// The last alias that names nothing.
    private(set) var refusedAlias: SourceLocation?

    /// From where to where a text in quotes stands.
    struct Quoted {
        let start: SourceLocation
        let end: SourceLocation
    }

    init(file: String, size: Int, budget: YAMLBudget) {
        self.file = file
        self.budget = budget
        nodes.reserveCapacity(size / 10)
        text.reserveCapacity(size)
    }

    /// What was built.
    var tree: YAMLTree { YAMLTree(file: file, nodes: nodes, text: text) }

    /// Where the innermost sequence or mapping that has not ended began.
    var innermost: SourceLocation? {
        open.last.map { SourceLocation(file: file, line: Int(nodes[$0.index].line), column: Int(nodes[$0.index].column)) }
    }

    /// Takes one event; false when no more should come.
    mutating func take(_ event: yaml_event_t, _ faults: inout DiagnosticList) -> Bool {
        let place = SourceLocation(event, in: file)
        switch event.type {
        case YAML_DOCUMENT_START_EVENT: return startDocument(place, &faults)
        case YAML_SCALAR_EVENT: return scalar(event, place, &faults)
        case YAML_ALIAS_EVENT: return alias(text(event.data.alias.anchor), place, &faults)
        case YAML_SEQUENCE_START_EVENT:
            let start = event.data.sequence_start
            return begin(.sequence, anchor: start.anchor, tag: start.tag, place, &faults)
        case YAML_MAPPING_START_EVENT:
            let start = event.data.mapping_start
            return begin(.mapping, anchor: start.anchor, tag: start.tag, place, &faults)
        case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT:
            end(event.end_mark)
            return true
        default: return true
        }
    }

    private mutating func startDocument(_ place: SourceLocation, _ faults: inout DiagnosticList) -> Bool {
        documents += 1
        guard documents > 1 else { return true }
        faults.report(
            .yamlDocuments, at: place, "A second document starts here.",
            note: "Keep one document in a file, and name others under `include`.")
        return false
    }
}

// MARK: Scalars, sequences and mappings

extension YAMLBuilder {
    private mutating func scalar(_ event: yaml_event_t, _ place: SourceLocation, _ faults: inout DiagnosticList) -> Bool {
        let scalar = event.data.scalar
        refuse(tag: scalar.tag, place, &faults)
        var node = YAMLTree.Node(kind: kind(scalar.style), at: place)
        if node.kind == .singleQuoted || node.kind == .doubleQuoted {
            lastQuoted = Quoted(start: place, end: SourceLocation(event.end_mark, in: file))
        }
        node.start = UInt32(text.count)
        node.count = UInt32(scalar.length)
        text.append(contentsOf: UnsafeBufferPointer(start: scalar.value, count: scalar.length))
        if let fault = Self.fault(of: text[Int(node.start)...]) {
            faults.report(.yamlCharacter, at: place, fault, note: "Take it out, escapes included.")
            node.kind = .hole
        }
        guard add(node, place, weight: 1, height: 1, bytes: scalar.length, &faults) else { return false }
        if let anchor = text(scalar.anchor) {
            anchors[anchor] = Anchor(index: nodes.count - 1, weight: 1, height: 1, bytes: scalar.length)
        }
        return true
    }

    /// What is wrong with a scalar's text, escapes resolved.
    private static func fault(of text: ArraySlice<UInt8>) -> String? {
        if text.contains(0) { return "U+0000 must not stand in a manifest." }
        if text.allSatisfy({ $0 < 0x80 }) || Normalization.isStreamSafe(String(decoding: text, as: UTF8.self)) { return nil }
        return "A row of more than 30 combining marks must not stand in a manifest."
    }

    private func kind(_ style: yaml_scalar_style_t) -> YAMLTree.Kind {
        switch style {
        case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted
        case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted
        case YAML_LITERAL_SCALAR_STYLE, YAML_FOLDED_SCALAR_STYLE: .block
        default: .plain
        }
    }

    private mutating func begin(
        _ kind: YAMLTree.Kind, anchor: UnsafeMutablePointer<UInt8>?, tag: UnsafeMutablePointer<UInt8>?, _ place: SourceLocation,
        _ faults: inout DiagnosticList
    ) -> Bool {
        refuse(tag: tag, place, &faults)
        if open.last?.isKeyNext == true { refuseKey(place, &faults) }
        let node = YAMLTree.Node(kind: kind, at: place)
        guard open.count < YAMLBounds.depth else { return refuseDepth(place, &faults) }
        guard append(node, place, &faults) else { return false }
        open.append(Open(index: nodes.count - 1, isMapping: kind == .mapping, anchor: text(anchor)))
        return true
    }

    private mutating func end(_ mark: yaml_mark_t) {
        guard let ended = open.popLast() else { return }
        let node = nodes[ended.index]
        if Int(node.line) == mark.line + 1 { nodes[ended.index].width = UInt16(exactly: mark.column + 1 - Int(node.column)) ?? 0 }
        nodes[ended.index].count = UInt32(ended.children)
        nodes[ended.index].end = UInt32(nodes.count)
        if let anchor = ended.anchor {
            anchors[anchor] = Anchor(index: ended.index, weight: ended.weight, height: ended.height, bytes: ended.bytes)
        }
        count(weight: ended.weight, height: ended.height, bytes: ended.bytes)
    }

    /// Adds a node without children.
    private mutating func add(
        _ node: YAMLTree.Node, _ place: SourceLocation, weight: Int, height: Int, bytes: Int, _ faults: inout DiagnosticList
    ) -> Bool {
        guard append(node, place, &faults) else { return false }
        nodes[nodes.count - 1].end = UInt32(nodes.count)
        count(weight: weight, height: height, bytes: bytes)
        return true
    }

    private mutating func append(_ node: YAMLTree.Node, _ place: SourceLocation, _ faults: inout DiagnosticList) -> Bool {
        guard budget.nodes > 0 else {
            faults.report(
                .yamlNodes, at: place, "The manifest has more than \(YAMLBudget.nodes) values.",
                note: "Take out what a program put in by mistake, or split the manifest into several servers' ones.")
            return false
        }
        budget.nodes -= 1
        nodes.append(node)
        return true
    }

    private mutating func count(weight: Int, height: Int, bytes: Int) {
        guard !open.isEmpty else { return }
        let last = open.count - 1
        open[last].children += 1
        open[last].weight += weight
        open[last].bytes += bytes
        open[last].height = max(open[last].height, height + 1)
    }
}

// MARK: What is refused

extension YAMLBuilder {
    private mutating func alias(_ name: String?, _ place: SourceLocation, _ faults: inout DiagnosticList) -> Bool {
        if open.last?.isKeyNext == true { refuseKey(place, &faults) }
        var node = YAMLTree.Node(kind: .hole, at: place)
        guard let name, let anchor = anchors[name] else {
            refusedAlias = place
            refuseAlias(name ?? "", place, &faults)
            return add(node, place, weight: 1, height: 1, bytes: 0, &faults)
        }
        budget.expansion -= anchor.weight
        budget.expandedBytes -= anchor.bytes
        guard budget.expansion >= 0 else { return refuseExpansion("\(YAMLBudget.expansion) values", place, &faults) }
        guard budget.expandedBytes >= 0 else { return refuseExpansion("\(YAMLBudget.expandedBytes) bytes of text", place, &faults) }
        guard open.count + anchor.height <= YAMLBounds.depth else { return refuseDepth(place, &faults) }
        node.kind = .alias
        node.start = UInt32(anchor.index)
        return add(node, place, weight: anchor.weight, height: anchor.height, bytes: anchor.bytes, &faults)
    }

    private func refuseAlias(_ name: String, _ place: SourceLocation, _ faults: inout DiagnosticList) {
        guard !faults.isFull else { return }
        if open.contains(where: { $0.anchor == name }) {
            faults.report(
                .yamlAliasCycle, at: place, "`*\(name)` stands inside of what it names.", note: "Write the part out that is needed here.")
        } else {
            let known =
                faults.suggestion(for: name, amongAll: anchors.count) { anchors.keys.sorted() }
                ?? "Write `&\(name)` before the value that is meant, further up, or put the text in quotes."
            faults.report(.yamlAliasUndefined, at: place, "There is no anchor `&\(name)` before this alias.", note: known)
        }
    }

    private func refuseExpansion(_ most: String, _ place: SourceLocation, _ faults: inout DiagnosticList) -> Bool {
        faults.report(
            .yamlAliasExpansion, at: place, "The aliases up to here stand for more than \(most).",
            note: "Use fewer aliases; parameters that commands share belong under `groups`.")
        return false
    }

    private func refuseDepth(_ place: SourceLocation, _ faults: inout DiagnosticList) -> Bool {
        faults.report(
            .yamlDepth, at: place, "Values stand more than \(YAMLBounds.depth) deep in one another here.",
            note: "Nothing in the language needs that; check the brackets.")
        return false
    }

    private func refuseKey(_ place: SourceLocation, _ faults: inout DiagnosticList) {
        faults.report(
            .yamlKeyKind, at: place, "A key must be a text.", note: "Write the text out; lists, mappings and aliases cannot be keys.")
    }

    private func refuse(tag: UnsafeMutablePointer<UInt8>?, _ place: SourceLocation, _ faults: inout DiagnosticList) {
        guard let tag = text(tag) else { return }
        let core = "tag:yaml.org,2002:"
        let written = tag.hasPrefix(core) ? "!!" + tag.dropFirst(core.count) : tag
        faults.report(
            .yamlTag, at: place, "The tag `\(written)` is refused.", note: "Take it out; the declared kind of each place decides.")
    }

    private func text(_ pointer: UnsafeMutablePointer<UInt8>?) -> String? { pointer.map { String(cString: $0) } }
}
