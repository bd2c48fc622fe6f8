// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import CommandKit

@Suite("Case folding") struct CaseFoldingTests {
    @Test(
        "Is one text for the cases of a letter, and two for letters that are two",
        arguments: [
            ("Σίσυφος", "ΣΊΣΥΦΟΣ", true), ("σοφός@", "ΣΟΦΌΣ@", true), ("µ", "μ", true), ("ſ", "S", true), ("\u{212A}", "k", true),
            ("ẞ", "ß", true), ("ß", "SS", false), ("Été", "E\u{301}TÉ", true), ("Ǆ", "ǆ", true), ("ǅ", "ǆ", true), ("İ", "i", false),
            ("ı", "I", false), ("ϐ", "Β", true), ("ϑ", "θ", true), ("Ꭰ", "ꭰ", true), ("Ԛ", "ԛ", true), ("𐐀", "𐐨", true), ("Ａ", "ａ", true),
            ("ﬁ", "fi", false), ("ά", "ά", true), ("Ω", "\u{2126}", true), ("\u{345}", "ι", true), ("中", "中", true),
        ])
    func folds(one: String, other: String, isSame: Bool) {
        #expect(Array(CaseFolding.fold(one).utf8).elementsEqual(CaseFolding.fold(other).utf8) == isSame)
    }

    @Test("Folds every scalar to one that stays, keeps what has no cases, and agrees with lower case where one maps to one")
    func agrees() {
        var differing = 0
        for value in UInt32(0)...0x1FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let folded = CaseFolding.fold(scalar)
            #expect(CaseFolding.fold(folded) == folded)
            let lower = scalar.properties.lowercaseMapping.unicodeScalars
            if lower.count == 1, lower.first != folded { differing += 1 }
        }
        // Cherokee folds to capitals; besides there are letters with two small forms, and symbols.
        #expect((100...300).contains(differing))
    }
}
