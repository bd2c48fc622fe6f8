// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// The guide's shell blocks, run as they stand, beside a server with a demo and in a folder that has the files which they name.
///
/// ```` ```sh run 0 1 ````: each line's exit status, 0 where none is given. ```` ```sh run tag.create ````: with this behind each line, so that
/// it takes less long. ```` ```yaml file NAME ````: a file that others of its page use. ```` ```text output COMMAND ````: what a command
/// prints, `…` in place of what is left out. ```` ```sh demo ````: names that the demo prints, and what works with them.
@Suite("What the guide tells one to type")
struct GuideRunTests {
    private static let pages = Set(GuideBlock.all.filter { ["run", "output", "demo"].contains($0.claims.first) }.map(\.page)).sorted()

    @Test("Works as it stands", arguments: pages)
    func works(page: String) async throws {
        let desk = try await GuideDesk()
        let blocks = GuideBlock.all.filter { $0.page == page }
        for block in blocks where block.claims.first == "file" {
            try block.text.write(to: desk.folder.file(block.claims[1]), atomically: true, encoding: .utf8)
        }
        for block in blocks {
            switch block.claims.first {
            case "run": try await run(block, at: desk)
            case "output":
                let command = block.claims.dropFirst().joined(separator: " ")
                let shown = try await desk.run(command).output
                #expect(Self.shows(block.text, shown), "\(block.place): \(shown)")
            case "demo": try await demonstrate(block, at: desk)
            default: break
            }
        }
    }

    private func run(_ block: GuideBlock, at desk: GuideDesk) async throws {
        let words = block.claims.dropFirst()
        let statuses = words.compactMap(Int32.init)
        let more = words.filter { Int32($0) == nil }.map { " " + $0 }.joined()
        let lines = block.text.split(separator: "\n")
        #expect(statuses.isEmpty || statuses.count == lines.count, "\(block.place) has a status for each line or none")
        var variables = ""
        for (number, line) in lines.enumerated() {
            let command = String(line.prefix(upTo: line.firstRange(of: "  #")?.lowerBound ?? line.endIndex))
            if command.hasPrefix("export ") {
                variables += command.replacing("=…", with: "=\(desk.userKey)") + "; "
                continue
            }
            let run = try await desk.run(variables + command + more)
            #expect(
                run.status == (statuses.isEmpty ? 0 : statuses[number]), "\(block.place): \(line)\n\(run.output.suffix(2000))\(run.errors)")
        }
    }

    /// Lines that give names values are what the demo prints, but for ids that differ from time to time; others work with those.
    private func demonstrate(_ block: GuideBlock, at desk: GuideDesk) async throws {
        guard block.text.contains("curl") else {
            for line in block.text.split(separator: "\n") where line != "…" {
                let parts = line.split(separator: "=", maxSplits: 1)
                let value = try #require(desk.demo.names[String(parts[0])], "the demo does not print \(parts[0])")
                #expect(parts[1].hasPrefix("…") || parts[1].hasPrefix(value + " "), "\(line): \(value)")
            }
            return
        }
        let names = desk.demo.names.map { "\($0)=\($1)" }.sorted().joined(separator: "\n")
        let run = try await desk.run(names + "\n" + block.text)
        #expect(run.status == 0)
        #expect(run.output.hasPrefix(#"{"Success":true,"#), "\(block.place): \(run.output)")
    }

    /// Whether what is printed has the lines that are shown, in order: a line `…` stands for any, and at a line's end for its rest. Lines
    /// of the manifest move, and are not compared.
    private static func shows(_ text: String, _ output: String) -> Bool {
        func lines(_ text: String) -> [Substring] {
            text.replacing(/\.yaml:\d+:\d+/, with: ".yaml").split(separator: "\n", omittingEmptySubsequences: true)
        }
        var rest = lines(output)[...]
        var skips = false
        for line in lines(text) {
            if line == "…" {
                skips = true
                continue
            }
            func fits(_ printed: Substring) -> Bool {
                let words = { (text: Substring) in text.split(separator: " ").joined(separator: " ") }
                return line.hasSuffix("…") ? words(printed).hasPrefix(words(line.dropLast())) : words(printed) == words(line)
            }
            guard let place = skips ? rest.firstIndex(where: fits) : rest.first.map({ fits($0) ? rest.startIndex : nil }) ?? nil else {
                return false
            }
            rest = rest[(place + 1)...]
            skips = false
        }
        return true
    }
}

extension GuideBlock {
    /// What stands behind the language, word by word.
    fileprivate var claims: [String] { claim.split(separator: " ").map(String.init) }
}

/// Where the guide is tried: a server with a demo, and a folder with what the guide speaks of.
private struct GuideDesk {
    let folder: TemporaryFolder
    let demo: Demo
    /// The key of the demo's user.
    let userKey: String
    private let adminKey: String
    private let server: RunningServer

    init() async throws {
        folder = try TemporaryFolder()
        let first = try await RunningServer.start(["--demo"])
        (userKey, adminKey, demo) = (first.userKey, first.adminKey, Demo(of: first))
        _ = try await first.stop()
        // A database that no server has open.
        try FileManager.default.copyItem(at: first.folder.file("router.sqlite"), to: folder.file("router.sqlite"))
        server = try await RunningServer.start(in: first.folder)
        // What was released before took a status more: what the guide accepts all the same.
        let manifest = try String(contentsOfFile: Project.manifest, encoding: .utf8)
        let released = manifest.replacing("oneOf: [Draft, Ready", with: "oneOf: [Draft, Archived, Ready")
        for name in ["commands.yaml", "released.yaml"] { try released.write(to: folder.file(name), atomically: true, encoding: .utf8) }
        let people = "EmailAddress,FirstName,LastName\nann@example.com,Ann,Lee\n"
        try people.write(to: folder.file("people.csv"), atomically: true, encoding: .utf8)
        let git = "git -c user.name=a -c user.email=a@example.com"
        let made = try await run("git init -q -b main && \(git) add commands.yaml && \(git) commit -qm a && git tag v1.2")
        #expect((made.status, made.errors) == (0, ""))
        try manifest.write(to: folder.file("commands.yaml"), atomically: true, encoding: .utf8)
    }

    /// Runs a line, or some, as they are typed.
    func run(_ script: String) async throws -> Finished {
        let address = "127.0.0.1:\(server.port)"
        return try await Finished.run(
            "bash", ["-c", "command-router() { \"$ROUTER\" \"$@\"; }\n" + script.replacing("127.0.0.1:8080", with: address)], in: folder,
            environment: [
                "ROUTER": Project.executable, "KEY": userKey, "ADMIN": adminKey, "ADMIN_KEY": adminKey,
                "COMMAND_ROUTER_URL": "http://" + address,
            ], within: .seconds(300))
    }
}
