// SPDX-License-Identifier: Apache-2.0

import CampaignDemo
import CampaignDomain
import CommandStorage
import Testing

@Suite("Ids that the demo prints") struct DemoUseTests {
    @Test("Each is there once, as a line that a shell takes")
    func areLines() async throws {
        try await DemoDatabase.with { demo in
            #expect(demo.ids.lines.count == 18)
            for line in demo.ids.lines {
                #expect(line.wholeMatch(of: /[A-Za-z]+=[1-9][0-9]*(,[1-9][0-9]*)* +# [^'"$`\\]+/) != nil, "\(line)")
            }
            #expect(Set(demo.ids.lines.map { $0.prefix { $0 != "=" } }).count == 18)
        }
    }

    @Test("Campaigns to pause, to resume and to cancel can be")
    func takeTransitions() async throws {
        try await DemoDatabase.with { demo in
            let store = CampaignStore(database: demo.database)
            let now = DemoDatabase.now
            for (name, transition) in [
                ("CampaignToPause", CampaignTransition.pause), ("CampaignToResume", .resume), ("CampaignToCancel", .cancel),
            ] {
                let outcome = try await store.apply(transition, to: demo.id(name), owner: 7, at: now, until: demo.soon)
                #expect(outcome == .done, "\(name)")
            }
        }
    }

    @Test("The campaign with recipients has a Draft's, whom its rules found")
    func hasRecipients() async throws {
        try await DemoDatabase.with { demo in
            let answer = try await RecipientStore(database: demo.database).recipients(
                of: demo.id("CampaignWithRecipients"), owner: 7, onlyTotal: false, until: demo.soon)
            guard case .recipients(let total, let list?) = answer else {
                Issue.record("\(answer)")
                return
            }
            var recipients = list.first
            for page in list.rest { recipients += try await RecipientStore(database: demo.database).read(page, owner: 7) }
            #expect(total > 10 && total < 400 && recipients.count == total)
            #expect(recipients.allSatisfy { !$0.firstName.isEmpty && $0.address.contains("@") })
        }
    }

    @Test("The campaign to split takes a split test, and a second in its place")
    func takesSplitTests() async throws {
        try await DemoDatabase.with { demo in
            let store = SplitTestStore(database: demo.database)
            for _ in 1...2 {
                let made = try await store.create(
                    SplitTest(size: 20, hours: 24, winner: .highestOpenRate), for: demo.id("CampaignToSplit"), owner: 7,
                    at: DemoDatabase.now, until: demo.soon)
                guard case .created = made else {
                    Issue.record("\(made)")
                    return
                }
            }
        }
    }

    @Test(
        "Campaigns stand in the status that their line tells",
        arguments: [
            ("CampaignToGet", "Sent"), ("CampaignWithABTest", "Sent"), ("CampaignToCopy", "Sent"), ("CampaignToUpdate", "Draft"),
            ("CampaignsToDelete", "Draft"), ("CampaignToPause", "Sending"), ("CampaignToResume", "Paused"), ("CampaignToCancel", "Ready"),
        ])
    func haveTheirStatus(name: String, status: String) async throws {
        try await DemoDatabase.with { demo in
            let ids = demo.ids.ids(name)
            #expect(!ids.isEmpty)
            let found = try await demo.number(
                "SELECT COUNT(*) FROM campaigns WHERE status = \(status) AND campaign_id IN \(list: ids)")
            #expect(found == ids.count)
        }
    }
}
