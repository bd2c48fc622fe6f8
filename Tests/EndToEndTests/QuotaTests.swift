// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

@Suite("Quotas of accounts")
struct QuotaTests {
    @Test("What is beyond one is refused with 100011 on each surface, until something is deleted")
    func refusal() async throws {
        let server = try await RunningServer.start(["--limit", "tags=2", "--limit", "lists=0", "--limit", "campaigns=0"])
        for tag in ["a", "b"] { #expect(try await server.user.call("tag.create", ["Tag": .text(tag)]).code == 0) }
        let refused = try await server.user.call("tag.create", ["Tag": "c"])
        #expect(refused.status == 403 && refused.code == 100011)
        #expect(refused.text.contains("The account may hold 2 tags; delete some before you make more"))
        let body = #"{"APIKey":"\#(server.userKey)","Tag":"c"}"#
        let campaign = #"{"APIKey":"\#(server.userKey)","CampaignName":"c"}"#
        let v1 = try await server.nobody.send(Encoding.post("/api/v1/campaign.create", "application/json", campaign))
        #expect(v1.status == 403 && v1.code == 100011)
        let rpc = try await server.nobody.batch([#"{"jsonrpc":"2.0","id":1,"method":"tag.create","params":\#(body)}"#])
        #expect(rpc.status == 200 && rpc.text.contains("-32003") && rpc.text.contains("100011"))
        #expect(try await server.user.call("list.create", ["SubscriberListName": "l"]).code == 100011)
        #expect(try await server.user.call("tags.delete", ["Tags": "1"]).code == 0)
        #expect(try await server.user.call("tag.create", ["Tag": "c"]).code == 0)
    }

    @Test(
        "A limit that is none keeps the server from starting, and says which there are",
        arguments: [
            ("tags", "NAME=NUMBER"), ("tags=-1", "NAME=NUMBER"), ("tags=x", "NAME=NUMBER"),
            ("cats=1", "there is no limit cats; there are:"),
        ])
    func faults(limit: String, says: String) async throws {
        let folder = try TemporaryFolder()
        let process = try RunningProcess(Project.executable, RunningServer.arguments + ["--limit", limit], in: folder)
        #expect(try await BlockingWork.run { try process.exitStatus() } != 0)
        #expect(process.errors.contains(says), "\(process.errors)")
    }
}
