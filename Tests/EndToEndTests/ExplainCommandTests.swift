// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@Suite("explain by itself, on a database and through a gateway")
struct ExplainCommandTests {
    @Test(
        "By a manifest alone: 0 for what would run, 1 for what would be refused",
        arguments: [
            (["tag.create", "Tag=x"], 0, "Would run: CreateTag of tags, effects write"),
            (["tag.create", "Tag=/"], 1, "FAILED   Tag.pattern"), (["tag.create"], 1, "Would be refused with 1: Tag.required ("),
            (["tag.create", "Tag=x", "--as", "admin"], 1, "Would be refused with 99999"),
            (["tag.create", "Tag=x", "--as", "nobody"], 1, "Would be refused with 99998"),
            (["campaign.get", "CampaignID:=5", "--permissions", "Campaigns.Get"], 1, "Campaign.Get missing"),
            (["campaign.get", "CampaignID:=5", "--permissions", "Campaign.Get, Campaigns.Get"], 0, "Campaign.Get held"),
            (["tag.creat"], 1, "Did you mean tag.create?"),
            (["--form", "Command=tag.create&Tag=x&Tga=1"], 0, "ignored; did you mean Tag?"),
            (["campaign.create", "--form", "CampaignName=x", "--surface", "v1"], 0, "Would run"),
            (["tag.create", "Tag=x", "--surface", "v1"], 1, "tag.create is not offered on v1"),
            (["tag.create", "Tga=1", "--surface", "rpc"], 1, #"{"jsonrpc":"2.0","error":{"code":-32602"#),
        ] as [([String], Int32, String)])
    func explainsAlone(arguments: [String], status: Int32, text: String) async throws {
        let run = try await Finished.run(Project.executable, ["explain", "--manifest", Project.manifest] + arguments)
        #expect((run.status, run.errors) == (status, ""))
        #expect(run.output.contains(text), "\(run.output)")
    }

    @Test("With --json it is one line of JSON", arguments: [("x", "run"), ("/", "refused")])
    func explainsAsJSON(tag: String, verdict: String) async throws {
        let run = try await Finished.router("explain", "tag.create", "Tag=\(tag)", "--json", "--manifest", Project.manifest)
        #expect(run.output.split(separator: "\n").count == 1)
        let report = try #require(JSON(run.output))
        #expect(report["verdict"].text == verdict && report["version"] == 1)
        #expect(report["command"]["handler"] == "CreateTag")
    }

    @Test("A body comes from a file as it would be sent")
    func readsBody() async throws {
        let folder = try TemporaryFolder()
        func status(_ body: String, _ arguments: String...) async throws -> Int32 {
            try body.write(to: folder.file("body.json"), atomically: true, encoding: .utf8)
            let all = ["explain", "--manifest", Project.manifest, "--json-body", "body.json"] + arguments
            return try await Finished.run(Project.executable, all, in: folder).status
        }
        #expect(try await status(#"{"Command":"tag.create","Tag":"x"}"#) == 0)
        #expect(try await status(#"{"Tag":"x"}"#, "tag.create") == 0)
        #expect(try await status(#"{"CampaignName":"x"}"#, "campaign.create", "--surface", "v1") == 0)
        #expect(try await status(#"{"jsonrpc":"2.0","method":"tag.create","params":{"Tag":"x"},"id":1}"#, "--surface", "rpc") == 0)
        #expect(try await status(#"{"Command":"tag.create","Tag":"x","Tag":"y"}"#) == 1)
        #expect(try await status("[1]", "--surface", "rpc") == 2)
    }

    @Test(
        "A wrong command line exits with 2",
        arguments: [
            [], ["--json-body", "a", "--form", "b"], ["tag.create", "Tag"], ["tag.create", "--surface", "soap"],
            ["tag.create", "--as", "me"],
            ["tag.create", "--permissions", "Campaign.Gte"], ["tag.create", "--account", "5"], ["tag.create", "--api-key", "k"],
            ["tag.create", "--url", "nowhere", "--admin-api-key", "k"], ["tag.create", "--url", "http://127.0.0.1:1"],
            ["tag.create", "--url", "http://127.0.0.1:1", "--database", "sqlite:x"],
            ["--form", "a=b", "--api-key", "k", "--database", "x"],
        ])
    func refusesWrongUse(arguments: [String]) async throws {
        let run = try await Finished.run(Project.executable, ["explain"] + arguments + ["--manifest", Project.manifest])
        #expect((run.status, run.output) == (2, ""))
        #expect(run.errors.hasPrefix("Error: "))
    }

    @Test("A gateway explains to an admin, for the call's key or for an account; its database then does the same")
    func explainsFor() async throws {
        let server = try await RunningServer.start()
        let url = ["--url", "http://127.0.0.1:\(server.port)", "--admin-api-key", server.adminKey]
        func explain(_ arguments: [String]) async throws -> Finished {
            let run = try await Finished.run(Project.executable, ["explain", "tag.create", "Tag=x"] + arguments, in: server.folder)
            for key in [server.userKey, server.adminKey] { #expect(!(run.output + run.errors).contains(key)) }
            return run
        }
        let byKey = try await explain(url + ["--api-key", server.userKey])
        #expect(byKey.status == 0 && byKey.output.contains("user 1, permissions *, by APIKey"))
        #expect(try await explain(url + ["--account", "1", "--json"]).status == 0)
        #expect(try await explain(url + ["--account", "77"]).errors.contains("there is no such account"))
        #expect(try await explain(url + ["--api-key", "crk_wrong"]).output.contains("Would be refused with 99998"))
        let byUser = try await explain(["--url", url[1], "--admin-api-key", server.userKey])
        #expect(byUser.status == 1 && byUser.errors.contains("-32002"))
        #expect(try await server.user.call("tags.get").json["TotalTagCount"] == 0)

        let local = ["--database", "sqlite:router.sqlite", "--manifest", Project.manifest]
        #expect(try await explain(local).errors.contains("A gateway that serves it explains with --url"))
        #expect(try await server.stop() == 0)
        #expect(try await explain(local + ["--api-key", server.userKey]).output.contains("user 1, permissions *, by APIKey"))
        #expect(try await explain(local + ["--api-key", "crk_wrong"]).output.contains("Would be refused with 99998"))
        #expect(try await explain(local + ["--account", "2"]).output.contains("for user, which the caller is not"))
        #expect(try await explain(local + ["--account", "77"]).status == 1)
        #expect(try await explain(["--database", "sqlite:absent.sqlite"]).status == 1)
        #expect(!server.folder.has("absent.sqlite"))
    }
}
