// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

@Suite("Demo with data", .serialized) struct DemoTests {
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
