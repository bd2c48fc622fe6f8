// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

@Suite("README", .server())
struct ReadmeTests {
    @Test("Its three ways to call a command work as they are pasted, with the printed key")
    func callsWork() async throws {
        let server = try suiteServer()
        let block = try #require(Self.blocks.first { $0.contains("KEY=…") })
        let script = block.replacing("KEY=…", with: "KEY=\(server.userKey)").replacing("127.0.0.1:8080", with: "127.0.0.1:\(server.port)")
        let run = try await Finished.run("sh", ["-ec", script])
        #expect((run.status, run.errors) == (0, ""))
        let answers = [
            #"{"Success":true,"ErrorCode":0,"ErrorText":"","TagID":1}"#, #"{"Success":true,"ErrorCode":0,"CampaignID":1}"#,
            #"{"jsonrpc":"2.0","result":{"Success":true,"ErrorCode":0,"ErrorText":"","TotalTagCount":1,"#
                + #""Tags":[{"TagID":1,"Tag":"summer","RelOwnerUserID":1}]},"id":1}"#,
        ]
        #expect(run.output == answers.joined())
    }

    @Test("Its command lines are ones that the executable takes")
    func commandLinesWork() async throws {
        let server = try suiteServer()
        let block = try #require(Self.blocks.first { $0.contains("swift run command-router check") })
        let lines = block.split(separator: "\n")
        #expect(lines.count >= 5)
        let folder = try TemporaryFolder()
        for line in lines {
            // One command's cases, since all of them take long beside other tests.
            let command = String(line).replacing("swift run command-router", with: Project.executable)
                .replacing(" test ", with: " test tag.create ")
            let run = try await Finished.run(
                "sh", ["-c", command], in: folder,
                environment: [
                    "COMMAND_ROUTER_MANIFEST": Project.manifest, "KEY": server.userKey,
                    "COMMAND_ROUTER_URL": "http://127.0.0.1:\(server.port)",
                ])
            #expect(run.status == 0, "\(line) \(run.errors)")
        }
    }

    /// The text of each shell block.
    private static let blocks = GuideBlock.all.filter { $0.page == "README.md" && $0.language == "sh" }.map(\.text)
}
