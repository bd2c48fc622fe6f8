// SPDX-License-Identifier: Apache-2.0

/// What is known of campaigns everywhere: the words for their states.
public enum Campaign {
    /// The states that are stored. `Scheduled` is none of them: it is Ready with a schedule.
    public enum Status: String, Sendable, CaseIterable, Decodable {
        case draft = "Draft"
        case ready = "Ready"
        case sending = "Sending"
        case paused = "Paused"
        case pendingApproval = "Pending Approval"
        case sent = "Sent"
        case failed = "Failed"
    }

    /// When a campaign is sent.
    public enum ScheduleType: String, Sendable, CaseIterable, Decodable {
        case notScheduled = "Not Scheduled"
        case immediate = "Immediate"
        case future = "Future"
        case recursive = "Recursive"
    }
}
