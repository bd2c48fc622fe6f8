// SPDX-License-Identifier: Apache-2.0

/// How a campaign finds the better of its variations.
public struct SplitTest: Hashable, Sendable {
    /// What the better variation is better at.
    public enum Winner: String, Hashable, Sendable, CaseIterable {
        /// The part of recipients who opened it.
        case highestOpenRate = "highest_open_rate"
        /// How many recipients clicked in it.
        case mostUniqueClicks = "most_unique_clicks"

        /// A winner by its stored name, or by its label.
        public init?(nameOrLabel text: String) {
            switch text {
            case Self.highestOpenRate.rawValue, "Highest Open Rate": self = .highestOpenRate
            case Self.mostUniqueClicks.rawValue, "Most Unique Clicks": self = .mostUniqueClicks
            default: return nil
            }
        }
    }

    /// The part of the recipients that takes part, in percent, 1 to 99.
    public let size: Int
    /// How long the test lasts, in hours, at least 1.
    public let hours: Int
    /// Which variation goes to the rest.
    public let winner: Winner

    /// Composes a split test.
    public init(size: Int, hours: Int, winner: Winner) {
        self.size = size
        self.hours = hours
        self.winner = winner
    }
}
