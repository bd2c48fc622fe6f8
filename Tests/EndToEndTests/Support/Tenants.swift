// SPDX-License-Identifier: Apache-2.0

import CommandAccounts
import CommandTesting
import Testing

/// Three accounts that may do everything, one with few permissions, and an admin; all made through commands.
struct Tenants: Sendable {
    /// How a caller says who it is, and whose objects it asks for.
    enum Way: String, CaseIterable, Sendable {
        case key, otherDirection, session, keyBesideOwnersSession, fewPermissions, adminKey
    }

    let send: CommandSender
    let ann, bob, cora, cyd: Tenant
    let admin: TenancyCaller

    /// Makes them in a database of their own.
    init() async throws {
        let server = try await InProcessServer(in: TemporaryFolder())
        send = server.send
        let demo = try #require(try await server.accounts.demoAccount(until: .now + .seconds(10)))
        admin = TenancyCaller("an admin", credentials: [("AdminAPIKey", demo.adminAPIKey)], mayAll: false)
        ann = try await Tenant("ann", permissions: "*", by: admin, send)
        bob = try await Tenant("bob", permissions: "*", by: admin, send)
        cora = try await Tenant("cora", permissions: "*", by: admin, send)
        cyd = try await Tenant("cyd", permissions: "Campaign.Get, Campaigns.Get", by: admin, send)
    }

    /// Whose objects the caller would have, who calls, and whose objects it asks for.
    func parts(_ way: Way) async throws -> (maker: Tenant, caller: TenancyCaller, owner: Tenant) {
        switch way {
        case .key: (ann, ann.byKey, bob)
        case .otherDirection: (bob, bob.byKey, ann)
        case .session: (ann, try await ann.bySession(send), bob)
        case .keyBesideOwnersSession: (ann, ann.byKey.beside(try await bob.bySession(send)), bob)
        case .fewPermissions: (ann, TenancyCaller("cyd", credentials: cyd.byKey.credentials, mayAll: false), bob)
        case .adminKey: (ann, admin, bob)
        }
    }

    /// What a command answers.
    func ask(_ command: String, _ parameters: String, by caller: TenancyCaller) async throws -> JSON {
        try await Tenant.ask(command, parameters, by: caller, send)
    }
}

/// An account made through commands.
struct Tenant: Sendable {
    let name: String
    let id: Int
    private let keyID: Int
    /// It calls with its key.
    let byKey: TenancyCaller

    init(_ name: String, permissions: String, by admin: TenancyCaller, _ send: CommandSender) async throws {
        self.name = name
        let account = """
            "Username":"\(name)","Password":"\(Person.password)","EmailAddress":"\(name)@example.com","Permissions":"\(permissions)"
            """
        id = try #require(try await Self.ask("account.create", account, by: admin, send)["UserID"].number)
        let key = try await Self.ask("account.key.create", "\"UserID\":\(id)", by: admin, send)
        keyID = try #require(key["KeyID"].number)
        byKey = TenancyCaller(name, credentials: [("APIKey", try #require(key["APIKey"].text))])
    }

    /// It calls with a fresh session.
    func bySession(_ send: CommandSender) async throws -> TenancyCaller {
        let nobody = TenancyCaller("nobody", credentials: [])
        let login = try await Self.ask(
            "user.login", "\"Username\":\"\(name)\",\"Password\":\"\(Person.password)\"", by: nobody, send)
        return TenancyCaller("\(name)'s session", credentials: [("SessionID", try #require(login["SessionID"].text))], mayAll: false)
    }

    /// What a command answers.
    static func ask(_ command: String, _ parameters: String, by caller: TenancyCaller, _ send: CommandSender) async throws -> JSON {
        let credentials = caller.credentials.map { "\"\($0.name)\":\"\($0.value)\"," }.joined()
        let reply = try await send(.json("{\"Command\":\"\(command)\",\(credentials)\(parameters)}"))
        return try #require(JSON(reply.text), "\(reply.text)")
    }

    /// One fresh object of every kind, two where a command wants two; each in use by another where it can be.
    func objects(by send: CommandSender) async throws -> OwnedObjects {
        func make(_ field: String, _ command: String, _ parameters: String) async throws -> Int {
            let reply = try await Self.ask(command, parameters, by: byKey, send)
            return try #require(reply[field].number, "\(command): \(reply)")
        }
        func run(_ command: String, _ parameters: String) async throws {
            let reply = try await Self.ask(command, parameters, by: byKey, send)
            try #require(reply["Success"] == true, "\(command): \(reply)")
        }
        let campaign = try await make("CampaignID", "campaign.create", "\"CampaignName\":\"Sale\"")
        let other = try await make("CampaignID", "campaign.create", "\"CampaignName\":\"Another sale\"")
        let tag = try await make("TagID", "tag.create", "\"Tag\":\"for campaign \(campaign)\"")
        let list = try await make("ListID", "list.create", "\"SubscriberListName\":\"Readers\",\"CustomFields\":[{\"FieldName\":\"City\"}]")
        let rule = "{\"type\":\"fields\",\"field_id\":\"City\",\"operator\":\"is\",\"value\":\"Rome\"}"
        let segment = try await make(
            "SegmentID", "segment.create",
            "\"ListID\":\(list),\"SegmentName\":\"Romans\",\"Rules\":{\"operator\":\"and\",\"rules\":[\(rule)]}")
        let email = "\"EmailName\":\"Sale\",\"Subject\":\"Sale\",\"PlainContent\":\"Sale\""
        let emails = [try await make("EmailID", "email.create", email), try await make("EmailID", "email.create", email)]
        try await run(
            "subscribers.import", "\"ListID\":\(list),\"Subscribers\":[{\"EmailAddress\":\"reader@example.com\",\"City\":\"Rome\"}]")
        try await run(
            "campaign.update", "\"CampaignID\":\(campaign),\"RelEmailID\":\(emails[0]),\"RecipientListsAndSegments\":\"\(list):\(segment)\""
        )
        try await run("tag.assigntocampaigns", "\"TagID\":\(tag),\"CampaignIDs\":\(campaign)")
        let event = "\"CampaignID\":\(campaign),\"EmailAddress\":\"reader@example.com\",\"EventTime\":\"2025-06-15 10:00:00\""
        try await run("events.record", "\"Events\":[{\"EventID\":\"for campaign \(campaign)\",\"EventType\":\"Open\",\(event)}]")
        let test = try await make(
            "SplitTestID", "splittest.create",
            "\"CampaignID\":\(campaign),\"TestSize\":20,\"TestDuration\":24,\"Winner\":\"highest_open_rate\"")
        return [
            "CampaignID": [campaign, other], "TagID": [tag], "ListID": [list], "SegmentID": [segment], "EmailID": emails,
            "SplitTestID": [test], "UserID": [id], "KeyID": [keyID],
        ]
    }
}

extension TenancyCaller {
    /// The same with another's credentials behind its own.
    fileprivate func beside(_ other: TenancyCaller) -> TenancyCaller {
        TenancyCaller("\(name) beside \(other.name)", credentials: credentials + other.credentials, mayAll: mayAll)
    }
}
