// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

@Suite("import", .server())
struct ImportTests {
    /// Ten thousand rows, of which each thousandth is no subscriber.
    private static let people =
        "EmailAddress,FirstName,City,Age\r\n"
        + (1...10_000).map { $0 % 1000 == 0 ? "nobody,x,,\r\n" : "p\($0)@b.example,\"Ann \"\"\($0)\"\"\",\"Rome, Italy\",\($0 % 90)\r\n" }
        .joined()

    private func makeList(_ client: Client) async throws -> Int {
        let fields: JSON = [.object(["FieldName": "City"]), .object(["FieldName": "Age", "FieldType": "Number"])]
        let made = try await client.call("list.create", ["SubscriberListName": "people", "CustomFields": fields])
        return try #require(made.json["ListID"].number, "\(made.text)")
    }

    private static func folder(_ text: String) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try Data(text.utf8).write(to: folder.file("people.csv"))
        return folder
    }

    private static func environment(_ server: RunningServer, key: String? = nil) -> [String: String] {
        ["COMMAND_ROUTER_URL": "http://127.0.0.1:\(server.port)", "COMMAND_ROUTER_API_KEY": key ?? server.userKey]
    }

    /// How many people a campaign to this list would reach.
    private func reached(_ list: Int, _ client: Client) async throws -> Int? { try await reached("\(list)", client) }

    private func reached(_ lists: String, _ client: Client) async throws -> Int? {
        let id = try await client.call("campaign.create", ["CampaignName": "x"]).json["CampaignID"]
        _ = try await client.call("campaign.update", ["CampaignID": id, "RecipientListsAndSegments": .text(lists)])
        return try await client.call("campaign.recipients.get", ["CampaignID": id, "OnlyTotal": true]).json["TotalRecipients"].number
    }

    @Test("Ten thousand rows come in; the bad ones are in a file of their own, which can be brought in when corrected")
    func imports() async throws {
        let server = try suiteServer()
        let list = try await makeList(server.user)
        let folder = try Self.folder(Self.people)
        let run = try await Finished.router(
            "import", "subscribers", "people.csv", "--list", "\(list)", "--json", in: folder, environment: Self.environment(server))
        #expect((run.status, run.errors) == (1, ""))
        let summary = try #require(JSON(run.output))
        #expect(summary["complete"] == true && summary["rows"] == 10_000 && summary["added"] == 9990)
        #expect(summary["updated"] == 0 && summary["refused"] == 10 && summary["refusedFile"] == "people.refused.csv")
        #expect(try await reached(list, server.user) == 9990)
        #expect(!folder.has("people.csv.progress"))
        let refused = try String(contentsOf: folder.file("people.refused.csv"), encoding: .utf8)
        #expect(
            refused.hasPrefix(
                "EmailAddress,FirstName,City,Age,RefusedLine,RefusedReason\r\nnobody,x,,,1001,EmailAddress is no email address\r\n"))
        try Data(refused.replacing("nobody", with: "corrected@b.example").utf8).write(to: folder.file("people.refused.csv"))
        let again = try await Finished.router(
            "import", "subscribers", "people.refused.csv", "--list", "\(list)", in: folder, environment: Self.environment(server))
        #expect(again.status == 0)
        #expect(again.output.hasPrefix("10 rows: 1 added, 9 updated, 0 refused; "))
    }

    @Test("Stopped in the middle it is resumed and loses nothing", arguments: [SIGKILL, SIGTERM, SIGINT])
    func resumes(signal: Int32) async throws {
        let server = try suiteServer()
        let list = try await makeList(server.user)
        let folder = try Self.folder(Self.people)
        let environment = Self.environment(server)
        let arguments = ["import", "subscribers", "people.csv", "--list", "\(list)", "--batch", "50", "--json"]
        let first = try await BlockingWork.run {
            let process = try RunningProcess(Project.executable, arguments, in: folder, environment: environment)
            _ = try BlockingWork.poll("progress") { folder.has("people.csv.progress") ? true : nil }
            process.signal(signal)
            return (status: try process.exitStatus(), errors: process.errors)
        }
        #expect(first.status == (signal == SIGKILL ? -SIGKILL : 1))
        #expect(signal == SIGKILL || first.errors == "Stopped. --resume goes on from here.\n")
        let reached = try #require(try await reached(list, server.user))
        #expect(reached >= 50 && reached < 9990)
        let second = try await Finished.run(Project.executable, arguments + ["--resume"], in: folder, environment: environment)
        let summary = try #require(JSON(second.output))
        #expect(summary["complete"] == true && summary["rows"] == 10_000 && summary["refused"] == 10)
        // A batch that was done and not acknowledged comes twice.
        let (added, updated) = (try #require(summary["added"].number), try #require(summary["updated"].number))
        #expect(added + updated == 9990 && updated <= (signal == SIGKILL ? 50 : 0))
        #expect(try await self.reached(list, server.user) == 9990)
        let refused = try String(contentsOf: folder.file("people.refused.csv"), encoding: .utf8)
        #expect(refused.split(separator: "\r\n").count == 11)
    }

    @Test("A key that is not known stops it at once, and a list that is not there; nothing is left behind")
    func refused() async throws {
        let server = try suiteServer()
        let folder = try Self.folder(Self.people)
        // Somebody corrects the rows of an earlier import.
        try Data("EmailAddress\r\n".utf8).write(to: folder.file("people.refused.csv"))
        for (key, list, text) in [
            ("nonsense", 1, "does not admit the caller: Authentication failure or session expired (99998)."),
            (server.userKey, 4096, "refuses the rows: List not found or doesn't belong to user (3)."),
        ] {
            let run = try await Finished.router(
                "import", "subscribers", "people.csv", "--list", "\(list)", in: folder, environment: Self.environment(server, key: key))
            #expect(run.status == 1)
            #expect(run.errors == "The gateway \(text)\n")
            #expect(!run.errors.contains(server.userKey))
            #expect(!folder.has("people.csv.progress") && !folder.has("people.refused.1.csv"))
            #expect(try Data(contentsOf: folder.file("people.refused.csv")) == Data("EmailAddress\r\n".utf8))
        }
    }

    @Test(
        "A batch whose rows are all refused is counted like any other, and the next ones come in", arguments: [1, 2, 3, 1000])
    func refusedBatches(batch: Int) async throws {
        let server = try suiteServer()
        let list = try await makeList(server.user)
        let folder = try Self.folder("EmailAddress,City\nnobody,x\nnobody either,x\na@b.example,x\nno one,x\nb@b.example,x\nnone,x\n")
        let run = try await Finished.router(
            "import", "subscribers", "people.csv", "--list", "\(list)", "--batch", "\(batch)", in: folder,
            environment: Self.environment(server))
        #expect((run.status, run.errors) == (1, ""))
        #expect(run.output.hasPrefix("6 rows: 2 added, 0 updated, 4 refused; "))
        #expect(try await reached(list, server.user) == 2)
        let refused = try String(contentsOf: folder.file("people.refused.csv"), encoding: .utf8)
        #expect(
            refused.split(separator: "\r\n").map { $0.split(separator: ",").prefix(3).joined(separator: ",") }
                == ["EmailAddress,City,RefusedLine", "nobody,x,2", "nobody either,x,3", "no one,x,5", "none,x,7"])
    }

    @Test("Where every row of many is refused it warns once and goes on; the rows of an earlier import are kept under another name")
    func refusedAlike() async throws {
        let server = try suiteServer()
        let list = try await makeList(server.user)
        let folder = try Self.folder(Self.people.replacing("City", with: "Town"))
        let run = try await Finished.router(
            "import", "subscribers", "people.csv", "--list", "\(list)", in: folder, environment: Self.environment(server))
        #expect(run.status == 1)
        #expect(
            run.errors
                == "Each of the first 1000 rows was refused, the last because EmailAddress is no email address. Control-C stops the import.\n"
        )
        #expect(run.output.hasPrefix("10000 rows: 0 added, 0 updated, 10000 refused"))
        let earlier = try Data(contentsOf: folder.file("people.refused.csv"))
        for number in 1...2 {
            let mapped = try await Finished.router(
                "import", "subscribers", "people.csv", "--list", "\(list)", "--map", "Town=City", "--map", "Age=", in: folder,
                environment: Self.environment(server))
            #expect(mapped.output.hasPrefix("10000 rows: \(number == 1 ? "9990 added, 0" : "0 added, 9990") updated, 10 refused"))
            #expect(mapped.errors == "people.refused.csv was there already, and is now people.refused.\(number).csv.\n")
            #expect(try Data(contentsOf: folder.file("people.refused.1.csv")) == earlier)
        }
        let rows = { name in try String(contentsOf: folder.file(name), encoding: .utf8).split(separator: "\r\n").count }
        #expect(try rows("people.refused.2.csv") == 11 && rows("people.refused.csv") == 11)
    }

    @Test("A file that cannot be read on is told with its line; the rows before it are in")
    func unreadable() async throws {
        let server = try suiteServer()
        let list = try await makeList(server.user)
        let folder = try Self.folder("EmailAddress,City\na@b.example,x\nb@b.example,y\nc@b.example,\"z\n")
        let run = try await Finished.router(
            "import", "subscribers", "people.csv", "--list", "\(list)", "--batch", "2", in: folder, environment: Self.environment(server))
        #expect(run.status == 1)
        #expect(
            run.errors
                == "The file cannot be read on from line 4: a quote is opened and never closed. The rows before it were brought in.\n")
        #expect(try await reached(list, server.user) == 2)
    }

    private func run(
        _ bytes: [UInt8], list: Int, _ options: [String] = [], in folder: TemporaryFolder, _ server: RunningServer
    ) async throws -> Finished {
        try Data(bytes).write(to: folder.file("people.csv"))
        return try await Finished.run(
            Project.executable, ["import", "subscribers", "people.csv", "--list", "\(list)"] + options, in: folder,
            environment: Self.environment(server))
    }

    /// A file of two people in Été, in what other programs write.
    private static let table = [["EmailAddress", "City", "Age"], ["a@b.example", "Été", "4"], ["b@b.example", "x,y", "5"]]
    private static func file(_ delimiter: String, _ first: String = "") -> String {
        first + table.map { $0.map { $0.contains(delimiter) ? "\"\($0)\"" : $0 }.joined(separator: delimiter) + "\r\n" }.joined()
    }
    static let formats: [(String, [UInt8], [String])] = [
        ("semicolons", Array(file(";").utf8), []), ("tabs", Array(file("\t").utf8), []),
        ("a line sep=", Array(file("|", "sep=|\r\n").utf8), []),
        ("a mark", [0xEF, 0xBB, 0xBF] + Array(file(";").utf8), []), ("pipes", Array(file("|").utf8), ["--delimiter", "|"]),
        ("UTF-16", [0xFF, 0xFE] + file("\t").utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }, []),
        ("UTF-16, the other way round", [0xFE, 0xFF] + file(",").utf16.flatMap { [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] }, []),
        (
            "UTF-16 without a mark", file(";").utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] },
            ["--encoding", "utf-16le", "--delimiter", "semicolon"]
        ), ("Windows-1252", Array(file(";").unicodeScalars.map { UInt8($0.value) }), ["--encoding", "windows-1252"]),
    ]

    @Test("Takes what other programs write", arguments: formats)
    func takes(name: String, bytes: [UInt8], options: [String]) async throws {
        let server = try suiteServer()
        let list = try await makeList(server.user)
        let run = try await run(bytes, list: list, options, in: TemporaryFolder(), server)
        #expect((run.status, run.errors) == (0, ""), "\(name)")
        #expect(run.output.hasPrefix("2 rows: 2 added, 0 updated, 0 refused; "))
        let rule: JSON = .object(["type": "fields", "field_id": "City", "operator": "is", "value": "été"])
        let segment = try await server.user.call(
            "segment.create",
            ["ListID": .number(list), "SegmentName": "x", "Rules": .object(["operator": "and", "rules": .array([rule])])])
        let id = try #require(segment.json["SegmentID"].number, "\(segment.text)")
        #expect(try await reached("\(list):\(id)", server.user) == 1)
    }

    @Test("A row that is written wrongly is refused like others, and again until it is corrected")
    func broken() async throws {
        let server = try suiteServer()
        let list = try await makeList(server.user)
        let folder = try TemporaryFolder()
        let text = "EmailAddress,City\n a@b.example\u{A0},x\nb@b.example,5\" nail\n,,\n,\nc@b.example,\"y\"z\nd@b.example,y\n"
        let first = try await run(
            Array(text.utf8) + [0x65, 0xFF, 0x2C, 0x0A] + Array("f@b.example,\"".utf8), list: list, in: folder, server)
        #expect(first.status == 1)
        #expect(first.output.hasPrefix("5 rows: 2 added, 0 updated, 3 refused; "))
        #expect(
            first.errors
                == "The file cannot be read on from line 9: a quote is opened and never closed. The rows before it were brought in.\n")
        let refused = try Data(contentsOf: folder.file("people.refused.csv"))
        let expected = Array(
            "EmailAddress,City,RefusedLine,RefusedReason\r\nb@b.example,5\" nail,3,a quote stands in a field that does not begin with one\r\nc@b.example,\"y\"z,6,a field goes on after its closing quote\r\n"
                .utf8)
        #expect(Array(refused) == expected + [0x65, 0xFF, 0x2C] + Array(",8,it is not valid UTF-8\r\n".utf8))
    }

    @Test("Standard input is a file too, and goes on like one")
    func standardInput() async throws {
        let server = try suiteServer()
        let list = try await makeList(server.user)
        let folder = try TemporaryFolder()
        let pipe =
            "printf 'EmailAddress,City\\na@b.example,x\\nnobody,y\\n' | \(Project.executable) import subscribers - --list \(list)"
        let run = try await Finished.run("/bin/sh", ["-c", pipe], in: folder, environment: Self.environment(server))
        #expect((run.status, run.errors) == (1, ""))
        #expect(run.output.hasPrefix("2 rows: 1 added, 0 updated, 1 refused; ") && run.output.hasSuffix("are in stdin.refused.csv.\n"))
        #expect(folder.has("stdin.refused.csv") && !folder.has("stdin.csv.progress"))
        let secret = "printf k | \(Project.executable) import subscribers - --list \(list) --api-key-file -"
        let taken = try await Finished.run("/bin/sh", ["-c", secret], in: folder)
        #expect(taken.status == 1 && taken.errors.hasSuffix("Standard input (-) can be given for one thing alone.\n"), "\(taken.errors)")
    }

    @Test("A gateway that is not there is asked again as often as it was said")
    func absent() async throws {
        let folder = try Self.folder(Self.people)
        let run = try await Finished.router(
            "import", "subscribers", "people.csv", "--list", "1", "--retries", "1", "--url", "http://127.0.0.1:\(FreePort.next())",
            in: folder)
        #expect(run.status == 1)
        #expect(run.errors.contains("trying again in 0.5 s") && run.errors.contains("The gateway does not answer: No answer from"))
    }

    @Test(
        "A wrong command line exits with 2",
        arguments: [
            ["subscribers"], ["subscribers", "x.csv"], ["subscribers", "x.csv", "--list", "0"], ["subscribers", "x.csv", "--list", "x"],
            ["subscribers", "x.csv", "--list", "1", "--batch", "1001"], ["subscribers", "x.csv", "--list", "1", "--map", "x"],
            ["subscribers", "x.csv", "--list", "1", "--url", "nowhere"], ["people", "x.csv"],
            ["subscribers", "x.csv", "--list", "1", "--delimiter", "é"], ["subscribers", "x.csv", "--list", "1", "--delimiter", "\""],
            ["subscribers", "x.csv", "--list", "1", "--delimiter", ";;"], ["subscribers", "x.csv", "--list", "1", "--encoding", "latin"],
        ])
    func usage(arguments: [String]) async throws {
        let run = try await Finished.run(Project.executable, ["import"] + arguments)
        #expect((run.status, run.output) == (2, ""))
    }
}
