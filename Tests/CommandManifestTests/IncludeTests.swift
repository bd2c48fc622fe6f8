// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import CommandManifest

@Suite("Include")
struct IncludeTests {
    private static let command = """
        { summary: Create a tag, plugin: tags, access: [user], permissions: [Tag], effects: write, groups: [call], returns: {} }
        """

    @Test("Reads files beside the one that names them, in the order in which they are named")
    func reads() throws {
        let (manifest, diagnostics) = try read([
            "commands.yaml": "manifest: 1\ninclude: [plugins/tags.yaml, last.yaml]\ncommands: { a.first: \(Self.command) }",
            "plugins/tags.yaml": "include: [deep.yaml]\ncommands: { b.second: \(Self.command) }",
            "plugins/deep.yaml": "permissions: { Tag: Change tags }\ncommands: { d.fourth: \(Self.command) }",
            "last.yaml": "manifest: 1\ngroups: { call: { Key: { type: string } } }\ncommands: { c.third: \(Self.command) }",
        ])
        #expect(diagnostics == [])
        #expect(manifest?.commands.map(\.name) == ["a.first", "b.second", "c.third", "d.fourth"])
        #expect(manifest?.commands.map { $0.parameters.map(\.name) } == Array(repeating: ["Key"], count: 4))
        #expect(manifest?.commands.last?.location.file == "plugins/deep.yaml")
    }

    @Test("Reads a text with what it includes")
    func text() throws {
        let folder = try TemporaryFolder(["part.yaml": "permissions: { Tag: Change tags }"])
        let text = Array("manifest: 1\ninclude: [part.yaml]".utf8)
        let (manifest, diagnostics) = ManifestReader().read(text: text, name: folder.path + "/unsaved.yaml")
        #expect(diagnostics == [])
        #expect(manifest?.permissions.map(\.name) == ["Tag"])
    }

    @Test("Refuses a file that cannot be read, where it is named")
    func absent() throws {
        let files = ["commands.yaml": "manifest: 1\ninclude: [part.yaml]", "part.yaml": "include:\n  - gone.yaml"]
        #expect(try lines(files) == ["part.yaml:2:5 file.unreadable"])
    }

    @Test("Refuses a circle, naming where each file was named first")
    func circle() throws {
        let files = [
            "commands.yaml": "manifest: 1\ninclude: [a.yaml]", "a.yaml": "include: [b.yaml]",
            "b.yaml": "include: [a.yaml, ./commands.yaml, ../x/b.yaml]",
        ]
        let (_, diagnostics) = try read(files)
        #expect(
            diagnostics.map(\.place) == ["b.yaml:1:11 include.duplicate", "b.yaml:1:19 include.duplicate", "b.yaml:1:36 include.outside"])
        #expect(diagnostics.flatMap(\.related).map(\.location.description) == ["commands.yaml:2:11", "commands.yaml:1:1"])
    }

    @Test(
        "Refuses a name that two files declare, naming both places (bad input 40: a command twice)",
        arguments: [
            ("commands: { tag.create: X }", "commands: { Tag.Create: X }", "command.name.duplicate", 13),
            ("commands: { tag.create: X }", "commands: { tag.create: X }", "command.name.duplicate", 13),
            ("permissions: { Other: x }", "permissions: { other: x }", "permission.duplicate", 16),
            ("groups: { other: {} }", "groups: { Other: {} }", "group.duplicate", 11),
        ])
    func duplicate(first: String, second: String, id: String, column: Int) throws {
        let start = "manifest: 1\ninclude: [part.yaml]\npermissions: { Tag: x }\ngroups: { call: {} }\n"
        let isSection = first.hasPrefix("commands")
        let files = [
            "commands.yaml": isSection ? start + first.replacing("X", with: Self.command) : "manifest: 1\ninclude: [part.yaml]\n" + first,
            "part.yaml": second.replacing("X", with: Self.command),
        ]
        let (_, diagnostics) = try read(files)
        #expect(diagnostics.map(\.place) == ["part.yaml:1:\(column) \(id)"])
        #expect(diagnostics.first?.related.map(\.location.description) == ["commands.yaml:\(isSection ? 5 : 3):\(column)"])
    }

    @Test("Tells of faults in the file that has them, and of all files at once")
    func places() throws {
        let files = ["commands.yaml": "manifest: 1\ninclude: [part.yaml]\ncolour: {}", "part.yaml": "errors: {}\ncommands: { x: [] }"]
        #expect(try lines(files) == ["commands.yaml:3:1 key.unknown", "part.yaml:1:1 key.unknown", "part.yaml:2:16 value.kind"])
    }

    @Test("Speaks of syntax alone while one file is half written (bad input 40)")
    func halfWritten() throws {
        let files = [
            "commands.yaml": "manifest: 1\ninclude: [part.yaml]\ncommands: { a.b: \(Self.command) }", "part.yaml": "permissions: { Tag: ",
        ]
        #expect(try lines(files) == ["part.yaml:1:14 yaml.syntax"])
    }

    @Test("Takes relative paths of files alone", arguments: ["/etc/hosts", "''", "~", "[]", "{}"])
    func paths(item: String) throws {
        #expect(try lines(["commands.yaml": "manifest: 1\ninclude: [\(item)]"]) == ["commands.yaml:2:11 include.invalid"])
    }

    @Test(
        "Refuses what is outside of the first file's folder, wherever links lead, there or not, and shows nothing of it",
        arguments: ["../secret.yaml", "../absent.yaml", "link.yaml", "folder/secret.yaml", "x/../../secret.yaml", "folder/absent.yaml"])
    func outside(path: String) throws {
        let folder = try TemporaryFolder([
            "inside/commands.yaml": "manifest: 1\ninclude: [\(path)]", "inside/x/y.yaml": "", "secret.yaml": "PASSWORD=hunter2",
        ])
        #expect(symlink("../secret.yaml", folder.path + "/inside/link.yaml") == 0)
        #expect(symlink("..", folder.path + "/inside/folder") == 0)
        let (manifest, diagnostics) = ManifestReader().read(file: folder.path + "/inside/commands.yaml")
        #expect(manifest == nil)
        #expect(diagnostics.map(\.id) == [.includeOutside])
        var printer = DiagnosticPrinter()
        #expect(!diagnostics.map { printer.text($0) }.joined().contains("hunter2"))
    }

    @Test("Refuses a folder whose name only begins like the first file's")
    func neighbour() throws {
        let folder = try TemporaryFolder(["a/commands.yaml": "manifest: 1\ninclude: [../ab/part.yaml]", "ab/part.yaml": "groups: {}"])
        #expect(ManifestReader().read(file: folder.path + "/a/commands.yaml").diagnostics.map(\.id) == [.includeOutside])
    }

    @Test("Takes files of another folder where that is named, and links that stay inside")
    func root() throws {
        let folder = try TemporaryFolder([
            "a/commands.yaml": "manifest: 1\ninclude: [../b/part.yaml, link.yaml]", "b/part.yaml": "groups: {}", "a/c.yaml": "groups: {}",
        ])
        #expect(symlink("c.yaml", folder.path + "/a/link.yaml") == 0)
        #expect(ManifestReader(includeRoot: folder.path).read(file: folder.path + "/a/commands.yaml").diagnostics == [])
        #expect(ManifestReader(includeRoot: folder.path + "/./a/..").read(file: folder.path + "/a/commands.yaml").diagnostics == [])
        let other = ManifestReader(includeRoot: folder.path + "/b").read(file: folder.path + "/a/commands.yaml").diagnostics
        #expect(other.map(\.id) == [.includeOutside])
    }

    @Test("Looks at an included pipe, folder or device without opening it", arguments: ["pipe", "folder", "device"])
    func irregular(name: String) throws {
        let folder = try TemporaryFolder(["commands.yaml": "manifest: 1\ninclude: [\(name)]", "folder/x": ""])
        #expect(mkfifo(folder.path + "/pipe", 0o600) == 0)
        #expect(symlink("/dev/tty", folder.path + "/device") == 0)
        let diagnostics = ManifestReader(includeRoot: "/").read(file: folder.path + "/commands.yaml").diagnostics
        #expect(diagnostics.map(\.id) == [.fileUnreadable])
        #expect(diagnostics.first?.message.contains("it is a \(name)") == true)
    }

    private func lines(_ files: [String: String]) throws -> [String] { try read(files).diagnostics.map(\.place) }

    /// Reads `commands.yaml` of these files, and names all places as if its folder were the current one.
    private func read(_ files: [String: String]) throws -> (manifest: Manifest?, diagnostics: [Diagnostic]) {
        let folder = try TemporaryFolder(files)
        var (manifest, diagnostics) = ManifestReader().read(file: folder.path + "/commands.yaml")
        for index in diagnostics.indices {
            diagnostics[index].location.file = diagnostics[index].location.file.replacing(folder.path + "/", with: "")
            for other in diagnostics[index].related.indices {
                diagnostics[index].related[other].location.file.replace(folder.path + "/", with: "")
            }
        }
        for index in (manifest?.commands ?? []).indices {
            manifest?.commands[index].location.file.replace(folder.path + "/", with: "")
        }
        return (manifest, diagnostics)
    }
}

extension Diagnostic {
    /// Its place with its id.
    fileprivate var place: String { "\(location) \(id)" }
}
