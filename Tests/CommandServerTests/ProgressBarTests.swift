// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import CommandServer

@Suite("Progress bar") struct ProgressBarTests {
    @Test("A warning takes the place of the bar on a terminal, and is a line alone elsewhere") func warns() {
        #expect(ProgressBar.warning("away", isShown: true) == "\r\u{1B}[Kaway\n")
        #expect(ProgressBar.warning("away", isShown: false) == "away\n")
    }

    @Test(
        "A bar says how far it is",
        arguments: [
            (0, 0.0, "x [........................] 0 %  5 rows  7/s  0 s left"),
            (50, 61.4, "x [############............] 50 %  5 rows  7/s  61 s left"),
            (100, .infinity, "x [########################] 100 %  5 rows  7/s  359999 s left"),
        ])
    func bar(done: Int, left: Double, text: String) {
        #expect(ProgressBar.text("x", done, of: 100, rows: 5, perSecond: 7.2, left: left) == text)
    }
}
