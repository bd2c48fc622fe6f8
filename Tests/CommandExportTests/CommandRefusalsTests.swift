// SPDX-License-Identifier: Apache-2.0

import CommandManifest
import CommandTesting
import Testing

@testable import CommandExport

@Suite("Refusals in documents")
struct CommandRefusalsTests {
    private static let file = #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 } + "/commands.yaml"

    private func manifest() throws -> Manifest { try #require(ManifestReader().read(file: Self.file).manifest) }

    @Test("Each is as a reply of its command is declared")
    func declared() throws {
        let check = ReplyCheck(try CommandDeclarations(manifestFile: Self.file))
        let manifest = try manifest()
        for command in manifest.commands {
            for shown in CommandRefusals(command, manifest).all {
                #expect(check.faults(shown.body.compact, of: command.name) == [], "\(command.name) \(shown.name)")
            }
        }
    }

    @Test("Each code that a command sends is shown, with its own status where it has one")
    func complete() throws {
        let manifest = try manifest()
        for command in manifest.commands {
            let shown = CommandRefusals(command, manifest).all
            let sent = command.errors.filter { !command.reserved.contains($0.code) }
            #expect(sent.filter { error in !shown.contains { $0.code == error.code } }.map(\.code) == [], "\(command.name)")
            #expect(sent.filter { error in !shown.contains { $0.code == error.code && $0.status == error.status } }.map(\.code) == [])
        }
    }

    @Test("A refusal is the bytes that a caller gets")
    func bytes() throws {
        let manifest = try manifest()
        let command = try #require(manifest.commands.first { $0.name == "campaign.recipients.get" })
        let shown = CommandRefusals(command, manifest).all
        #expect(
            shown.first?.body.compact
                == #"{"Success": false, "ErrorCode": [1], "ErrorMessage": ["Missing required parameter (CampaignID)"], "ErrorText": ["Missing required parameter (CampaignID)"], "Errors": [{"Code": 1, "Parameter": "CampaignID", "Rule": "CampaignID.required", "Message": "CampaignID is required"}]}"#
        )
        #expect(shown.first { $0.code == 4 }?.body["CampaignStatus"]?.compact == #""Sent""#)
    }
}
