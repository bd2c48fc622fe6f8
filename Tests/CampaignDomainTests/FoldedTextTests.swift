// SPDX-License-Identifier: Apache-2.0

import CampaignDomain
import Testing

@Suite("Folded text") struct FoldedTextTests {
    @Test(
        "Ignores case and composition",
        arguments: [
            ("VIP", "vip"), ("Été", "E\u{301}TE\u{301}"), ("ÅNGSTRÖM", "\u{212B}ngström"), ("ДА", "да"), ("ΑΣ", "ασ"),
            ("\u{1E9E}", "ß"), ("J\u{30C}", "\u{1F0}"),
        ])
    func same(left: String, right: String) {
        #expect(FoldedText(left) == FoldedText(right))
        #expect(Array(FoldedText(left).text.unicodeScalars) == Array(FoldedText(right).text.unicodeScalars))
    }

    @Test("Tells others apart", arguments: [("a", "á"), ("ss", "ß"), ("a b", "a  b"), ("a-b", "a_b"), ("ﬁ", "fi"), ("", " ")])
    func different(left: String, right: String) { #expect(FoldedText(left) != FoldedText(right)) }

    @Test("Folds what is folded to itself", arguments: ["İstanbul", "ǅ", "Straße", "日本", "e\u{301}"])
    func stable(text: String) { #expect(FoldedText(FoldedText(text).text) == FoldedText(text)) }
}
