// SPDX-License-Identifier: Apache-2.0

import CampaignDomain
import CommandKit

extension UpdateCampaign.Parameters {
    /// Refuses rules and lists that could never be run, before anything is stored. Empty ones are taken away.
    func checkRecipients() throws(InvalidParameter) {
        if let rulesJsonBundle, !rulesJsonBundle.isEmpty {
            try check("RulesJsonBundle") { () throws(RuleFault) in _ = try RuleBundle(json: rulesJsonBundle) }
        }
        if let lists = recipientListsAndSegments {
            try check("RecipientListsAndSegments") { () throws(RuleFault) in _ = try ListReference.all(in: lists) }
        }
        if let lists = exclude_RecipientListsAndSegments {
            try check("Exclude_RecipientListsAndSegments") { () throws(RuleFault) in _ = try ListReference.all(in: lists) }
        }
    }

    /// Refuses days that no month has, where both are given. What is stored counts in a recursive schedule alone.
    func checkDays() throws(InvalidParameter) {
        guard scheduleRecDaysOfMonth != nil, scheduleRecMonths != nil else { return }
        let days = RecurringDays(ofWeek: scheduleRecDaysOfWeek, ofMonth: scheduleRecDaysOfMonth, months: scheduleRecMonths)
        guard days.exist else { throw neverDue }
    }

    /// What a schedule is told that has no day.
    var neverDue: InvalidParameter {
        InvalidParameter(
            scheduleRecDaysOfMonth == nil ? "ScheduleRecMonths" : "ScheduleRecDaysOfMonth",
            reason: "the schedule's months have none of its days, so it would never be due")
    }

    private func check(_ parameter: String, _ read: () throws(RuleFault) -> Void) throws(InvalidParameter) {
        do throws(RuleFault) { try read() } catch { throw InvalidParameter(parameter, reason: error.description) }
    }

    /// What is given, as the store takes it.
    var change: CampaignChange {
        var change = CampaignChange()
        change.name = campaignName
        (change.status, change.statusReason) = (campaignStatus, campaignStatusReason)
        change.emailID = relEmailID
        change.variations = abTesting.map { ($0.variations ?? []).map { Variation(emailID: $0.emailID, weight: $0.weight) } }
        (change.approvalExplanation, change.analyticsDomains) = (approvalUserExplanation, googleAnalyticsDomains)
        (change.publishOnRSS, change.tracksServerToServer) = (publishOnRSS, s2sEnabled)
        (change.lists, change.excludedLists, change.rules) = (
            recipientListsAndSegments, exclude_RecipientListsAndSegments, rulesJsonBundle
        )
        schedule(&change)
        (change.resends, change.resendWaitDays) = (autoResendEnabled, autoResendWaitDays)
        (change.resendSubject, change.resendPreHeader) = (autoResendSubject, autoResendPreHeaderText)
        change.originalCampaignID = originalCampaignID
        return change
    }

    private func schedule(_ change: inout CampaignChange) {
        change.scheduleType = scheduleType
        (change.sendDate, change.sendTime, change.sendTimeZone) = (sendDate, sendTime, sendTimeZone)
        (change.daysOfWeek, change.daysOfMonth) = (scheduleRecDaysOfWeek, scheduleRecDaysOfMonth)
        (change.months, change.hours, change.minutes) = (scheduleRecMonths, scheduleRecHours, scheduleRecMinutes)
        change.maxInstances = scheduleRecSendMaxInstance
    }
}
