// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@Suite("new") struct NewTests {
    /// A project in a folder of its own, as `new project` makes it.
    private static func project() async throws -> (folder: TemporaryFolder, root: TemporaryFolder) {
        let root = try TemporaryFolder()
        let made = try await Finished.router("new", "project", "loan-desk", in: root)
        #expect((made.status, made.errors) == (0, ""))
        return (TemporaryFolder("loan-desk", in: root), root)
    }

    private static func texts(_ folder: TemporaryFolder) throws -> [String: String] {
        // What runs print is beside it.
        let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
            .filter { !$0.hasSuffix(".out") && !$0.hasSuffix(".err") }
        return Dictionary(
            paths.compactMap { path in (try? String(contentsOf: folder.file(path), encoding: .utf8)).map { (path, $0) } }
        ) { $1 }
    }

    @Test("project: a manifest that lists its commands, and never over what is there")
    func makesProject() async throws {
        let (folder, root) = try await Self.project()
        let list = try await Finished.router("list", in: folder)
        #expect(list.status == 0 && list.output.hasPrefix("greeting.say "))
        let before = try Self.texts(folder)
        #expect(before.count == 10)
        for name in ["loan-desk", "loan-desk --dry-run"] {
            let again = try await Finished.run(
                Project.executable, ["new", "project"] + name.split(separator: " ").map(String.init), in: root)
            #expect((again.status, again.output) == (1, ""))
            #expect(again.errors.contains("loan-desk is there already"))
        }
        #expect(try Self.texts(folder) == before)
    }

    @Test("command: a declaration that is read, a handler, a test and an entry; --dry-run tells the same and does nothing")
    func addsCommand() async throws {
        let (folder, _) = try await Self.project()
        let before = try Self.texts(folder)
        let arguments = ["new", "command", "greeting.send", "--parameter", "Name:string", "--parameter", "At:date?"]
        let dry = try await Finished.run(Project.executable, arguments + ["--dry-run"], in: folder)
        #expect(dry.status == 0 && dry.output.contains("Would make Plugins/Greetings/SendGreeting.swift"))
        #expect(try Self.texts(folder) == before)
        let run = try await Finished.run(Project.executable, arguments, in: folder)
        #expect((run.status, run.errors) == (0, ""))
        let after = try Self.texts(folder)
        #expect(after["Plugins/Greetings/SendGreeting.swift"]?.contains("var at: String?") == true)
        #expect(after["Tests/GreetingsPluginTests/SendGreetingTests.swift"]?.contains("@Suite(\"greeting.send\")") == true)
        #expect(after["Plugins/Greetings/GreetingsPlugin.swift"]?.contains("SayGreeting(),\n            SendGreeting(),\n") == true)
        #expect(after["commands.yaml"]?.hasPrefix(before["commands.yaml"] ?? "-") == true)
        let described = try await Finished.router("describe", "greeting.send", in: folder)
        #expect(described.status == 0 && described.output.contains("Greetings.Say"))
        // Whatever was made before stays as it is, and so does the rest.
        let again = try await Finished.run(Project.executable, arguments, in: folder)
        #expect(again.status == 1 && again.errors.contains("there is a command greeting.send already"))
        #expect(try Self.texts(folder) == after)
    }

    @Test(
        "command: a project that is laid out otherwise is told of, and nothing is changed",
        arguments: [
            ("Plugins/Greetings/GreetingsPlugin.swift", "commands = [", "commands = all([", "the list of commands is not where"),
            ("Plugins/Greetings/GreetingsPlugin.swift", "\"greetings\"", "\"others\"", "no file beside the manifest has a CommandPlugin"),
            (
                "Plugins/Greetings/GreetingsPlugin.swift", "SayGreeting(),", "SayGreeting(clock: clock),",
                "cannot be told what the new handler"
            ),
            ("Tests/GreetingsPluginTests/SayGreetingTests.swift", "let harness", "let server", "With --no-test none is"),
            ("commands.yaml", "effects: read", "effects: reads", "error:"),
            ("commands.yaml", "  greeting.say:\n    summary", "  ? greeting.say\n  : summary", "does not stand on lines of its own"),
            ("Plugins/Greetings/SendGreeting.swift", "", "// Mine.\n", "SendGreeting.swift is there already"),
            (
                "accounts.yaml", "call:\n    Command:", "call:\n    greetings: { type: string, summary: x }\n    Command:",
                "comes from a group already"
            ),
        ])
    func refusesOddLayouts(path: String, old: String, new: String, message: String) async throws {
        let (folder, _) = try await Self.project()
        let text = (try? String(contentsOf: folder.file(path), encoding: .utf8)) ?? ""
        #expect(old.isEmpty || text.contains(old))
        try (old.isEmpty ? new : text.replacing(old, with: new)).write(to: folder.file(path), atomically: true, encoding: .utf8)
        let before = try Self.texts(folder)
        let run = try await Finished.router("new", "command", "greeting.send", "--parameter", "Greetings:id", in: folder)
        #expect((run.status, run.output) == (1, ""))
        #expect(run.errors.contains(message))
        #expect(try Self.texts(folder) == before)
    }

    @Test(
        "A wrong command line exits with 2",
        arguments: [
            ["project"], ["project", "a b"], ["project", "x", "--from", "1"], ["command"], ["command", "a..b"],
            ["command", "a.b", "--parameter", "x"],
            ["command", "a.b", "--effects", "all"],
        ])
    func refusesWrongUse(arguments: [String]) async throws {
        let run = try await Finished.run(Project.executable, ["new"] + arguments)
        #expect((run.status, run.output) == (2, ""))
    }
}
