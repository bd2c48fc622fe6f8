// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import CommandManifest

@Suite("SourceFile")
struct SourceFileTests {
    @Test("Says why a file cannot be read, at its first place", arguments: ["absent.yaml", "folder", "pipe", "loop", "folder/x.yaml/y"])
    func unreadable(name: String) throws {
        let folder = try TemporaryFolder(["folder/x.yaml": "manifest: 1"])
        #expect(mkfifo(folder.path + "/pipe", 0o600) == 0)
        #expect(symlink("loop", folder.path + "/loop") == 0)
        let (manifest, diagnostics) = ManifestReader().read(file: folder.path + "/" + name)
        #expect(manifest == nil)
        #expect(diagnostics.map(\.line) == ["file.unreadable:1:1"])
        #expect(diagnostics.first?.message.contains("/" + name + "` cannot be read: ") == true)
    }

    @Test("Reads no device", arguments: ["/dev/zero", "/dev/null", "/dev/stdin"])
    func device(path: String) {
        #expect(ManifestReader().read(file: path).manifest == nil)
    }

    @Test("Reads a file of several chunks whole, and through a link")
    func whole() throws {
        let text = "manifest: 1\n" + String(repeating: "# a comment\n", count: 20_000)
        let folder = try TemporaryFolder(["long.yaml": text])
        #expect(symlink("long.yaml", folder.path + "/link.yaml") == 0)
        #expect(try SourceFile.bytes(folder.path + "/link.yaml") == Array(text.utf8))
        #expect(SourceFile.identity(folder.path + "/link.yaml") == SourceFile.identity(folder.path + "/./long.yaml"))
    }

    @Test(
        "Finds a path beside a file",
        arguments: [("a.yaml", "b.yaml", "b.yaml"), ("x/a.yaml", "b.yaml", "x/b.yaml"), ("/x/a.yaml", "../b.yaml", "/x/../b.yaml")])
    func beside(file: String, path: String, result: String) {
        #expect(SourceFile.path(path, beside: file) == result)
    }
}
