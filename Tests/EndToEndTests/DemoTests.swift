// SPDX-License-Identifier: Apache-2.0

import Glibc
import TestSupport
import Testing

@Suite("Demo with data", .serialized) struct DemoTests {
    @Test("A start that is killed while it makes the data leaves nothing that a later one takes for a demo")
    func survivesKills() async throws {
        let folder = try TemporaryFolder()
        for round in 0..<6 {
            let process = try RunningProcess(Project.executable, RunningServer.arguments + ["--demo"], in: folder)
            let output = try await BlockingWork.run {
                _ = try BlockingWork.poll("the begin of the data", for: .seconds(60)) {
                    process.errors.contains("making the demo's data") ? true : nil
                }
                // Each time after a little more work, so that it is hit at the begin, in the middle and near the end.
                let start = process.processorTime
                _ = try BlockingWork.poll("work", for: .seconds(60)) {
                    process.processorTime - start >= round * 60 || process.output.contains("APIKey") ? true : nil
                }
                process.signal(SIGKILL)
                _ = try process.exitStatus()
                return process.output
            }
            // One that was through before it was killed has made the demo, and said so.
            if output.contains("APIKey") { break }
            #expect(output == "")
        }
        let demo = try await Demo.start(in: folder)
        guard !demo.server.process.output.contains("has accounts already") else { return }
        #expect(demo["UserID"] == "1" && demo["CampaignToGet"] != "")
        let tags = try await demo.server.user.call("tags.get").json
        #expect((tags["TotalTagCount"], tags["Tags"][0]["TagID"]) == (9, 1))
    }

    @Test("A second start leaves it as it is, prints nothing of it, and the first keys and session stay good")
    func isMadeOnce() async throws {
        let first = try await Demo.start()
        #expect(try await first.server.user.call("tag.create", ["Tag": "kept"]).code == 0)
        #expect(try await first.server.stop() == 0)
        let second = try await Demo.start(in: first.server.folder)
        #expect(second.server.process.output.contains("has accounts already"))
        #expect(second.names == [:])
        let client = first.server.user.on(second.server.port)
        #expect(try await client.call("tags.get").json["TotalTagCount"] == 10)
        let session = try await second.server.nobody.call("tags.get", ["SessionID": .text(first["SessionID"])])
        #expect(session.json["TotalTagCount"] == 10)
    }

    @Test("The printed name and password log in")
    func logsIn() async throws {
        let demo = try await Demo.start()
        let login = try await demo.server.nobody.call(
            "user.login", ["Username": .text(demo["Username"]), "Password": .text(demo["Password"])])
        #expect(login.code == 0)
        #expect(login.json["UserInfo"]["UserID"] == 1)
        let session = login.json["SessionID"].text ?? ""
        #expect(try await demo.server.nobody.call("tags.get", ["SessionID": .text(session)]).json["TotalTagCount"] == 9)
    }
}
