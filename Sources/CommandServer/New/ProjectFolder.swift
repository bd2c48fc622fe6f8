// SPDX-License-Identifier: Apache-2.0

import CommandManifest
import Foundation

/// A project as it lies on the disk: a manifest, and Swift files in the folders beside it.
struct ProjectFolder {
    /// The folder in which this runs; paths are relative to it.
    let folder = FileManager.default.currentDirectoryPath
    private let file: String
    private let reader: ManifestReader
    private let manifest: Manifest
    private let sources: ProjectSources

    /// Reads the manifest and looks for Swift files.
    /// - Throws: ``CommandLineFailure`` with the diagnostics of a manifest that is not sound.
    init(manifest file: String, by reader: ManifestReader) throws {
        self.file = file
        self.reader = reader
        manifest = try ManifestFile.read(file, by: reader)
        sources = ProjectSources(beside: file)
    }

    /// Plans a declaration, a handler, an entry in the plugin's list, and a test.
    /// - Throws: ``CommandLineFailure`` where the project is not laid out such that it can be told where they go.
    func add(_ sketch: CommandSketch, plugin name: String?, withTest: Bool, to plan: inout FilePlan) throws {
        let names = manifest.commands.map(\.name)
        if let same = names.first(where: { $0.lowercased() == sketch.name.lowercased() }) {
            throw CommandLineFailure("Nothing was changed: there is a command \(same) already.")
        }
        let anchor = try anchor(for: sketch, plugin: name)
        let plugin = try sources.plugin(anchor.plugin)
        let (path, before, after) = try declare(sketch, behind: anchor)
        plan.change(path, from: before, to: after)
        let handler = ProjectSources.beside(plugin.path, sketch.typeName + ".swift")
        plan.make(handler, sketch.handler(try sources.handlerSurroundings(plugin)))
        plan.change(plugin.path, from: plugin.text, to: plugin.adding(sketch.typeName))
        if withTest {
            let bench = try sources.bench(of: plugin, kind: anchor.access == [.admin] ? "admin" : "user")
            let test = sketch.test(bench.surroundings, harness: bench.harness, key: bench.key)
            plan.make(bench.folder + sketch.typeName + "Tests.swift", test)
        }
    }

    /// The command behind which the new one is declared: the last one of the plugin whose name begins alike, else the plugin's last.
    private func anchor(for sketch: CommandSketch, plugin name: String?) throws -> CommandDeclaration {
        let own = manifest.commands.filter { $0.plugin != "accounts" }
        let alike = own.filter { $0.name.split(separator: ".").first?.lowercased() == sketch.words.first?.lowercased() }
        let plugins = own.map(\.plugin).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        guard let plugin = name ?? alike.last?.plugin ?? (plugins.count == 1 ? plugins.first : nil) else {
            throw CommandLineFailure("Nothing was changed: say which plugin it is of with --plugin: \(plugins.joined(separator: ", ")).")
        }
        guard let last = own.last(where: { $0.plugin == plugin }) else {
            let known = plugins.isEmpty ? "The manifest has none." : "Those of the manifest are \(plugins.joined(separator: ", "))."
            throw CommandLineFailure("Nothing was changed: no command is declared of a plugin \(plugin). \(known)")
        }
        return alike.last { $0.plugin == plugin } ?? last
    }

    /// The file of the other command with one declaration more, which is read again to see that it is understood.
    private func declare(
        _ sketch: CommandSketch, behind anchor: CommandDeclaration
    ) throws -> (path: String, before: String, after: String) {
        let path = anchor.location.file
        guard let before = try? String(contentsOfFile: path, encoding: .utf8) else { throw CommandLineFailure("\(path) cannot be read.") }
        let place = try ManifestInsertion(behind: anchor, in: before)
        let inner = place.indent + place.step
        let access = anchor.access == [.none] ? ["\(inner)access: [user]"] : place.section("access")
        let given = CommandSketch.Surroundings(
            plugin: anchor.plugin, access: access, permissions: place.section("permissions"), groups: place.section("groups"))
        let after = place.text(with: sketch.declaration(given, indent: place.indent, step: place.step))
        let read = reader.read(file: file, with: [path: Array(after.utf8)])
        guard let reread = read.manifest else {
            let faults = read.diagnostics.map { "\($0.location): \($0.message)" }.joined(separator: "\n")
            throw CommandLineFailure("Nothing was changed: the manifest would not be sound.\n" + faults)
        }
        var expected = manifest.commands.map(\.name)
        expected.insert(sketch.name, at: (expected.firstIndex(of: anchor.name) ?? expected.count - 1) + 1)
        guard reread.commands.map(\.name) == expected else { throw ManifestInsertion.odd(anchor) }
        return (path, before, after)
    }
}
