// SPDX-License-Identifier: Apache-2.0

/// One of the emails that an A/B test sends, and its share.
public struct Variation: Hashable, Sendable {
    /// The email, one of the account's.
    public let emailID: Int
    /// Its share relative to the other weights, at least 1.
    public let weight: Int

    /// An email and its share.
    public init(emailID: Int, weight: Int) {
        self.emailID = emailID
        self.weight = weight
    }

    /// Each one's share of the whole in percent, in their order; empty where there are none.
    public static func shares(of variations: [Variation]) -> [Double] {
        let sum = variations.reduce(0.0) { $0 + Double($1.weight) }
        return variations.map { Double($0.weight) * 100 / sum }
    }

    /// Whether each has at least one percent, decided in whole numbers.
    public static func haveEnough(_ variations: [Variation]) -> Bool {
        let sum = variations.reduce(UInt128(0)) { $0 + UInt128(max(0, $1.weight)) }
        return variations.allSatisfy { UInt128(max(0, $0.weight)) * 100 >= sum }
    }
}
