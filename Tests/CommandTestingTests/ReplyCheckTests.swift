// SPDX-License-Identifier: Apache-2.0

import CommandTesting
import Testing

@Suite("Replies against their declarations")
struct ReplyCheckTests {
    static let manifest = """
        manifest: 1
        errors:
          99998: Authentication failure
        commands:
          note.get:
            summary: Get a note
            plugin: notes
            access: [user]
            permissions: []
            effects: read
            parameters:
              NoteID: { type: id, required: 1, invalid: 2, summary: ID of the note }
            errors:
              1: Missing required parameter (NoteID)
              2: { text: "Not found", field: ErrorMessage, returns: { NoteStatus: { type: string } } }
              4: { text: "Gone", shape: array }
            reserved: [9]
            returns:
              ErrorText: { type: string, value: "" }
              Note:
                type: object
                members:
                  NoteID: { type: id }
                  Text: { type: string, optional: true }
              Words: { type: array, items: { type: integer } }
        """

    static let success = #"{"Success":true,"ErrorCode":0,"ErrorText":"","Note":{"NoteID":1,"Text":"a"},"Words":[1,2]}"#
    static let violation = #""Errors":[{"Code":2,"Rule":"note.get.2","Message":"Not found"}]}"#

    @Test(
        "A reply that is as declared",
        arguments: [
            success, success.replacing(#","Text":"a""#, with: ""),
            #"{"jsonrpc":"2.0","result":\#(success),"id":1}"#,
            #"{"Success":false,"ErrorCode":[1],"ErrorText":["Missing required parameter (NoteID)"],"# + violation,
            #"{"Success":false,"ErrorCode":2,"ErrorMessage":"Not found","ErrorText":"Not found","NoteStatus":"Gone","# + violation,
            #"{"Success":false,"ErrorCode":[4],"ErrorText":["Gone"],"# + violation,
            #"{"Success":false,"ErrorCode":99998,"ErrorText":"Authentication failure","# + violation,
            "",
        ])
    func accepts(reply: String) throws {
        let check = ReplyCheck(try CommandDeclarations(manifest: Self.manifest))
        #expect(check.faults(reply, of: "note.get") == [])
    }

    @Test(
        "A reply that is not",
        arguments: [
            (success.replacing(#","Words":[1,2]"#, with: ""), "the reply breaks `returns`: Words.required"),
            (success.replacing("[1,2]", with: #"[1,"2"]"#), "the reply breaks `returns`: Words.type"),
            (success.replacing(#""NoteID":1"#, with: #""NoteID":"1""#), "the reply breaks `returns`: Note.NoteID.type"),
            (success.replacing(#""NoteID":1,"#, with: ""), "the reply breaks `returns`: Note.NoteID.required"),
            (success.replacing(#""Text":"a""#, with: #""Owner":7"#), "the reply breaks `returns`: Note.Owner.unknown"),
            (success.replacing(#""Words""#, with: #""words""#), "the reply breaks `returns`: Words.required"),
            (success.replacing(#""ErrorText":"""#, with: #""ErrorText":"x""#), "`ErrorText` is not the text that it always is"),
            (success.replacing(":0", with: ":2"), "`Success` and `ErrorCode` do not agree"),
            (#"{"Success":false,"ErrorCode":0}"#, "nothing declares 0"),
            (#"{"Success":false,"ErrorCode":9}"#, "nothing declares 9"),
            (#"{"Success":false,"ErrorCode":1,"ErrorText":"Missing required parameter (NoteID)"}"#, "`Errors` is no array of violations"),
            (#"{"Success":false,"ErrorCode":4,"ErrorText":"Gone","# + violation, "4 is not how this code is sent"),
            (
                #"{"Success":false,"ErrorCode":[2],"ErrorMessage":["Not found"],"ErrorText":["Not found"],"NoteStatus":"x","# + violation,
                "[2] is not how this code is sent"
            ),
            (
                #"{"Success":false,"ErrorCode":2,"ErrorMessage":"Not found","ErrorText":"Not found","# + violation,
                "the reply breaks `returns`: NoteStatus.required"
            ),
            (
                #"{"Success":false,"ErrorCode":2,"ErrorText":"Not found","NoteStatus":"x","# + violation,
                "`ErrorMessage` is not the declared text"
            ),
            (
                #"{"Success":false,"ErrorCode":2,"ErrorMessage":"Not found","NoteStatus":"x","# + violation,
                "`ErrorText` is not the declared text"
            ),
            ("[]", "the reply is no object"), ("{", "the reply is not JSON"),
        ])
    func refuses(reply: String, fault: String) throws {
        let check = ReplyCheck(try CommandDeclarations(manifest: Self.manifest))
        #expect(check.faults(reply, of: "note.get").contains(fault), "\(check.faults(reply, of: "note.get"))")
    }
}
