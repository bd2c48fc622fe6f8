// SPDX-License-Identifier: Apache-2.0

/// Two years of a coffee roaster's mail.
enum DemoPlan {
    /// The day on which it all begins.
    static let firstDay = -730

    /// Whose mail it is.
    static let sender = (name: "Hollow Oak Coffee", address: "hello@hollowoak.example")

    /// The campaigns, in the order of their days.
    static let campaigns: [DemoCampaign] = (newsletters + mailings + unfinished).sorted { $0.day < $1.day }

    /// One in every three months, named by its month.
    private static let newsletters: [DemoCampaign] = [-700, -610, -520, -430, -340, -250, -160, -70].map { day in
        let campaign = DemoCampaign(day, "", to: .newsletter, .sent, [.newsletter])
        return day == -70 ? campaign.used(for: .get) : campaign
    }

    private static let mailings: [DemoCampaign] = [
        DemoCampaign(-680, "Welcome to Hollow Oak", to: .newsletter, .sent, [.newsletter]),
        DemoCampaign(-640, "Ethiopia Yirgacheffe Has Landed", to: .segment(.lightRoast), .sent, [.origins, .promotion]),
        DemoCampaign(-585, "Cupping Night in Portland", to: .segment(.portland), .sent, [.events]),
        DemoCampaign(-550, "Wholesale Price List", to: .wholesale, .sent, [.wholesale]),
        DemoCampaign(-490, "Free Shipping Weekend", to: .segment(.regulars), .sent, [.promotion]),
        DemoCampaign(-460, "Cold Brew, Three Ways", to: .segment(.lightRoast), .sent, [.origins]),
        DemoCampaign(-400, "Barista Workshop Invitation", to: .segment(.portland), .sent, [.events]),
        DemoCampaign(-365, "Wholesale Harvest Report", to: .wholesale, .sent, [.wholesale, .origins]),
        DemoCampaign(-310, "How Was Your Coffee This Year?", to: .segment(.regulars), .sent, [.surveys]),
        DemoCampaign(-280, "Grinder Sale", to: .segment(.lightRoast), .sent, [.promotion]),
        DemoCampaign(-240, "Flash Sale: 24 Hours", to: .segment(.regulars), .failed("The mail relay refused the connection"), [.promotion]),
        DemoCampaign(-220, "Subscription Launch", to: .segment(.regulars), .sent, [.promotion]).varied(2).used(for: .abTest),
        DemoCampaign(-190, "We Miss You", to: .segment(.lapsed), .sent, [.promotion]),
        DemoCampaign(-130, "Meet the Growers: Huila", to: .segment(.lightRoast), .sent, [.origins]),
        DemoCampaign(-100, "Wholesale Standing Orders", to: .wholesale, .sent, [.wholesale]),
        DemoCampaign(-85, "Bring a Friend", to: .segment(.portland), .failed("The email was rejected as too large"), [.promotion]),
        DemoCampaign(-45, "Your Loyalty Points", to: .segment(.regulars), .sent, [.promotion]).used(for: .copy),
        DemoCampaign(-40, "Your Loyalty Points, Once More", to: .segment(.regulars), .sent, [.promotion]).resent,
        DemoCampaign(-30, "One Bag Bought, One to Taste", to: .segment(.lapsed), .sent, [.promotion]),
        DemoCampaign(-14, "Gift Subscriptions", to: .segment(.regulars), .sent, [.promotion]).varied(3),
        DemoCampaign(-6, "New Opening Hours at the Roastery", to: .segment(.portland), .sent, [.events]),
    ]

    private static let unfinished: [DemoCampaign] = [
        DemoCampaign(-3, "Second Bag at Half Price", to: .segment(.lightRoast), .paused, [.promotion]).used(for: .resume),
        DemoCampaign(-2, "What the Roast Date Tells You", to: .segment(.regulars), .pausedBeforeSending, [.origins]),
        DemoCampaign(-1, "Weekend Brew Guide", to: .segment(.portland), .sending, [.newsletter]).used(for: .pause),
        DemoCampaign(-1, "Time to Reorder", to: .wholesale, .sending, [.wholesale]),
        DemoCampaign(-1, "New Wholesale Terms", to: .wholesale, .pendingApproval, [.wholesale]),
        DemoCampaign(-1, "Tour of the Roastery", to: .segment(.portland), .pendingApproval, [.events]),
        DemoCampaign(0, "Today Only: Free Filters", to: .segment(.lightRoast), .ready, [.promotion]),
        DemoCampaign(4, "Kenya AA Pre-Order", to: .segment(.lightRoast), .future, [.origins]).used(for: .cancel),
        DemoCampaign(9, "Which Subject Line Wins?", to: .newsletter, .future, [.newsletter]).varied(2),
        DemoCampaign(12, "Latte Art Evening", to: .segment(.portland), .future, [.events]),
        DemoCampaign(2, "Monday Specials", to: .segment(.regulars), .recursive, [.promotion]),
        DemoCampaign(-20, "Seattle Pop-Up", to: .rules, .draft, [.events]).used(for: .recipients),
        DemoCampaign(-18, "Summer Sale", to: .newsletter, .draft).used(for: .update),
        DemoCampaign(-16, "Two Ways to Say Hello", to: .newsletter, .draft).varied(2).used(for: .split),
        DemoCampaign(-25, "Untitled", to: .newsletter, .draft).used(for: .delete),
        DemoCampaign(-24, "Copy of Untitled", to: .newsletter, .draft).used(for: .delete),
        DemoCampaign(-23, "Test, Please Ignore", to: .segment(.lapsed), .draft).used(for: .delete),
        DemoCampaign(-12, "Brewing at Altitude", to: .rules, .draft).used(for: .tag),
        DemoCampaign(-11, "Water Matters", to: .rules, .draft).used(for: .tag),
    ]
}
