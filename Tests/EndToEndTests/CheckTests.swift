// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// `check` as people, editors and CI use it.
@Suite("check", .serialized) struct CheckTests {
    private static let wrong = "manifest: 1\ninclude: [part.yaml]\npermissions: { Tags: a }\ncommand: {}\n"
    private static let part = "permissions: { tags: b }\n"

    /// A folder with a manifest that has a fault, and a file that it includes with another.
    private func folder() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try Self.wrong.write(to: folder.file("m.yaml"), atomically: true, encoding: .utf8)
        try Self.part.write(to: folder.file("part.yaml"), atomically: true, encoding: .utf8)
        return folder
    }

    @Test("Shows each line with what is meant marked, in the file that has it, without colours")
    func text() async throws {
        let check = try await Finished.router("check", "m.yaml", in: folder())
        #expect((check.status, check.errors) == (1, ""))
        let expected = """
            m.yaml:4:1: error: A manifest has no key `command`. [key.unknown]
               4 | command: {}
                 | ^~~~~~~
              note: Did you mean `commands`?
            part.yaml:1:16: error: The permission `tags` is declared a second time; names that differ only in case are one. [permission.duplicate]
               1 | permissions: { tags: b }
                 |                ^~~~
            m.yaml:3:16: note: It is declared first here.
               3 | permissions: { Tags: a }
                 |                ^~~~
              note: Rename one of the two or take it out.
            m.yaml: 2 errors, 0 warnings

            """
        #expect(check.output == expected)
    }

    @Test("Explains an id, lists all, and exits with 2 for one that there is none of")
    func explains() async throws {
        let page = try await Finished.router("check", "--explain", "key.unknown")
        #expect((page.status, page.errors) == (0, ""))
        for text in ["key.unknown: The language does not have this key in this place.\n", "\nWrong:\n", "\nRight:\n"] {
            #expect(page.output.contains(text))
        }
        let list = try await Finished.router("check", "--explain")
        #expect((list.status, list.errors) == (0, ""))
        let ids = list.output.split(separator: "\n").compactMap { $0.split(separator: " ").first }
        #expect(ids.count == Set(ids).count && ids.contains("yaml.syntax") && ids.contains("contract.unbound"))
        let unknown = try await Finished.router("check", "--explain", "key.unkown")
        #expect((unknown.status, unknown.output) == (2, ""))
        #expect(unknown.errors.hasPrefix("Error: There is no id key.unkown. Did you mean key.unknown?"))
    }

    @Test("Prints JSON with places, their ends, and what to do")
    func json() async throws {
        for arguments in [["--json"], ["--format", "json"]] {
            let check = try await Finished.run(Project.executable, ["check", "m.yaml"] + arguments, in: folder())
            #expect((check.status, check.errors) == (1, ""))
            let report = try #require(JSON(check.output))
            #expect((report["sound"], report["errors"], report["warnings"], report["file"]) == (.boolean(false), 2, 0, "m.yaml"))
            let first = try #require(report["diagnostics"].items.first)
            #expect((first["id"], first["severity"], first["file"]) == ("key.unknown", "error", "m.yaml"))
            #expect((first["line"], first["column"], first["endColumn"]) == (4, 1, 8))
            #expect(first["message"] == "A manifest has no key `command`.")
            #expect((first["note"], first["related"]) == ("Did you mean `commands`?", .null))
            #expect(first["meaning"] == "The language does not have this key in this place.")
            let related = try #require(report["diagnostics"].items.last?["related"].items.first)
            #expect((related["file"], related["line"], related["column"], related["endColumn"]) == ("m.yaml", 3, 16, 20))
            #expect(related["message"] == "It is declared first here.")
        }
    }

    @Test("Prints SARIF whose results point into the files")
    func sarif() async throws {
        let check = try await Finished.router("check", "m.yaml", "--format", "sarif", in: folder())
        #expect((check.status, check.errors) == (1, ""))
        let log = try #require(JSON(check.output))
        #expect(log["version"] == "2.1.0")
        let run = try #require(log["runs"].items.first)
        #expect(run["tool"]["driver"]["rules"].items.compactMap { $0["id"].text } == ["key.unknown", "permission.duplicate"])
        let results = run["results"].items
        #expect(results.map { $0["ruleIndex"] } == [0, 1])
        let place = try #require(results.last?["locations"].items.first)["physicalLocation"]
        #expect(place["artifactLocation"]["uri"] == "part.yaml")
        #expect((place["region"]["startLine"], place["region"]["startColumn"], place["region"]["endColumn"]) == (1, 16, 20))
        #expect(results.last?["relatedLocations"].items.count == 1)
    }

    @Test("Prints annotations, one a line")
    func annotations() async throws {
        let check = try await Finished.router("check", "m.yaml", "--format", "github", in: folder())
        #expect((check.status, check.errors) == (1, ""))
        let lines = check.output.split(separator: "\n")
        #expect(lines.count == 2)
        let place = "file=m.yaml,line=4,col=1,endColumn=8,title=key.unknown"
        #expect(lines.first == "::error \(place)::A manifest has no key `command`.%0ADid you mean `commands`?")
        #expect(lines.last?.contains("%0Am.yaml:3:16: It is declared first here.%0A") == true)
    }

    @Test("Prints nothing but an empty list for a sound manifest", arguments: ["json", "sarif", "github"])
    func sound(format: String) async throws {
        let check = try await Finished.router("check", Project.manifest, "--format", format)
        #expect((check.status, check.errors) == (0, ""))
        switch format {
        case "json": #expect(JSON(check.output)?["diagnostics"].items.isEmpty == true)
        case "sarif": #expect(JSON(check.output)?["runs"].items.first?["results"].items.isEmpty == true)
        default: #expect(check.output == "")
        }
    }
}
