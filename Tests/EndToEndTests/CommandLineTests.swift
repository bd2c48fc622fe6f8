// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

@Suite("Command line")
struct CommandLineTests {
    @Test(
        "check exits with 0, 1 or 2, and counts",
        arguments: [
            ([Project.manifest], 0, "41 commands, 0 errors, 0 warnings"),
            (["--manifest", Project.manifest], 0, "41 commands, 0 errors, 0 warnings"),
            (["half.yaml"], 1, "43 commands, 2 errors, 0 warnings"),
            (["half.yaml", "--unbound", "answer"], 0, "43 commands, 0 errors, 0 warnings"),
            (["nowhere.yaml"], 1, "[file.unreadable]"),
        ] as [([String], Int32, String)])
    func checks(arguments: [String], status: Int32, text: String) async throws {
        let folder = try TemporaryFolder()
        try HalfBuiltManifest.write("half.yaml", in: folder)
        let check = try await Finished.run(Project.executable, ["check"] + arguments, in: folder)
        #expect(check.status == status)
        #expect(check.output.contains(text))
        #expect(check.errors == "")
    }

    @Test("A manifest without the commands about accounts is as sound as one with them")
    func needsNoAccounts() async throws {
        let folder = try TemporaryFolder()
        let whole = try String(contentsOfFile: Project.manifest, encoding: .utf8)
        let accounts = try #require(whole.range(of: "\n  user.login:\n"))
        try String(whole[..<accounts.lowerBound]).write(to: folder.file("m.yaml"), atomically: true, encoding: .utf8)
        let check = try await Finished.router("check", "m.yaml", in: folder)
        #expect(check.status == 0)
        #expect(check.output.contains("26 commands, 0 errors, 0 warnings"))
    }

    @Test("check --json is one line of JSON with every finding", arguments: [true, false])
    func checksAsJSON(isSound: Bool) async throws {
        let folder = try TemporaryFolder()
        try HalfBuiltManifest.write("half.yaml", in: folder)
        let check = try await Finished.router("check", isSound ? Project.manifest : "half.yaml", "--json", in: folder)
        #expect(check.status == (isSound ? 0 : 1))
        #expect(check.output.split(separator: "\n").count == 1)
        let report = try #require(JSON(check.output))
        #expect(report["sound"] == .boolean(isSound))
        let findings = report["diagnostics"].items
        #expect(findings.count == (isSound ? 0 : 2))
        for finding in findings {
            #expect(finding["id"] == "contract.unbound" && finding["severity"] == "error")
            #expect(finding["line"].number ?? 0 > 1)
        }
    }

    @Test("Bad input 40: a hostile manifest gets its diagnostic, soon, and serve does not start on it", arguments: HostileManifest.all)
    func checksHostileManifests(manifest: HostileManifest) async throws {
        let folder = try TemporaryFolder()
        try manifest.text.write(to: folder.file("m.yaml"), atomically: true, encoding: .utf8)
        let began = ContinuousClock.now
        let check = try await Finished.router("check", "m.yaml", in: folder)
        #expect(ContinuousClock.now - began < .seconds(10))
        #expect(check.status == 1)
        #expect(check.output.contains("m.yaml:\(manifest.place): error: ") && check.output.contains("[\(manifest.id)]"))
        let serve = try await Finished.router("serve", "--manifest", "m.yaml", "--port", "0", in: folder)
        #expect((serve.status, serve.output) == (1, ""))
        #expect(serve.errors.contains("[\(manifest.id)]"))
    }

    @Test(
        "A wrong command line exits with 2",
        arguments: [
            ["check", "--nope"], ["check", "a", "b"], ["check", "--format", "xml"], ["check", "--json", "--format", "sarif"],
            ["list", "x"], ["check", "a.yaml", "--manifest", "b.yaml"], ["describe"], ["call"], ["nope"], ["call", "tags.get", "x"],
            ["call", "tag.create", "Tag:={", "--url", "http://127.0.0.1:1"], ["call", "tags.get", "--url", "nowhere"],
        ])
    func refusesWrongUse(arguments: [String]) async throws {
        let run = try await Finished.run(Project.executable, arguments)
        #expect((run.status, run.output) == (2, ""))
        #expect(run.errors.hasPrefix("Error: "))
    }

    @Test("Help is asked for with 0", arguments: [[], ["--help"], ["serve", "--help"], ["help", "call"], ["--version"]])
    func helps(arguments: [String]) async throws {
        let run = try await Finished.run(Project.executable, arguments)
        #expect((run.status, run.errors) == (0, ""))
        #expect(!run.output.isEmpty)
    }

    @Test("list names every command once, as text and as JSON")
    func lists() async throws {
        let all = Set(Surface.commands + Surface.audience + Surface.accounts)
        let text = try await Finished.router("list", "--manifest", Project.manifest)
        let names = text.output.split(separator: "\n").compactMap { $0.split(separator: " ").first.map(String.init) }
        #expect(names.count == all.count && Set(names) == all)
        let json = try await Finished.router("list", "--json", "--manifest", Project.manifest)
        #expect(JSON(json.output)?.items.compactMap { $0["name"].text } == names)
    }

    @Test("describe tells parameters and codes of one command, whatever the name's case")
    func describes() async throws {
        let page = try await Finished.router("describe", "Tag.Create", "--manifest", Project.manifest)
        #expect(page.status == 0)
        for text in ["tag.create: Create a Tag", "Tag ", "required (1)", "Tag already exists in the system"] {
            #expect(page.output.contains(text))
        }
        let details = try await Finished.router("describe", "tag.create", "--json", "--manifest", Project.manifest)
        let json = try #require(JSON(details.output))
        #expect(json["errors"].items.map { $0["code"] } == [1, 2, 3, 4])
        let tag = try #require(json["parameters"].items.first { $0["name"] == "Tag" })
        #expect(tag["missing"] == 1 && tag["invalid"] == 3)
        #expect(tag["limits"].items.map { $0["limit"] } == ["notBlank", "pattern", "maxLength"])
        #expect(tag["limits"].items.map { $0["code"] } == [4, .null, .null])
    }

    @Test("describe shows each limit with its code, and what is inside of objects and arrays")
    func describesInside() async throws {
        let folder = try TemporaryFolder()
        let manifest = """
            manifest: 1
            commands:
              parcel.send:
                summary: Send a parcel
                plugin: parcels
                access: [none]
                permissions: []
                effects: write
                parameters:
                  Address:
                    type: object
                    required: 1
                    invalid: 2
                    summary: Where it goes
                    members:
                      Town: { type: string, required: 2, maxLength: { is: 80, code: 3 }, summary: Town }
                  Contents: { type: array, invalid: 2, maxItems: 9, items: { type: string, notBlank: true }, summary: What is inside }
                errors: { 1: Missing, 2: Invalid, 3: Too long }
                returns:
                  Parcel: { type: object, members: { ID: { type: id } } }

            """
        try manifest.write(to: folder.file("m.yaml"), atomically: true, encoding: .utf8)
        let page = try await Finished.router("describe", "parcel.send", "--manifest", "m.yaml", in: folder)
        #expect((page.status, page.errors) == (0, ""))
        for line in [
            "  Address       object, required (1), invalid (2)  Where it goes", "  Address.Town  string, required (2)               Town",
            "                  maxLength (3): must have at most 80 characters", "each: notBlank: must not be blank", "  Parcel.ID: id",
        ] {
            #expect(page.output.contains(line), "\(page.output)")
        }
    }

    @Test("describe shows what is proven about rules, as text and as JSON")
    func proves() async throws {
        let page = try await Finished.router("describe", "email.create", "--proof", "--manifest", Project.manifest)
        #expect(page.output.contains(#"  alone    {"EmailName":"a","Subject":"a"}"#))
        let details = try await Finished.router("describe", "campaign.update", "--proof", "--json", "--manifest", Project.manifest)
        let rule = try #require(JSON(details.output)?["proof"]["rules"].items.first)
        #expect(rule["id"] == "future-needs-date")
        #expect(rule["alone"]["ScheduleType"] == "Future")
        #expect(rule["accepted"]["SendDate"].text != nil)
    }

    @Test("describe of an unknown command suggests one")
    func suggests() async throws {
        let page = try await Finished.router("describe", "tag.creat", "--manifest", Project.manifest)
        #expect((page.status, page.output) == (1, ""))
        #expect(page.errors.contains("Did you mean tag.create?"))
    }
}

@Suite("call against a gateway and in the process")
struct CallCommandTests {
    @Test("Against a gateway: 0 for what is done, 1 for a refusal, the answer on standard output", arguments: ["", "/"])
    func callsGateway(end: String) async throws {
        let server = try await RunningServer.start()
        let url = "http://127.0.0.1:\(server.port)\(end)"
        let made = try await Finished.router("call", "tag.create", "Tag=äöü 1", "--api-key", server.userKey, "--url", url)
        #expect((made.status, made.output) == (0, "{\"Success\":true,\"ErrorCode\":0,\"ErrorText\":\"\",\"TagID\":1}\n"))
        let again = try await Finished.router(
            "call", "tag.create", "Tag=ÄÖÜ 1",
            environment: ["COMMAND_ROUTER_URL": url, "COMMAND_ROUTER_API_KEY": server.userKey])
        #expect((again.status, JSON(again.output)?["ErrorCode"]) == (1, 2))
        let list = try await Finished.router(
            "call", "tag.assigntocampaigns", "TagID:=1", "CampaignIDs:=[1,2]", "--api-key", server.userKey, "--url", url)
        #expect((list.status, JSON(list.output)?["ErrorCode"]) == (0, 0))
        let refused = try await Finished.router("call", "tags.get", "--url", url)
        #expect((refused.status, JSON(refused.output)?["ErrorCode"]) == (1, 99998))
    }

    @Test("A dry run goes through every check and leaves nothing")
    func dryRun() async throws {
        let server = try await RunningServer.start()
        let call = try await Finished.router(
            "call", "tag.create", "Tag= a ", "--dry-run", "--api-key", server.userKey, "--url", "http://127.0.0.1:\(server.port)")
        #expect(call.status == 0)
        #expect(JSON(call.output)?["Validated"] == true)
        #expect(try await server.user.call("tags.get").json["TotalTagCount"] == 0)
    }

    @Test("A gateway that is not there is named, with 1")
    func namesAbsentGateway() async throws {
        let call = try await Finished.router("call", "tags.get", "--url", "http://127.0.0.1:\(FreePort.next())")
        #expect((call.status, call.output) == (1, ""))
        #expect(call.errors.hasPrefix("Error: No answer from http://127.0.0.1:"))
    }

    @Test("In the process: on the database of a server that has stopped, not on one that runs, and none is made")
    func callsInProcess() async throws {
        let server = try await RunningServer.start()
        func call(_ database: String) async throws -> Finished {
            try await Finished.router(
                "call", "tag.create", "Tag=x", "--database", database, "--manifest", Project.manifest, "--api-key", server.userKey,
                in: server.folder)
        }
        let rival = try await call("sqlite:router.sqlite")
        #expect((rival.status, rival.output) == (1, ""))
        #expect(rival.errors.contains("is in use by process"))
        #expect(try await server.stop() == 0)
        let done = try await call("sqlite:router.sqlite")
        #expect((done.status, done.output) == (0, "{\"Success\":true,\"ErrorCode\":0,\"ErrorText\":\"\",\"TagID\":1}\n"))
        #expect(done.errors == "")
        #expect(JSON(try await call("sqlite:router.sqlite").output)?["ErrorCode"] == 2)
        let absent = try await call("sqlite:absent.sqlite")
        #expect((absent.status, absent.output) == (1, ""))
        #expect(!server.folder.has("absent.sqlite"))
    }

    @Test("A manifest of another business is checked, and its calls are explained, without its handlers")
    func manifestAlone() async throws {
        let folder = try TemporaryFolder()
        let text = """
            manifest: 1
            permissions: { Loans.Write: Lend }
            commands:
              loan.end:
                summary: Take back
                plugin: loans
                access: [user]
                permissions: [Loans.Write]
                effects: write
                parameters: { LoanID: { type: id, required: 1, summary: The loan } }
                errors: { 1: No loan }
                returns: {}
            """
        try text.write(to: folder.file("m.yaml"), atomically: true, encoding: .utf8)
        let whole = try await Finished.router("check", "m.yaml", in: folder)
        #expect(whole.status == 1 && whole.output.contains("contract.unbound"))
        let alone = try await Finished.router("check", "m.yaml", "--manifest-only", in: folder)
        #expect(alone.status == 0 && alone.output.contains("1 commands, 0 errors"))
        let would = try await Finished.router("explain", "loan.end", "LoanID=5", "--manifest", "m.yaml", "--manifest-only", in: folder)
        #expect(would.status == 0, "\(would.output) \(would.errors)")
        let refused = try await Finished.router("explain", "loan.end", "LoanID=x", "--manifest", "m.yaml", "--manifest-only", in: folder)
        #expect(refused.status == 1 && refused.output.contains("LoanID.type"))
    }

    static let outputs = [
        "check", "check --json", "check --format sarif", "check --explain", "list", "list --json", "describe tag.create",
        "describe tag.create --json", "export openapi", "export markdown", "explain user.login Username=a", "diff M M", "--help",
        "call --help",
        "test 'tag.create/valid/*'", "test 'tag.create/valid/*' --list", "test 'tag.create/valid/*' --format tap", "--version",
        "new project Shop", "new command shop.open --help", "account create-admin --username root --no-password --database sqlite:a.sqlite",
        "import subscribers --help",
    ]

    @Test("What cannot be written is an error in every subcommand, and a reader who went away ends it quietly", arguments: outputs)
    func unwritten(arguments: String) async throws {
        let command = "'\(Project.executable)' \(arguments.replacing("M", with: "'\(Project.manifest)'"))"
        let folder = try TemporaryFolder()
        try FileManager.default.copyItem(atPath: Project.manifest, toPath: folder.file("commands.yaml").path)
        let full = try await Finished.run("/bin/bash", ["-c", command + " > /dev/full"], in: folder)
        #expect(full.status == 1)
        #expect(full.errors.contains("Error: standard output cannot be written: No space left on device"), "\(full.errors)")
        let gone = try await Finished.run(
            "/bin/bash", ["-c", command + " > >(exec 0<&-; true); sleep 0; exit ${PIPESTATUS[0]}"], in: folder)
        #expect(!gone.errors.contains("Fatal") && !gone.errors.contains("Error: standard output"), "\(gone.errors)")
    }

    @Test("An admin whose key could not be read by anybody is not made")
    func unreadKey() async throws {
        let folder = try TemporaryFolder()
        let command = "'\(Project.executable)' account create-admin --username root --no-password --database sqlite:a.sqlite"
        let full = try await Finished.run("/bin/bash", ["-c", command + " > /dev/full"], in: folder)
        #expect(full.status == 1 && full.errors.contains("No account was made"), "\(full.errors)")
        let made = try await Finished.run("/bin/bash", ["-c", command], in: folder)
        #expect(made.status == 0 && made.output.contains("AdminAPIKey: "), "\(made.errors)")
        let key = try #require(made.output.firstMatch(after: "AdminAPIKey: ", until: "\n"))
        let call = "'\(Project.executable)' call accounts.get --manifest '\(Project.manifest)' --database sqlite:a.sqlite > /dev/full"
        let unread = try await Finished.run("/bin/bash", ["-c", call], in: folder, environment: ["COMMAND_ROUTER_ADMIN_API_KEY": key])
        #expect(unread.status == 1 && unread.errors.contains("standard output cannot be written"), "\(unread.errors)")
        #expect(made.errors.contains("audit=account.created by=command-line name=\"root\"") && made.errors.contains("audit=key.created"))
    }

    @Test("A server that cannot say where it serves says so, serves, and ends with status 1")
    func unwrittenServer() async throws {
        let folder = try TemporaryFolder()
        try FileManager.default.copyItem(atPath: Project.manifest, toPath: folder.file("commands.yaml").path)
        let port = try FreePort.next()
        let status = try await BlockingWork.run {
            let command = "exec '\(Project.executable)' serve --port \(port) > /dev/full"
            let process = try RunningProcess("/bin/bash", ["-c", command], in: folder)
            _ = try BlockingWork.poll("health") {
                (try? RawClient(port: port).ask(Array("GET /health HTTP/1.1\r\nHost: a\r\n\r\n".utf8)))?.status == 200 ? true : nil
            }
            process.signal(SIGTERM)
            let status = try process.exitStatus()
            #expect(process.errors.contains("standard output cannot be written: No space left on device"), "\(process.errors)")
            return status
        }
        #expect(status == 1)
    }

    /// What goes wrong with files, addresses, databases and values, one line each.
    static let failures = [
        "serve --database sqlite:/proc/x/router.sqlite", "serve --database sqlite:folder", "serve --manifest folder",
        "serve --port 1 --host 192.0.2.1",
        "serve --database sqlite:text", "serve --port 70000", "serve --host nowhere.invalid --port 0", "serve --limit x=1",
        "serve --metrics-port x",
        "check nowhere.yaml", "check folder", "check /dev/null", "check text", "check --manifest text --json",
        "list --manifest nowhere.yaml",
        "describe nothing", "describe --manifest folder x", "export nothing", "export openapi --manifest text", "export openapi --server x",
        "diff nowhere.yaml M", "diff M folder", "diff M M --exceptions nowhere.yaml", "diff M M --exceptions text",
        "explain tags.get --url http://127.0.0.1:1", "explain tags.get --url nowhere", "explain nothing", "explain tags.get 'x:=['",
        "call tags.get --url http://127.0.0.1:1", "call tags.get --database sqlite:nowhere.sqlite",
        "call tags.get --database sqlite:folder",
        "call tags.get --database sqlite:text", "call tags.get --api-key-file nowhere", "call tags.get --api-key-file folder",
        "call tags.get a:=@nowhere",
        "call tags.get a=@folder", "call tags.get --timeout x", "test --url http://127.0.0.1:1 --api-key x", "test --manifest text",
        "test nothing/at/all",
        "test --export folder", "import subscribers nowhere.csv --list 1", "import subscribers folder --list 1",
        "import subscribers text --list 1",
        "import subscribers people.csv --list 1 --url http://127.0.0.1:1 --retries 0",
        "import subscribers people.csv --list 1 --resume --retries 0 --url http://127.0.0.1:1",
        "new project Shop --in /proc/x", "new project ''", "new command shop.open", "new command shop.open --in folder",
        "account create-admin --username root --no-password --database sqlite:/proc/x/a.sqlite",
        "account create-admin --username root --no-password --database sqlite:text",
        "account create-admin --username root --no-password --key-file /proc/x/key",
        "account create-admin --username root --password-file nowhere",
        "account create-admin --username root --password-file folder",
        "account create-admin --username root --permissions x --manifest nowhere.yaml",
        "account create-admin --username $'a\\nb' --no-password", "account create-admin --username root < /dev/null", "nothing",
        "serve --nothing",
    ]

    @Test("What fails is told in words: no error of Swift's or Foundation's is", arguments: failures)
    func words(arguments: String) async throws {
        let folder = try TemporaryFolder()
        try FileManager.default.copyItem(atPath: Project.manifest, toPath: folder.file("commands.yaml").path)
        try FileManager.default.createDirectory(at: folder.file("folder"), withIntermediateDirectories: false)
        try "no manifest, no database\n".write(to: folder.file("text"), atomically: true, encoding: .utf8)
        try "EmailAddress\na@b.example\n".write(to: folder.file("people.csv"), atomically: true, encoding: .utf8)
        let command = "'\(Project.executable)' \(arguments.replacing("M", with: "'\(Project.manifest)'"))"
        let run = try await Finished.run(
            "/bin/bash", ["-c", "timeout 60 " + command], in: folder, environment: ["COMMAND_ROUTER_API_KEY": "k"])
        #expect(run.status == 1 || run.status == 2, "\(run.status) \(run.output) \(run.errors)")
        let told = run.output + run.errors
        for word in Self.foreign { #expect(!told.contains(word), "\(told)") }
        #expect(!told.isEmpty)
    }

    /// Words that errors describe themselves with.
    private static let foreign = [
        "Domain", "Code=", "ComponentUnavailable", "Optional(", "DecodingError", "NSError", "POSIXError", "CocoaError", "Swift.", "(cause:",
        "NIOCore",
        "NIOPosix", "GRDB", "SQLite error", "DatabaseError", "errno", "Fatal error", "UserInfo", "0x",
    ]
}
