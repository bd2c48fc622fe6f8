// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

/// The specification's own requests, pasted into a shell with another host and a real credential.
@Suite("The specification's requests", .server())
struct PageTests {
    @Test("Commands for tags answer as the page shows, one after another, by key and by session")
    func answersAsThePageShows() async throws {
        let server = try suiteServer()
        let page = Page(port: server.port, credential: "\"APIKey\": \"\(server.userKey)\"")
        try await page.expect(
            "campaign.create", #""CampaignName": "Summer Sale 2025""#, #"{"Success":true,"ErrorCode":0,"CampaignID":1}"#)
        try await page.expect("campaign.create", nil, #"{"Success":false,"ErrorCode":[1],"#)
        try await page.expect(
            "tag.create", #""Tag": "summer-campaign""#, #"{"Success":true,"ErrorCode":0,"ErrorText":"","TagID":1}"#)
        try await page.expect("tag.create", #""Tag": "summer-campaign""#, #"{"Success":false,"ErrorCode":2,"#)
        try await page.expect("tag.create", nil, #"{"Success":false,"ErrorCode":[1],"#)
        try await page.expect(
            "tags.get", nil,
            #"{"Success":true,"ErrorCode":0,"ErrorText":"","TotalTagCount":1,"Tags":[{"TagID":1,"Tag":"summer-campaign","RelOwnerUserID":1}]}"#
        )
        try await page.expect("tag.update", #""TagID": 1, "Tag": "summer-promotion""#, Page.done)
        try await page.expect("tag.update", nil, #"{"Success":false,"ErrorCode":[1,2],"#)
        try await page.expect("tag.assigntocampaigns", #""TagID": 1, "CampaignIDs": "1,101,102""#, Page.done)
        try await page.expect("tag.assigntocampaigns", nil, #"{"Success":false,"ErrorCode":[1,2],"#)
        try await page.expect("tag.unassignfromcampaigns", #""TagID": 1, "CampaignIDs": "1,101,102""#, Page.done)
        try await page.expect("tag.unassignfromcampaigns", nil, #"{"Success":false,"ErrorCode":[1,2],"#)
        try await page.expect("tags.delete", #""Tags": "1,16,17""#, Page.done)
        try await page.expect("tags.delete", nil, #"{"Success":false,"ErrorCode":[1],"#)
        try await page.expect(
            "tags.get", nil, #"{"Success":true,"ErrorCode":0,"ErrorText":"","TotalTagCount":0,"Tags":[]}"#)
    }

    @Test("With the page's placeholder for a session id each of them is refused, with HTTP 200", arguments: Surface.commands)
    func refusesPlaceholder(command: String) async throws {
        let page = Page(port: try suiteServer().port, credential: #""SessionID": "your-session-id""#)
        try await page.expect(command, nil, #"{"Success":false,"ErrorCode":99998,"#)
    }

    @Test("Commands without a handler answer 100002 where that is asked for")
    func answersUnbound() async throws {
        let folder = try TemporaryFolder()
        try HalfBuiltManifest.write("half.yaml", in: folder)
        let server = try await RunningServer.start(in: folder, ["--manifest", "half.yaml", "--unbound", "answer"])
        for command in HalfBuiltManifest.commands {
            for client in [server.user, server.nobody] {
                let reply = try await client.call(command, ["CampaignID": 12345])
                #expect((reply.status, reply.code) == (500, 100002))
            }
            let v1 = try await server.user.call(command, as: .v1)
            #expect((v1.status, v1.code) == (command == "report.stop" ? (404, 100003) : (501, 100002)))
            let rpc = try await server.user.call(command, as: .rpc)
            #expect((rpc.status, rpc.json["error"]["code"], rpc.code) == (200, -32004, 100002))
        }
    }
}

/// A request as the page writes it.
private struct Page {
    static let done = #"{"Success":true,"ErrorCode":0,"ErrorText":""}"#

    let port: Int
    let credential: String

    /// The reply is `reply`, or begins with it where that is not a whole object; and the status is 200.
    func expect(
        _ command: String, _ parameters: String?, _ reply: String, at location: SourceLocation = #_sourceLocation
    ) async throws {
        let line = """
            curl -s -w '\\n%{http_code} %{content_type}' -X POST http://127.0.0.1:\(port)/api.php \\
            -H "Content-Type: application/json" \\
            -d '{
            "Command": "\(command)",
            \(credential)\(parameters.map { ",\n" + $0 } ?? "")
            }'
            """
        let curl = try await Finished.run("sh", ["-c", line])
        #expect(curl.status == 0, sourceLocation: location)
        let lines = curl.output.split(separator: "\n").map(String.init)
        try #require(lines.count == 2, sourceLocation: location)
        #expect(lines[1] == "200 application/json", sourceLocation: location)
        if reply.hasSuffix("}") {
            #expect(lines[0] == reply, sourceLocation: location)
        } else {
            #expect(lines[0].hasPrefix(reply) && JSON(lines[0]) != nil, sourceLocation: location)
        }
    }
}
