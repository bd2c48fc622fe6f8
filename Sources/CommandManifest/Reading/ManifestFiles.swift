// SPDX-License-Identifier: Apache-2.0

/// The files of one manifest: the first, and those named under `include`, each once.
struct ManifestFiles {
    /// The most files that a manifest has.
    private static let most = 256

    /// The folder that included files must be in; nil for that of the first file.
    private let includeRoot: String?
    /// The same as the system has it, links followed.
    private var root = ""
    private var budget = YAMLBudget()

    private(set) var faults = DiagnosticList()
    /// The top of each file, in the order in which they are named.
    private(set) var roots: [YAMLNode] = []
    /// Whether every file could be read; where one could not, what it declares would be missed everywhere else.
    private(set) var isComplete = true
    /// The path of each file that was looked for, in that order.
    private(set) var paths: [String] = []
    /// Where each file was first named, by the path that tells files apart.
    private var known: [String: SourceLocation] = [:]
    /// What some files hold in place of what is on disk, by the path that tells files apart.
    var texts: [String: [UInt8]] = [:]

    /// Files of which those that are included must be in a folder; nil for that of the first file.
    init(includeRoot: String? = nil) { self.includeRoot = includeRoot }

    /// Loads a file and all that it includes.
    mutating func load(_ path: String) {
        root = SourceFile.identity(includeRoot ?? SourceFile.folder(of: path))
        let start = SourceLocation(file: path, line: 1, column: 1)
        known[SourceFile.identity(path)] = start
        open(path, start)
        followIncludes()
    }

    /// Loads a text in place of a file's and all that it includes.
    mutating func load(_ text: [UInt8], name: String) {
        root = SourceFile.identity(includeRoot ?? SourceFile.folder(of: name))
        known[SourceFile.identity(name)] = SourceLocation(file: name, line: 1, column: 1)
        parse(text, name)
        followIncludes()
    }

    /// Files are followed in the order in which they are named, without recursion.
    private mutating func followIncludes() {
        var next = 0
        while next < roots.count {
            let root = roots[next]
            next += 1
            guard let list = root["include"], !list.isHole else { continue }
            if !list.isSequence {
                isComplete = false
                let path = list.isScalar && !list.isNull && list.bytes.count <= 80 ? list.text : "…"
                faults.report(.valueKind, at: list.location, "`include` must be a list.", note: "Write it in brackets: `[\(path)]`.")
            }
            for item in list.items where !faults.isFull && known.count <= Self.most { include(item, from: root.tree.file) }
        }
    }

    private mutating func include(_ node: YAMLNode, from file: String) {
        guard !node.isHole else { return }
        guard node.isScalar, !node.isNull, !node.bytes.isEmpty, node.bytes.first != UInt8(ascii: "/") else {
            isComplete = false
            faults.report(
                .includeInvalid, at: node.location, "An item of `include` must be the path of a file relative to this one.",
                note: "Write a path such as `plugins/tags.yaml`.")
            return
        }
        let path = SourceFile.path(node.text, beside: file)
        guard isInside(path) else { return refuseOutside(node) }
        if let first = known.updateValue(node.location, forKey: SourceFile.identity(path)) {
            faults.report(
                .includeDuplicate, at: node.location, "`\(node.text)` is part of this manifest already.",
                note: "Include each file once.",
                related: [.init(first.file == path ? "It is this file." : "It is named first here.", at: first)])
            return
        }
        guard known.count <= Self.most else {
            isComplete = false
            faults.report(
                .includeLimit, at: node.location, "A manifest has at most \(Self.most) files.", note: "Put some of them together.")
            return
        }
        open(path, node.location)
    }

    /// Whether a file is in the folder that included files must be in, links followed.
    private func isInside(_ path: String) -> Bool {
        root == "/" || SourceFile.destination(path).utf8.starts(with: (root + "/").utf8)
    }

    /// Neither the file nor whether there is one is told: a manifest may be of somebody who may not read it.
    private mutating func refuseOutside(_ node: YAMLNode) {
        isComplete = false
        faults.report(
            .includeOutside, at: node.location, "`\(node.text)` is outside of the folder that included files must be in.",
            note: "Move it beside the manifest, or name a folder that has both with `--include-root`.")
    }

    private mutating func open(_ path: String, _ place: SourceLocation) {
        paths.append(path)
        do {
            parse(try bytes(path), path)
        } catch {
            isComplete = false
            let nearest = SourceFile.nearest(to: path)
            faults.report(
                .fileUnreadable, at: place, "`\(path)` cannot be read: \(error.reason).",
                note: nearest.map { "Did you mean `\($0)`?" } ?? "Check its name and who may read it.")
        }
    }

    private func bytes(_ path: String) throws(SourceFile.Unreadable) -> [UInt8] {
        if let text = texts[SourceFile.identity(path)] { return text }
        return try SourceFile.bytes(path)
    }

    private mutating func parse(_ bytes: [UInt8], _ name: String) {
        guard let tree = YAMLParser.tree(of: bytes, file: name, budget: &budget, faults: &faults) else {
            isComplete = false
            return
        }
        if let root = tree.root, root.isMapping {
            roots.append(root)
        } else {
            isComplete = false
            faults.report(
                .manifestVersion, at: tree.root?.location ?? SourceLocation(file: name, line: 1, column: 1),
                "This is not a manifest.", note: "Start with `manifest: 1` and declare `commands`.")
        }
    }
}
