// SPDX-License-Identifier: Apache-2.0

import Testing

/// Campaigns in every state, with the ids that tests ask for. Nothing that a test does may change them.
struct Sample: Sendable {
    let world: CampaignWorld
    let ids: [String: Int]
    let promotion, summer, foreignTag: Int
    /// The two emails of `Theta`'s A/B test.
    let variations: [Int]

    @TaskLocal static var ofSuite: Sample?

    /// Each campaign's name, and how it was set; `beta 50%` has a name with a letter that a pattern would take for its own.
    private static let campaigns: KeyValuePairs = [
        "Alpha Sale": #""PublishOnRSS":"Enabled""#,
        "beta 50%": #""CampaignStatus":"Ready","ScheduleType":"Immediate""#,
        "Gamma_x":
            #""CampaignStatus":"Ready","ScheduleType":"Future","SendDate":"2025-07-01","SendTime":"08:00","SendTimeZone":"Europe/Rome""#,
        "delta": #"""
        "CampaignStatus":"Ready","ScheduleType":"Recursive","ScheduleRecDaysOfWeek":"1","ScheduleRecMonths":"0",
        "ScheduleRecHours":"8","ScheduleRecMinutes":"0","ScheduleRecSendMaxInstance":5,"SendDate":"2025-08-01"
        """#,
        "Epsilon": #""CampaignStatus":"Sending""#,
        "Zeta": #""CampaignStatus":"Paused","SendDate":"2025-06-20""#,
        "Eta": #""CampaignStatus":"Pending Approval","ApprovalUserExplanation":"please""#,
        "Theta": #""CampaignStatus":"Sent""#,
        "Iota": #""CampaignStatus":"Failed","CampaignStatusReason":"no route""#,
    ]
    /// When each was set.
    private static let days = ["Theta": "2025-06-10", "Iota": "2025-06-12", "Epsilon": "2025-06-14"]

    init(in world: CampaignWorld) async throws {
        var ids: [String: Int] = [:]
        for (name, change) in Self.campaigns {
            try world.clock.set(Self.days[name] ?? "2025-06-15")
            ids[name] = try await world.makeCampaign(name, change)
        }
        try world.clock.set("2025-06-15")
        let sent = ids["Theta"] ?? 0
        ids["Kappa again"] = try await world.makeCampaign("Kappa again", #""OriginalCampaignID":\#(sent)"#)
        ids["Bob's"] = try await world.makeCampaign("Bob's Sale", by: "bob")
        variations = [try await world.makeEmail("a"), try await world.makeEmail("b")]
        try await world.update(
            sent,
            #""ABTesting":{"Variations":[{"EmailID":\#(variations[0]),"Weight":3},{"EmailID":\#(variations[1]),"Weight":1}]}"#)
        promotion = try await world.made("TagID", "tag.create", #""Tag":"promotion""#)
        summer = try await world.made("TagID", "tag.create", #""Tag":"summer""#)
        foreignTag = try await world.made("TagID", "tag.create", #""Tag":"promotion""#, by: "bob")
        for (tag, names, caller) in [
            (promotion, ["Alpha Sale", "Theta"], "ann"), (summer, ["Theta", "Zeta"], "ann"), (foreignTag, ["Bob's"], "bob"),
        ] {
            let list = names.compactMap { ids[$0].map(String.init) }.joined(separator: ",")
            _ = await world.call("tag.assigntocampaigns", #""TagID":\#(tag),"CampaignIDs":"\#(list)""#, by: caller)
        }
        self.ids = ids
        self.world = world
        try await record()
    }

    /// What happened: four deliveries of `Theta`, two opens by one, one click, one of each bounce; one of `Iota` failed.
    private func record() async throws {
        let theta = self["Theta"], iota = self["Iota"]
        let events: [(String, Int, String, Int?, Int)] = [
            ("Sent", theta, "a@x.example", 0, 10), ("Sent", theta, "b@x.example", 0, 10), ("Sent", theta, "c@y.example", 1, 10),
            ("Sent", theta, "d@x.example", 0, 10), ("Open", theta, "a@x.example", 0, 10), ("Open", theta, "a@x.example", 0, 11),
            ("Click", theta, "c@y.example", 1, 11), ("Forward", theta, "a@x.example", nil, 11),
            ("BrowserView", theta, "a@x.example", nil, 12), ("HardBounce", theta, "b@x.example", nil, 10),
            ("SoftBounce", theta, "d@x.example", nil, 11), ("Unsubscription", theta, "a@x.example", nil, 12),
            ("Failed", iota, "e@x.example", nil, 12),
        ]
        let items = events.enumerated().map { number, event in
            let (type, campaign, address, variation, day) = event
            let email = variation.map { #","EmailID":\#(variations[$0])"# } ?? ""
            return #"{"EventID":"\#(number)","CampaignID":\#(campaign),"EventType":"\#(type)","EmailAddress":"\#(address)"\#(email),"#
                + #""EventTime":"2025-06-\#(day) 09:00:00"}"#
        }
        let recorded = try await world.made("TotalRecorded", "events.record", #""Events":[\#(items.joined(separator: ","))]"#)
        #expect(recorded == events.count)
    }

    /// The id of a campaign.
    subscript(name: String) -> Int { ids[name] ?? 0 }

    /// A text in which `<Alpha Sale>` stands for that campaign's id.
    func filled(_ members: String) -> String {
        ids.reduce(members) { $0.replacing("<\($1.key)>", with: "\($1.value)") }
            .replacing("<promotion>", with: "\(promotion)").replacing("<summer>", with: "\(summer)")
            .replacing("<foreign>", with: "\(foreignTag)")
    }
}

/// Gives a suite one sample.
struct SampleTrait: SuiteTrait, TestScoping {
    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @concurrent @Sendable () async throws -> Void
    ) async throws {
        try await CampaignWorld.with { world in
            let sample = try await Sample(in: world)
            try await Sample.$ofSuite.withValue(sample) { try await function() }
        }
    }
}

extension Trait where Self == SampleTrait {
    /// Campaigns in every state, for tests that only read.
    static var sample: Self { Self() }
}

/// The sample of the suite that a test stands in.
func suiteSample() throws -> Sample { try #require(Sample.ofSuite) }
