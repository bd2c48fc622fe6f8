// SPDX-License-Identifier: Apache-2.0

import CampaignDomain
import Testing

@Suite("Recurring days") struct RecurringDaysTests {
    @Test(
        "Exist where a month has one of them, or a weekday is named",
        arguments: [
            (nil, "31", "2", false), (nil, "30,31", "2", false), (nil, "29", "2", true), (nil, "31", "4,6,9,11", false),
            (nil, "31", "4,5", true),
            (nil, "1, 31", "2", true), ("0", "31", "2", false), ("*", "31", "02", false), ("1", "31", "2", true), ("", "31", "*", true),
            (nil, "*", "2", true), (nil, "0", "2", true), (nil, nil, "2", true), (nil, "31", nil, true), (nil, "31", "0", true),
        ] as [(String?, String?, String?, Bool)])
    func exist(week: String?, days: String?, months: String?, exist: Bool) {
        #expect(RecurringDays(ofWeek: week, ofMonth: days, months: months).exist == exist)
    }
}
