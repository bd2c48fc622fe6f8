// SPDX-License-Identifier: Apache-2.0

import CampaignDomain
import Testing

@Suite("Variations") struct VariationTests {
    private func variations(_ weights: [Int]) -> [Variation] {
        weights.enumerated().map { Variation(emailID: $0 + 1, weight: $1) }
    }

    @Test(
        "Each has one percent at least, in whole numbers",
        arguments: [
            ([1, 1], true), ([1, 99], true), ([1, 100], false), ([99, 1], true), ([2, 199], false), ([2, 198], true),
            ([1, 1, 1, 1, 96], true), ([1, 1, 1, 1, 97], false), ([0, 1], false), ([-5, 5], false), ([.max, .max], true),
            ([.max, 1], false), ([.max, 93165374109644201], true), ([.max, 93165374109644200], false),
            // The sum is past 64 bits.
            ([.max, .max, .max, .max, 372661496438576801], true), ([.max, .max, .max, .max, 372661496438576800], false),
            ([.max, .max, .max, .max, .max], true),
            ([.min, .max], false),
        ] as [([Int], Bool)])
    func enough(weights: [Int], isEnough: Bool) {
        #expect(Variation.haveEnough(variations(weights)) == isEnough)
    }

    @Test("Shares are of the whole") func shares() {
        #expect(Variation.shares(of: variations([1, 1])) == [50, 50])
        #expect(Variation.shares(of: variations([3, 1])) == [75, 25])
        #expect(Variation.shares(of: variations([.max, .max])) == [50, 50])
        #expect(Variation.shares(of: []) == [])
    }
}
