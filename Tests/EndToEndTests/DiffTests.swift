// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@Suite("diff")
struct DiffTests {
    private static let manifest = """
        manifest: 1
        include: [parts/tags.yaml]
        commands: {}
        """

    private static func tags(_ most: Int) -> String {
        """
        commands:
          tag.create:
            summary: Create a tag
            plugin: tags
            access: [user]
            permissions: []
            effects: write
            returns: {}
            parameters:
              Tag: { type: string, maxLength: \(most), invalid: 1 }
            errors: { 1: Bad tag }
        """
    }

    @Test(
        "Exits with 1 for changes of a refused class that are not accepted, and with 2 for a wrong command line",
        arguments: [
            (["old.yaml", "old.yaml"], 0), (["old.yaml", "new.yaml"], 0),
            (["old.yaml", "new.yaml", "--fail-on", "breaking,tightening"], 1),
            (["old.yaml", "new.yaml", "--fail-on", "tightening", "--accept", "accepted.yaml"], 0), (["old.yaml", "none.yaml"], 1),
            (["old.yaml", "none.yaml", "--fail-on", "none"], 0), (["old.yaml", "new.yaml", "--fail-on", "bad"], 2), (["old.yaml"], 2),
            (["old.yaml", "absent.yaml"], 1), (["old.yaml", "new.yaml", "--accept", "absent.yaml"], 1), (["HEAD:old.yaml", "new.yaml"], 1),
        ] as [([String], Int32)])
    func exits(arguments: [String], status: Int32) async throws {
        let folder = try TemporaryFolder()
        for (name, text) in [("old.yaml", Self.tags(9)), ("new.yaml", Self.tags(8)), ("none.yaml", "commands: {}")] {
            try "manifest: 1\n\(text)".write(to: folder.file(name), atomically: true, encoding: .utf8)
        }
        try "- { change: limit.tightened, at: tag.create/parameters.Tag.maxLength, reason: Nobody has longer ones }"
            .write(to: folder.file("accepted.yaml"), atomically: true, encoding: .utf8)
        let run = try await Finished.run(Project.executable, ["diff"] + arguments, in: folder)
        #expect(run.status == status, "\(run.output) \(run.errors)")
    }

    @Test("Compares with a revision of git, included files and all, and names places by it")
    func revision() async throws {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(at: folder.file("parts"), withIntermediateDirectories: true)
        try Self.manifest.write(to: folder.file("commands.yaml"), atomically: true, encoding: .utf8)
        try Self.tags(9).write(to: folder.file("parts/tags.yaml"), atomically: true, encoding: .utf8)
        let name = ["-c", "user.name=a", "-c", "user.email=a@example.com"]
        for arguments in [["init", "-q"], ["add", "."], name + ["commit", "-q", "-m", "one"], ["tag", "v1"]] {
            #expect(try await Finished.run("/usr/bin/env", ["git"] + arguments, in: folder).status == 0)
        }
        try Self.tags(8).write(to: folder.file("parts/tags.yaml"), atomically: true, encoding: .utf8)
        let run = try await Finished.router("diff", "v1:commands.yaml", "commands.yaml", "--json", in: folder)
        #expect(run.status == 0, "\(run.errors)")
        let change = try #require(JSON(run.output)?["changes"].items.first)
        #expect(change["id"] == "limit.tightened")
        #expect(change["old"] == "v1:parts/tags.yaml:10:28" && change["new"] == "parts/tags.yaml:10:28")
        let unknown = try await Finished.router("diff", "v2:commands.yaml", "commands.yaml", in: folder)
        #expect(unknown.status == 1 && unknown.errors.contains("v2"))
    }

    @Test("Finds no difference between the shipped manifest and itself")
    func itself() async throws {
        let run = try await Finished.router("diff", Project.manifest, Project.manifest)
        #expect((run.status, run.output) == (0, "0 breaking, 0 tightening, 0 loosening, 0 neutral\n"))
    }
}
