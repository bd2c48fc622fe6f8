// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite("States of campaigns") struct CampaignStateTests {
    static let states = ["Draft", "Ready", "Sending", "Paused", "Pending Approval", "Sent", "Failed"]

    /// A step, the states that it starts from, and the one that it leads to.
    static let steps: [(command: String, sources: [String], target: String)] = [
        ("campaign.pause", ["Sending", "Ready"], "Paused"), ("campaign.resume", ["Paused"], "Ready"),
        ("campaign.cancel", ["Draft", "Ready", "Sending", "Paused", "Pending Approval"], "Draft"),
    ]

    @Test("A step is taken from the states that it starts from, and from others refused with nothing changed", arguments: steps, states)
    func takes(step: (command: String, sources: [String], target: String), state: String) async throws {
        try await CampaignWorld.with { it in
            let id = try await it.makeCampaign("c", #""CampaignStatus":"\#(state)""#)
            let starts = step.sources.contains(state)
            await #expect(it.call(step.command, #""CampaignID":\#(id)"#).code == (starts ? "0" : "3"))
            await #expect(it.field("CampaignStatus", of: id) == "\"\(starts ? step.target : state)\"")
        }
    }

    @Test("campaign.update sets any state from any other") func sets() async throws {
        try await CampaignWorld.with { it in
            let id = try await it.makeCampaign("c")
            for first in Self.states {
                for second in Self.states {
                    try await it.update(id, #""CampaignStatus":"\#(first)""#)
                    try await it.update(id, #""CampaignStatus":"\#(second)""#)
                    await #expect(it.field("CampaignStatus", of: id) == "\"\(second)\"")
                }
            }
            for none in ["Scheduled", "ready", ""] {
                await #expect(it.call("campaign.update", #""CampaignID":\#(id),"CampaignStatus":"\#(none)""#).code == "3")
            }
        }
    }

    @Test("Cancelled, it has no schedule and no split test, and keeps the rest") func cancels() async throws {
        try await CampaignWorld.with { it in
            let id = try await it.makeCampaign(
                "c",
                #""CampaignStatus":"Ready","ScheduleType":"Future","SendDate":"2025-07-01","SendTime":"10:00","PublishOnRSS":"Enabled""#)
            let test = #""CampaignID":\#(id),"TestSize":10,"TestDuration":4,"Winner":"Highest Open Rate""#
            await #expect(it.call("splittest.create", test).code == "0")
            await #expect(it.call("campaign.cancel", #""CampaignID":\#(id)"#).code == "0")
            let reply = await it.call("campaign.get", #""CampaignID":\#(id)"#)
            #expect(reply["Campaign", "ScheduleType"] == #""Not Scheduled""#)
            #expect(
                reply["Campaign", "SendDate"] == "\"\"" && reply["Campaign", "SendTime"] == "\"\""
                    && reply["Campaign", "SplitTest"] == "false")
            #expect(reply["Campaign", "PublishOnRSS"] == #""Enabled""#)
            // A test that were still there could not be replaced now.
            try await it.update(id, #""CampaignStatus":"Sending""#)
            await #expect(it.call("splittest.create", test).code == "0")
            await #expect(it.call("splittest.create", test).code == "10")
        }
    }

    @Test("Sending begins and ends when the mailer says so, and a recursive campaign counts its runs")
    func progresses() async throws {
        try await CampaignWorld.with { it in
            let id = try await it.makeCampaign(
                "c",
                #""ScheduleType":"Recursive","ScheduleRecDaysOfWeek":"0","ScheduleRecMonths":"0","ScheduleRecHours":"1","ScheduleRecMinutes":"0","ScheduleRecSendMaxInstance":0"#
            )
            for (day, state, started, finished, runs) in [
                ("2025-06-01", "Sending", "2025-06-01", "", 0), ("2025-06-02", "Sent", "2025-06-01", "2025-06-02", 1),
                ("2025-06-03", "Sent", "2025-06-01", "2025-06-02", 1), ("2025-06-04", "Sending", "2025-06-01", "", 1),
                ("2025-06-05", "Failed", "2025-06-01", "2025-06-05", 1), ("2025-06-06", "Sent", "2025-06-01", "2025-06-05", 2),
            ] {
                try it.clock.set(day)
                try await it.update(id, #""CampaignStatus":"\#(state)""#)
                let shown = { (day: String) in day.isEmpty ? "\"\"" : "\"\(day) 12:00:00\"" }
                await #expect(it.field("SendProcessStartedOn", of: id) == shown(started), "\(day)")
                await #expect(it.field("SendProcessFinishedOn", of: id) == shown(finished), "\(day)")
                await #expect(it.field("ScheduleRecSentInstances", of: id) == "\(runs)", "\(day)")
            }
        }
    }

    @Test("Of another account, absent, missing and no id: refused by each step as the page says", arguments: steps.map(\.command))
    func refuses(command: String) async throws {
        try await CampaignWorld.with { it in
            let foreign = try await it.makeCampaign("c", #""CampaignStatus":"Paused""#, by: "bob")
            for (id, code) in [("\(foreign)", "2"), ("4096", "2"), ("\"x\"", "2"), ("0", "2"), ("null", "[1]"), ("\"\"", "[1]")] {
                await #expect(it.call(command, #""CampaignID":\#(id)"#).code == code)
            }
            await #expect(it.call(command, #""CampaignID":\#(foreign)"#, by: "admin").code == "99999")
            await #expect(it.field("CampaignStatus", of: foreign, by: "bob") == #""Paused""#)
        }
    }
}
