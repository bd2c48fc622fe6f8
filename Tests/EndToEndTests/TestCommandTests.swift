// SPDX-License-Identifier: Apache-2.0

import CommandStorage
import CommandStorageSQLite
import Foundation
import TestSupport
import Testing

#if canImport(FoundationXML)
import FoundationXML
#endif

@Suite("command-router test")
struct TestCommandTests {
    /// Runs `test` on the shipped manifest.
    private func test(_ arguments: String..., in folder: TemporaryFolder? = nil) async throws -> Finished {
        try await Finished.run(
            Project.executable, ["test", "--manifest", Project.manifest] + arguments, in: folder ?? TemporaryFolder())
    }

    @Test("Runs the cases of the commands that are named, and exits with 0") func passes() async throws {
        let run = try await test("tag.u*", "--cases", "20")
        #expect(run.status == 0, "\(run.output.prefix(2_000))")
        #expect(run.output.contains(", 0 failed") || run.output.contains(" passed, 0 failed"))
        #expect(run.errors == "")
    }

    @Test("Lists names, and the same each time") func lists() async throws {
        let (first, second) = (try await test("tag.create", "--list"), try await test("tag.create", "--list"))
        #expect(first.output == second.output)
        #expect(first.output.contains("\ntag.create/Tag/required/absent@rpc\n"))
        #expect(!first.output.contains("@v1\n") || first.output.contains("tag.create/surfaces/v1@v1\n"))
    }

    @Test("Writes TAP, JUnit and JSON that others read", arguments: ["tap", "junit", "json"]) func writes(format: String) async throws {
        let run = try await test("user.logout", "--cases", "3", "--format", format)
        #expect(run.status == 0)
        let lines = run.output.split(separator: "\n")
        switch format {
        case "tap":
            let plan = try #require(lines.last?.split(separator: ".").last.flatMap { Int($0) })
            #expect(lines.first == "TAP version 14" && plan > 100)
            #expect(lines.count { $0.hasPrefix("ok ") } == plan)
        case "junit":
            #expect(XMLParser(data: Data(run.output.utf8)).parse())
            #expect(run.output.contains("<testsuites>") && lines.count { $0.hasPrefix("  <testcase ") } > 100)
        default:
            #expect(lines.allSatisfy { JSON(String($0)) != nil })
            #expect(JSON(String(lines.last ?? ""))?["failed"].number == 0)
        }
    }

    @Test("Finds nothing wrong with a running gateway, and changes nothing there") func testsGateway() async throws {
        let server = try await RunningServer.start()
        let before = try await server.user.call("tags.get").text
        let run = try await test(
            "tag*", "account.create", "--cases", "5", "--url", "http://127.0.0.1:\(server.port)", "--api-key", server.userKey,
            "--admin-api-key",
            server.adminKey)
        #expect(run.status == 0, "\(run.output.prefix(2_000))")
        #expect(run.output.contains(", 0 failed, "))
        #expect(!run.output.contains(server.userKey) && !run.output.contains(server.adminKey))
        #expect(try await server.user.call("tags.get").text == before)
    }

    @Test("With --execute no case of a command is left out, and everything is as it was afterwards") func executes() async throws {
        let server = try await RunningServer.start()
        let run = try await test(
            "tags.*", "tag.create", "--cases", "5", "--execute", "--url", "http://127.0.0.1:\(server.port)", "--admin-api-key",
            server.adminKey)
        #expect(run.status == 0, "\(run.output.prefix(2_000)) \(run.errors)")
        #expect(run.output.hasSuffix(" passed, 0 failed\n") && !run.output.contains("skipped"))
        #expect(!run.output.contains("crk_") && !run.output.contains("cra_"))
        #expect(try await Self.rows(afterStopping: server) == Self.untouched)
    }

    @Test("A run with --execute that is stopped removes what it made", arguments: [SIGINT, SIGTERM]) func stops(signal: Int32) async throws
    {
        let server = try await RunningServer.start()
        let run = try RunningProcess(
            Project.executable,
            [
                "test", "--manifest", Project.manifest, "--execute", "--cases", "100000", "--format", "tap", "--url",
                "http://127.0.0.1:\(server.port)", "--admin-api-key", server.adminKey,
            ], in: TemporaryFolder())
        let status = try await BlockingWork.run {
            _ = try BlockingWork.poll("the first result", for: .seconds(60)) { run.output.contains("\nok ") ? true : nil }
            run.signal(signal)
            return try run.exitStatus()
        }
        #expect(status == 1 && run.errors.contains("Stopped"))
        #expect(try await Self.rows(afterStopping: server) == Self.untouched)
    }

    /// The demo's user and admin, with a key each.
    private static let untouched = ["users": 2, "api_keys": 2, "sessions": 0, "fixture_accounts": 0, "tags": 0, "campaigns": 0, "lists": 0]

    private static func rows(afterStopping server: RunningServer) async throws -> [String: Int] {
        #expect(try await server.stop() == 0)
        let database = try SQLiteDatabase(path: server.folder.file("router.sqlite").path(percentEncoded: false))
        let rows = try await database.read(until: .now + .seconds(10)) { reading in
            try untouched.keys.reduce(into: [:]) { rows, table in
                rows[table] = try reading.row("SELECT COUNT(*) FROM \(SQL(stringLiteral: table))")?.get(0, as: Int.self)
            }
        }
        try await database.close()
        return rows
    }

    @Test("An admin without every permission cannot have accounts made") func refusesLesserAdmins() async throws {
        let server = try await RunningServer.start()
        let run = try await test(
            "tag.create", "--cases", "0", "--execute", "--url", "http://127.0.0.1:\(server.port)", "--admin-api-key", server.userKey)
        #expect(run.status == 1)
        #expect(run.errors.contains("takes an admin's key with every permission") && run.errors.contains("99999"))
    }

    @Test("Another account's ids are tried on the handlers, and what has none says so") func triesIDs() async throws {
        let run = try await test("tag.update/TagID/*", "--cases", "0", "--format", "tap")
        #expect(run.output.contains(" - tag.update/TagID/another-account@api\n"))
        let folder = try TemporaryFolder()
        let manifest = """
            manifest: 1
            permissions: {}
            errors: { 99998: Who is calling, 99999: Not allowed, 100006: Invalid }
            groups: { key: { APIKey: { type: string, role: key, required: 3, secret: true, summary: Key } } }
            commands:
              loan.end:
                summary: End a loan
                plugin: loans
                access: [user]
                permissions: []
                effects: write
                groups: [key]
                parameters: { LoanID: { type: id, required: 1, invalid: 2, summary: The loan } }
                errors: { 1: No loan, 2: Bad loan, 3: No key }
                returns: {}
            """
        try manifest.write(to: folder.file("loans.yaml"), atomically: true, encoding: .utf8)
        let other = try await Finished.run(
            Project.executable, ["test", "--manifest", "loans.yaml", "--cases", "0"], in: folder)
        #expect(other.status == 0, "\(other.output.prefix(2_000))")
        #expect(other.output.contains("skipped 3: loan.end has no handler here\n"))
    }

    @Test("A gateway with another manifest fails the cases that tell them apart, with 1") func findsDifference() async throws {
        let server = try await RunningServer.start()
        let folder = try TemporaryFolder()
        let text = try String(contentsOfFile: Project.manifest, encoding: .utf8)
        // The first of the manifest is that of campaign.create's CampaignName.
        let changed = text.replacing("maxLength: 250", with: "maxLength: 251", maxReplacements: 1)
        try #require(changed != text)
        try changed.write(to: folder.file("m.yaml"), atomically: true, encoding: .utf8)
        let run = try await Finished.run(
            Project.executable,
            [
                "test", "campaign.create/CampaignName/maxLength/*", "--manifest", "m.yaml", "--url", "http://127.0.0.1:\(server.port)",
                "--api-key", server.userKey,
            ],
            in: folder)
        #expect(run.status == 1)
        #expect(run.output.contains("FAILED campaign.create/CampaignName/maxLength/at@v1"))
        #expect(run.output.contains("why: CampaignName keeps its declaration (m.yaml:"))
        #expect(!run.output.contains(server.userKey))
    }

    @Test("Weakened declarations of a command are all noticed") func mutants() async throws {
        let run = try await test("tag.create", "--mutants")
        #expect(run.status == 0, "\(run.output)")
        #expect(run.output.contains(" killed, 0 survived, "))
    }

    @Test("Writes the cases as a file, and what they exercise as a page") func exports() async throws {
        let folder = try TemporaryFolder()
        #expect(try await test("tag.create", "--export", "cases.json", "--cases", "0", in: folder).status == 0)
        let cases = try #require(JSON(String(contentsOf: folder.file("cases.json"), encoding: .utf8)))
        #expect(cases["version"].number == 1 && cases["cases"].items.count > 100)
        let run = try await test("tag.create", "--coverage", "coverage.html", "--cases", "0", in: folder)
        #expect(run.output.contains("\ntag.create: 4 of 4\n") || run.output.contains("\ntag.create: "))
        #expect(try String(contentsOf: folder.file("coverage.html"), encoding: .utf8).contains("<td>Tag.pattern</td>"))
    }

    @Test("A program in another language needs the exported file alone", .enabled(if: Project.has("python3"))) func runsElsewhere()
        async throws
    {
        let (server, folder) = (try await RunningServer.start(), try TemporaryFolder())
        let export = try await test("tag.create", "user.login", "--export", "cases.json", "--cases", "5", in: folder)
        #expect(export.status == 0)
        let script = Project.root + "Examples/cases/run_cases.py"
        let run = try await Finished.run(
            "python3", [script, "cases.json", "http://127.0.0.1:\(server.port)", server.adminKey], in: folder)
        #expect(run.status == 0, "\(run.output.prefix(2_000)) \(run.errors)")
        let count = export.output.prefix { $0 != " " }
        #expect(run.output == "\(count) cases, 0 failed\n")
        #expect(try await Self.rows(afterStopping: server) == Self.untouched)
    }

    @Test("The line for curl repeats a failure, with the key as a variable", .enabled(if: Project.has("curl"))) func repeats() async throws
    {
        let (server, folder) = (try await RunningServer.start(), try TemporaryFolder())
        let text = try String(contentsOfFile: Project.manifest, encoding: .utf8)
        let name = "      CampaignName:\n        type: string\n        required: "
        let renumbered = text.replacing(name + "1\n", with: name + "7\n").replacing(
            "1: Missing required parameter (CampaignName)", with: "7: Missing required parameter (CampaignName)"
        )
        .replacing("- request: {}\n        refusal: { ErrorCode: [1] }\n\n  campaign.get:", with: "\n  campaign.get:")
        try renumbered.write(to: folder.file("m.yaml"), atomically: true, encoding: .utf8)
        let run = try await Finished.run(
            Project.executable,
            [
                "test", "campaign.create/CampaignName/required/*", "--manifest", "m.yaml", "--cases", "0", "--format", "json", "--url",
                "http://127.0.0.1:\(server.port)", "--api-key", server.userKey,
            ], in: folder)
        let failures = run.output.split(separator: "\n").compactMap { JSON(String($0)) }.filter { $0["status"].text == "failed" }
        #expect(run.status == 1 && failures.count == 9, "\(run.output) \(run.errors)")
        for failure in failures {
            let lines = failure["details"].items.compactMap(\.text)
            let line = try #require(lines.lazy.compactMap { $0.dropping("repeat: ") }.first)
            let came = try #require(lines.lazy.compactMap { $0.dropping("came back: ") }.first)
            let again = try await Finished.run(
                "bash", ["-c", line + " -w ' %{http_code}'"], in: folder, environment: ["KEY": server.userKey])
            let status = again.output.suffix(3)
            #expect("\(status) " + again.output.dropLast(4) == came)
        }
    }

    @Test(
        "A wrong command line is told with 2, and what cannot be done with 1",
        arguments: [
            (["--cases", "-1"], 2), (["--mutants", "--list"], 2), (["--format", "xml"], 2), (["--surface", "soap"], 2),
            (["--mutants", "--url", "http://a"], 2),
            (["no.such.command"], 1), (["--url", "http://127.0.0.1:1", "tag.create", "--cases", "0"], 1),
        ] as [([String], Int32)])
    func refuses(arguments: [String], status: Int32) async throws {
        let run = try await Finished.run(
            Project.executable, ["test", "--manifest", Project.manifest] + arguments, in: TemporaryFolder())
        #expect(run.status == status)
        #expect(run.errors != "")
    }
}

extension String {
    /// What stands behind a beginning; nil where it begins otherwise.
    fileprivate func dropping(_ start: String) -> String? { hasPrefix(start) ? String(dropFirst(start.count)) : nil }
}
