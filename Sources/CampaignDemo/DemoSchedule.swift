// SPDX-License-Identifier: Apache-2.0

import CampaignDomain

/// When a campaign is to be sent, as a change of it.
struct DemoSchedule {
    let plan: DemoCampaign
    let day: DemoDay

    /// What is set before anything is sent.
    var change: CampaignChange {
        var change = CampaignChange()
        change.analyticsDomains = "hollowoak.example"
        switch plan.fate {
        case .draft: return change
        case .pendingApproval:
            change.status = .pendingApproval
            change.approvalExplanation = "These customers ordered from us in the last two years"
        case .recursive:
            change.status = .ready
            change.scheduleType = .recursive
            (change.daysOfWeek, change.months, change.hours, change.minutes) = ("1", "0", "9", "30")
            change.maxInstances = 0
        default: change.status = .ready
        }
        if plan.fate == .ready { change.scheduleType = .immediate }
        if plan.fate != .ready, plan.fate != .recursive { change.scheduleType = .future }
        if plan.fate != .ready { (change.sendDate, change.sendTime, change.sendTimeZone) = (day.text, "15:00:00", "Etc/UTC") }
        return change
    }

    /// A step that a mailer reports.
    static func state(_ status: Campaign.Status, _ reason: String? = nil) -> CampaignChange {
        var change = CampaignChange()
        (change.status, change.statusReason) = (status, reason)
        return change
    }
}
