// SPDX-License-Identifier: Apache-2.0

import CommandStorage
import Testing

@testable import CampaignDomain

@Suite("Like pattern") struct LikePatternTests {
    @Test(
        "Takes a text literally, folded, at its place",
        arguments: [
            ("Sale", .anywhere, "%sale%"), ("Sale", .begin, "sale%"), ("Sale", .end, "%sale"), ("50%", .anywhere, "%50\\%%"),
            ("a_b\\", .begin, "a\\_b\\\\%"), ("%\u{301}", .anywhere, "%\\%\u{301}%"), ("_\u{200D}", .end, "%\\_\u{200D}"),
            ("E\u{301}", .begin, "\u{E9}%"), ("", .anywhere, "%%"),
        ] as [(String, LikePattern.Place, String)])
    func pattern(text: String, place: LikePattern.Place, expected: String) {
        guard case .text(let pattern) = LikePattern(text, place).sqlValue else {
            Issue.record("no text")
            return
        }
        #expect(Array(pattern.unicodeScalars) == Array(expected.unicodeScalars))
    }
}
