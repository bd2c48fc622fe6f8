// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

@Suite("Reload")
struct ReloadTests {
    /// A server on a manifest of its own.
    private struct Site {
        let place: ManifestPlace
        let server: RunningServer

        init(_ text: String, _ arguments: [String] = []) async throws {
            let folder = try TemporaryFolder()
            place = ManifestPlace(in: folder)
            try place.overwrite(text)
            let path = place.path
            server = try await BlockingWork.run {
                try RunningServer(in: folder, ["--manifest", path, "--metrics", "on"] + arguments)
            }
        }

        func reload() { server.process.signal(SIGHUP) }

        /// Waits for a line of the log that has these words, and that was not there when the wait began.
        func logs(_ words: String, times: Int = 1) async throws {
            let server = server
            try await BlockingWork.run {
                _ = try BlockingWork.poll(words) { () throws -> Bool? in server.log.count { $0.contains(words) } >= times ? true : nil }
            }
        }

        func page(_ path: String) async throws -> RawReply {
            try await server.nobody.send("GET \(path) HTTP/1.1\r\nHost: a\r\n\r\n")
        }

        /// The code of a tag that is none: 3, or 33 of the second manifest.
        func code() async throws -> JSON { try await server.user.call("tag.create", ["Tag": "a!b"]).code }
    }

    @Test("SIGHUP puts the manifest in force: codes, standard texts and permissions, without a restart")
    func swaps() async throws {
        let site = try await Site(try TwoManifests.text(isSecond: false))
        #expect(try await site.code() == 3)
        let second = try TwoManifests.text(isSecond: true)
            .replacing(
                "permissions:\n  Campaign.Create", with: "permissions:\n  Odd.New: Something new\n  Campaign.Create", maxReplacements: 1)
        try site.place.overwrite(second)
        let create: KeyValuePairs<String, JSON> = [
            "Username": "ann", "Password": "long enough 1", "EmailAddress": "ann@example.com", "Permissions": "Odd.New",
        ]
        #expect(try await site.server.admin.call("account.create", create).code != 0)
        site.reload()
        try await site.logs("manifest reloaded")
        #expect(try await site.code() == 33)
        #expect(try await site.server.nobody.call("tags.get").json["ErrorText"] == "Say who you are")
        #expect(try await site.server.admin.call("account.create", create).code == 0)
        #expect(try await site.page("/ready").text == #"{"status":"ok"}"#)
        #expect(try await site.page("/metrics").text.contains("\ncommand_router_manifest_generation 2\n"))
        #expect(try await site.server.stop() == 0)
    }

    @Test(
        "A manifest with errors is left aside: the one in force stays, and the log, /ready and a metric say so",
        arguments: [
            ("manifest: 1\ncommands: {", "yaml.syntax"), ("", "manifest.version"),
            ("manifest: 1\npermissions: {}\ncommands: {}\n", "contract.undeclared"),
        ])
    func rejects(text: String, id: String) async throws {
        let site = try await Site(try TwoManifests.text(isSecond: false))
        try site.place.overwrite(text)
        site.reload()
        try await site.logs("manifest kept")
        #expect(try await site.code() == 3)
        let ready = try await site.page("/ready")
        #expect((ready.status, ready.json["status"], ready.json["manifest"]) == (200, "ok", "rejected"))
        #expect(try await site.page("/metrics").text.contains("\ncommand_router_manifest_rejected 1\n"))
        #expect(site.server.log.contains { $0.contains(" error ") && $0.contains("id=\(id)") && $0.contains("place=\(site.place.path):") })
        try site.place.overwrite(try TwoManifests.text(isSecond: true))
        site.reload()
        try await site.logs("manifest reloaded")
        #expect(try await site.code() == 33)
        #expect(try await site.page("/ready").text == #"{"status":"ok"}"#)
        let metrics = try await site.page("/metrics").text
        for line in [
            "command_router_manifest_rejected 0", #"command_router_reloads_total{outcome="rejected"} 1"#,
            #"command_router_reloads_total{outcome="swapped"} 1"#, #"command_router_reloads_total{outcome="unsettled"} 0"#,
        ] { #expect(metrics.contains("\n\(line)\n"), "\(line)") }
    }

    @Test("A manifest that lost its last command is taken for one that is half written")
    func keepsCommands() async throws {
        let whole = try TwoManifests.text(isSecond: true)
        let site = try await Site(whole)
        let last = try #require(whole.range(of: "\n  account.key.revoke:", options: .backwards))
        try site.place.overwrite(String(whole[..<last.lowerBound]) + "\n")
        site.reload()
        try await site.logs("manifest kept")
        #expect(site.server.log.contains { $0.contains("contract.undeclared") && $0.contains("account.key.revoke") })
    }

    @Test("serve --watch notices each way of writing, and an included file", arguments: ["overwrite", "rename", "remake", "exchange"])
    func watches(way: String) async throws {
        let site = try await Site(try TwoManifests.text(isSecond: false), ["--watch"])
        for (number, isSecond) in [true, false].enumerated() {
            let text = try TwoManifests.text(isSecond: isSecond)
            switch way {
            case "overwrite": try site.place.overwrite(text)
            case "rename": try site.place.rename(text)
            case "remake": try site.place.remake(text)
            default: try site.place.exchange(text)
            }
            try await site.logs("manifest reloaded", times: number + 1)
            #expect(try await site.code() == (isSecond ? 33 : 3))
        }
        let more = ManifestPlace(in: site.place.folder, named: "more.yaml")
        try more.overwrite("manifest: 1\npermissions:\n  A.B: Something\ncommands: {}\n")
        try site.place.rename(try TwoManifests.text(isSecond: true) + "\ninclude: [more.yaml]\n")
        try await site.logs("manifest reloaded", times: 3)
        try more.overwrite("manifest: 1\npermissions: {")
        try await site.logs("manifest kept")
        #expect(try await site.page("/ready").json["manifest"] == "rejected")
        try more.overwrite("manifest: 1\npermissions:\n  A.C: Something\ncommands: {}\n")
        try await site.logs("manifest reloaded", times: 4)
        #expect(try await site.page("/ready").text == #"{"status":"ok"}"#)
    }

    /// How often the manifest is exchanged under load: `COMMAND_ROUTER_RELOADS`, else few.
    private static let reloads = ProcessInfo.processInfo.environment["COMMAND_ROUTER_RELOADS"].flatMap(Int.init) ?? 20

    @Test("Under load no call is lost, and each answer and each batch is wholly of one manifest, whatever is half written")
    func holdsUnderLoad() async throws {
        let texts = [try TwoManifests.text(isSecond: false), try TwoManifests.text(isSecond: true)]
        let site = try await Site(texts[0], ["--log-level", "notice"])
        let load = ReloadLoad(site.server)
        try await load.learn()
        try site.place.overwrite(texts[1])
        site.reload()
        try await site.logs("manifest reloaded")
        try await load.learn()
        let callers = (0..<3).map { _ in Task { try await load.call() } }
        var writer = ReloadWriter(place: site.place, texts: texts, server: site.server)
        let memory = try site.server.process.residentMegabytes
        let began = ContinuousClock.now
        for number in 0..<Self.reloads { try await writer.reload(number) }
        let time = ContinuousClock.now - began
        load.stop()
        for caller in callers { try await caller.value }
        let figures = load.figures
        #expect(figures.mixtures == [])
        #expect(figures.answers.allSatisfy { $0 > 0 })
        #expect(site.server.process.isRunning)
        #expect(!site.server.process.errors.contains("unexpected"))
        let metrics = try await site.page("/metrics").text
        let swapped = metrics.firstMatch(after: #"reloads_total{outcome="swapped"} "#, until: "\n").flatMap(Int.init) ?? 0
        #expect(swapped >= Self.reloads)
        print(
            "reloads: \(swapped) swapped, \(writer.rejected) rejected, in \(time); calls: \(figures.answers) of each manifest, "
                + "none lost, none mixed, the slowest \(figures.slowest); memory: \(memory) MB, then "
                + "\(try site.server.process.residentMegabytes) MB")
        #expect(try await site.server.stop() == 0)
    }
}
