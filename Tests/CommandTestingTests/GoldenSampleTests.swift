// SPDX-License-Identifier: Apache-2.0

import CommandTesting
import Testing

@Suite("Golden files against samples of documentation")
struct GoldenSampleTests {
    private func faults(_ request: String, _ reply: String, sent: String, received: String) throws -> [String] {
        let item = try GoldenCase(name: "a.b/page", text: "POST /api.php\n\n\(sent)\n\nHTTP/1.1 200\n\n\(received)\n")
        return item.faults(againstSample: request, reply: reply)
    }

    static let sent = #"{"Command": "a.b", "APIKey": "{{key}}", "NoteID": {{NoteID}}}"#
    static let request = #"{"Command": "a.b", "SessionID": "your-session-id", "NoteID": 12}"#
    static let received = #"{"Success":true,"ErrorCode":0,"Ratio":1,"Notes":[{"NoteID":{{NoteID}},"More":"x"}]}"#
    static let reply = #"{"Success": true, "ErrorCode": 0, "Ratio": 1.5, "Notes": [{"NoteID": 12}]}"#

    @Test("More in a reply is no fault, nor are other values of the same type")
    func agrees() throws {
        #expect(try faults(Self.request, Self.reply, sent: Self.sent, received: Self.received) == [])
    }

    @Test(
        "Names and types must agree",
        arguments: [
            (request.replacing("NoteID", with: "PageID"), reply, ["request.PageID is missing", "request.NoteID is not shown"]),
            (request.replacing("12", with: "\"12\""), reply, ["request.NoteID has another type"]),
            (request, reply.replacing("Ratio", with: "Share"), ["reply.Share is missing"]),
            (request, reply.replacing("1.5", with: "true"), ["reply.Ratio has another type"]),
            (request, reply.replacing("{\"NoteID\": 12}", with: "{\"NoteID\": [12]}"), ["reply.Notes.NoteID has another type"]),
        ])
    func parts(request: String, reply: String, faults: [String]) throws {
        let found = try self.faults(request, reply, sent: Self.sent, received: Self.received)
        #expect(found == faults.map { "a.b/page: " + $0 })
    }

    @Test("A refusal has the very values that are shown")
    func comparesRefusals() throws {
        let shown = #"{"Success": false, "ErrorCode": [1]}"#
        #expect(try faults(Self.request, shown, sent: Self.sent, received: #"{"Success":false,"ErrorCode":[1],"ErrorText":["a"]}"#) == [])
        #expect(
            try faults(Self.request, shown, sent: Self.sent, received: #"{"Success":false,"ErrorCode":[2]}"#)
                == ["a.b/page: reply.ErrorCode is not what is shown"])
        #expect(
            try faults(Self.request, shown, sent: Self.sent, received: #"{"Success":false,"ErrorCode":1}"#)
                == ["a.b/page: reply.ErrorCode has another type"])
    }
}
