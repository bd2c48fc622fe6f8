// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The Swift files of a project.
struct ProjectSources {
    /// What a test of a plugin's commands is written from.
    struct Bench {
        /// With a slash at its end.
        let folder: String
        /// The line that makes a harness.
        let harness: String
        /// The key of a caller who may do everything.
        let key: String
        let surroundings: CommandSketch.SwiftSurroundings
    }

    private let files: [(path: String, text: String)]

    /// Reads what lies in the folder of a file; other packages in it, and hidden folders, are passed over.
    init(beside file: String) {
        let root = file.contains("/") ? String(file[...(file.lastIndex(of: "/") ?? file.startIndex)]) : ""
        var files: [(String, String)] = []
        let keys: [URLResourceKey] = [.isDirectoryKey]
        let walk = FileManager.default.enumerator(
            at: URL(filePath: root.isEmpty ? "." : root), includingPropertiesForKeys: keys, options: [.skipsHiddenFiles])
        let prefix = URL(filePath: root.isEmpty ? "." : root).standardizedFileURL.path
        while let url = walk?.nextObject() as? URL {
            if FileManager.default.fileExists(atPath: url.appending(path: "Package.swift").path) { walk?.skipDescendants() }
            guard url.pathExtension == "swift", let text = try? String(contentsOf: url, encoding: .utf8) else { continue }
            files.append((root + url.standardizedFileURL.path.dropFirst(prefix.count + 1), text))
        }
        self.files = files.sorted { $0.0 < $1.0 }
    }

    /// The file in which a plugin is written.
    /// - Throws: ``CommandLineFailure`` where there is none, or more than one.
    func plugin(_ name: String) throws -> PluginSource {
        let found = try files.filter { !$0.path.contains("Tests/") }.compactMap { try PluginSource($0.path, text: $0.text, plugin: name) }
        guard let first = found.first else {
            throw CommandLineFailure(
                "Nothing was changed: no file beside the manifest has a CommandPlugin with `let name = \"\(name)\"`.")
        }
        guard found.count == 1 else {
            throw CommandLineFailure(
                "Nothing was changed: there are two plugins with the name \(name), in \(found.map(\.path).joined(separator: " and ")).")
        }
        return first
    }

    /// What the plugin's last handler is written with.
    /// - Throws: ``CommandLineFailure`` where it takes something that its file does not show.
    func handlerSurroundings(_ plugin: PluginSource) throws -> CommandSketch.SwiftSurroundings {
        guard let last = plugin.last else { return .init(imports: ["import CommandKit"]) }
        let path = Self.beside(plugin.path, last.type + ".swift")
        let lines = Self.lines(files.first { $0.path == path }?.text ?? "")
        let labels = last.arguments.split(whereSeparator: { "(,".contains($0) }).compactMap { part -> String? in
            let label = part.split(separator: ":", maxSplits: 1)
            return label.count == 2 ? label[0].trimmingCharacters(in: .whitespaces) : nil
        }
        let properties = labels.compactMap { label in
            lines.first { $0.hasPrefix("    let \(label): ") && !$0.contains("=") }?.trimmingCharacters(in: .whitespaces)
        }
        guard properties.count == labels.count, last.arguments == "()" || !labels.isEmpty else {
            throw CommandLineFailure(
                "Nothing was changed: \(plugin.path) makes \(last.type)\(last.arguments), and \(path) does not declare that as "
                    + "`let NAME: TYPE`, so it cannot be told what the new handler is made with.")
        }
        return surroundings(lines, imports: ["import CommandKit"], properties: properties)
    }

    /// Where the plugin's tests are, and how they make a harness.
    /// - Throws: ``CommandLineFailure`` where no test shows it.
    func bench(of plugin: PluginSource, kind: String) throws -> Bench {
        let tests = files.filter { $0.path.contains("Tests/") }
        let folders = Set(tests.filter { $0.text.contains(plugin.type + "(") }.map { Self.folder($0.path) })
        for folder in folders.sorted() {
            let inside = tests.filter { Self.folder($0.path) == folder }
            let example = inside.lazy.compactMap { file in
                Self.lines(file.text).first { $0.contains("let harness = ") }.map { (file.text, $0.trimmingCharacters(in: .whitespaces)) }
            }.first
            guard let example, let key = inside.lazy.compactMap({ Self.key($0.text, kind) }).first else { continue }
            let imports = ["import CommandTesting", "import Testing"]
            return Bench(
                folder: folder, harness: example.1, key: key,
                surroundings: surroundings(Self.lines(example.0), imports: imports, properties: []))
        }
        throw CommandLineFailure(
            "Nothing was changed: no folder of tests makes a \(plugin.type) and has a line `let harness = …` and a caller "
                + "`\"KEY\": Principal(kind: .\(kind), …`, so no test can be written in their style. With --no-test none is.")
    }

    private func surroundings(_ lines: [String], imports: [String], properties: [String]) -> CommandSketch.SwiftSurroundings {
        let heading = lines.prefix { $0.hasPrefix("//") && !$0.hasPrefix("///") }
        let theirs = lines.filter { $0.hasPrefix("import ") }
        return .init(heading: Array(heading), imports: Set(imports + theirs).sorted(), properties: properties)
    }

    /// The key in `"KEY": Principal(kind: .user`.
    private static func key(_ text: String, _ kind: String) -> String? {
        guard let end = text.range(of: "\": Principal(kind: .\(kind)") else { return nil }
        return text[..<end.lowerBound].split(separator: "\"", omittingEmptySubsequences: false).last.map(String.init)
    }

    private static func lines(_ text: String) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }
    private static func folder(_ path: String) -> String { path.lastIndex(of: "/").map { String(path[...$0]) } ?? "" }
    /// A file in the folder of another.
    static func beside(_ path: String, _ name: String) -> String { folder(path) + name }
}
