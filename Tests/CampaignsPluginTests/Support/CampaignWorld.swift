// SPDX-License-Identifier: Apache-2.0

import AudiencePlugin
import CampaignDomain
import CampaignsPlugin
import CommandKit
import CommandStorage
import CommandStorageSQLite
import CommandTesting
import Foundation
import SplitTestsPlugin
import TagsPlugin

/// A router with the campaign commands over a real file, which is gone when the test is over. Callers are `ann` and `bob`,
/// accounts 1 and 2, and `admin`.
struct CampaignWorld: Sendable {
    let database: WatchedDatabase
    /// Where the file is.
    let path: String
    let clock = SettableClock()
    private let harness: CommandHarness

    private static let manifest = #filePath.split(separator: "/").dropLast(4).reduce("") { $0 + "/" + $1 } + "/commands.yaml"

    private init(_ database: SQLiteDatabase, path: String) throws {
        let database = WatchedDatabase(database)
        let tags = TagStore(database: database)
        self.database = database
        self.path = path
        harness = try CommandHarness(
            manifestFile: Self.manifest,
            plugins: [
                CampaignsPlugin(
                    campaigns: CampaignStore(database: database), recipients: RecipientStore(database: database), tags: tags,
                    publicURL: { "https://mail.example" }),
                TagsPlugin(tags: tags), SplitTestsPlugin(splitTests: SplitTestStore(database: database)),
                AudiencePlugin(
                    lists: ListStore(database: database), subscribers: SubscriberStore(database: database),
                    emails: EmailStore(database: database), events: EventStore(database: database)),
            ],
            callers: [
                "ann": Principal(kind: .user, accountID: 1, permissions: .all),
                "bob": Principal(kind: .user, accountID: 2, permissions: .all),
                "admin": Principal(kind: .admin, accountID: 9, permissions: .all),
            ], clock: clock)
    }

    static func with(_ body: (CampaignWorld) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "campaign-world-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.path + "/test.sqlite"
        let database = try SQLiteDatabase(path: path)
        do {
            try await database.migrate(CampaignSchema.migrations)
            try await body(CampaignWorld(database, path: path))
        } catch {
            try? await database.close()
            throw error
        }
        try await database.close()
    }

    /// Calls a command with members of JSON.
    func call(_ command: String, _ members: String = "", by caller: String = "ann") async -> CampaignReply {
        let comma = members.isEmpty ? "" : ","
        return CampaignReply(
            await harness.respond(to: .json(#"{"Command":"\#(command)","APIKey":"\#(caller)"\#(comma)\#(members)}"#)))
    }

    /// Calls a command with a form.
    func send(form fields: String, by caller: String = "ann") async -> CampaignReply {
        CampaignReply(await harness.respond(to: .form("APIKey=\(caller)&" + fields)))
    }

    /// The text of what a JSON-RPC batch of these commands, with members of JSON, is answered.
    func batch(_ calls: [(command: String, members: String)], by caller: String = "ann") async -> String {
        let texts = calls.enumerated().map { number, call in
            let comma = call.members.isEmpty ? "" : ","
            let parameters = #"{"APIKey":"\#(caller)"\#(comma)\#(call.members)}"#
            return #"{"jsonrpc":"2.0","id":\#(number),"method":"\#(call.command)","params":\#(parameters)}"#
        }
        return await harness.respond(to: .json("[\(texts.joined(separator: ","))]", target: "/rpc")).text
    }

    /// Calls a command that must succeed, and gives a number of its reply.
    func made(_ field: String, _ command: String, _ members: String, by caller: String = "ann") async throws -> Int {
        let reply = await call(command, members, by: caller)
        guard reply.code == "0", let id = Int(reply[field]) else { throw Refused(text: reply.text) }
        return id
    }

    /// Makes a campaign and changes it.
    func makeCampaign(_ name: String, _ change: String = "", by caller: String = "ann") async throws -> Int {
        let id = try await made("CampaignID", "campaign.create", #""CampaignName":"\#(name)""#, by: caller)
        if !change.isEmpty { try await update(id, change, by: caller) }
        return id
    }

    /// Changes a campaign, which must succeed.
    func update(_ campaign: Int, _ change: String, by caller: String = "ann") async throws {
        let reply = await call("campaign.update", #""CampaignID":\#(campaign),\#(change)"#, by: caller)
        guard reply.code == "0" else { throw Refused(text: reply.text) }
    }

    /// Makes an email.
    func makeEmail(_ name: String = "mail", by caller: String = "ann") async throws -> Int {
        try await made("EmailID", "email.create", #""EmailName":"\#(name)","Subject":"s","PlainContent":"p""#, by: caller)
    }

    /// Makes a list of these people: names before `@b.example`.
    func makeList(_ people: String..., by caller: String = "ann") async throws -> Int {
        let list = try await made("ListID", "list.create", #""SubscriberListName":"l""#, by: caller)
        let rows = people.map { #"{"EmailAddress":"\#($0)@b.example","FirstName":"\#($0)"}"# }.joined(separator: ",")
        if !people.isEmpty {
            _ = try await made("TotalAdded", "subscribers.import", #""ListID":\#(list),"Subscribers":[\#(rows)]"#, by: caller)
        }
        return list
    }

    /// What a campaign's owner reads of a field of it.
    func field(_ name: String, of campaign: Int, by caller: String = "ann") async -> String {
        await call("campaign.get", #""CampaignID":\#(campaign)"#, by: caller)["Campaign", name]
    }

    /// How many rows a table has.
    func count(_ table: String) async throws -> Int {
        try await database.snapshot(until: .now + .seconds(30)) { database in
            try database.row("SELECT COUNT(*) FROM \(SQL(stringLiteral: table))")?.get(0) ?? 0
        }
    }

    /// A call that was refused and should not have been.
    struct Refused: Error { let text: String }
}
