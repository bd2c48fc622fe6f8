// SPDX-License-Identifier: Apache-2.0

import CampaignDomain

/// An email of the demo, one for each variation.
struct DemoMail {
    let name: String
    /// From 0.
    let variation: Int

    var email: Email {
        Email(
            name: variation == 0 ? name : "\(name) (\(Self.letters[variation % Self.letters.count]))",
            fromName: DemoPlan.sender.name, fromAddress: DemoPlan.sender.address, subject: subject,
            html: "<h1>\(name)</h1><p>Hello from the roastery.</p><p><a href=\"https://hollowoak.example/\">Visit the shop</a></p>",
            plain: "\(name)\n\nHello from the roastery.\nVisit the shop: https://hollowoak.example/\n")
    }

    private var subject: String {
        switch variation {
        case 0: name
        case 1: "\(name): a note from your roaster"
        default: "For you: \(name)"
        }
    }

    private static let letters = ["A", "B", "C", "D", "E"]
}
