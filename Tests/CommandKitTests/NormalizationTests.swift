// SPDX-License-Identifier: Apache-2.0

import CommandKit
import Foundation
import Testing

@Suite("Normalization") struct NormalizationTests {
    static let forms: [(String, String)] = [
        ("", ""), ("abc", "abc"), ("e\u{301}", "\u{E9}"), ("\u{E9}", "\u{E9}"), ("\u{212B}", "\u{C5}"), ("\u{FB01}", "\u{FB01}"),
        // Marks are put into order, and one that stands behind another of its order does not compose.
        ("\u{E9}\u{323}", "\u{1EB9}\u{301}"), ("e\u{301}\u{323}", "\u{1EB9}\u{301}"), ("a\u{308}\u{301}", "\u{E4}\u{301}"),
        ("o\u{302}\u{301}\u{323}", "\u{1ED9}\u{301}"), ("e\u{334}\u{301}", "\u{E9}\u{334}"), ("\u{3B1}\u{313}\u{300}\u{345}", "\u{1F82}"),
        ("\u{301}\u{323}", "\u{323}\u{301}"), ("\u{344}", "\u{308}\u{301}"), ("\u{419}\u{323}", "\u{419}\u{323}"),
        // Hangul, also where it is composed in part and where marks follow.
        ("\u{1100}\u{1161}\u{11A8}", "\u{AC01}"), ("\u{AC00}\u{11A8}", "\u{AC01}"), ("\u{AC00}\u{11A8}\u{F71}", "\u{AC01}\u{F71}"),
        ("\u{334}\u{AC00}\u{11A8}", "\u{334}\u{AC01}"), ("\u{AC00}\u{301}\u{11A8}", "\u{AC00}\u{301}\u{11A8}"),
        // Starters that compose with starters, and one that is made of three.
        ("\u{9C7}\u{9BE}", "\u{9CB}"), ("\u{CC6}\u{CC2}\u{CD5}", "\u{CCB}"), ("\u{CCA}\u{CD5}", "\u{CCB}"),
        // Those that decompose and never compose again.
        ("\u{958}", "\u{915}\u{93C}"), ("\u{1D15E}", "\u{1D157}\u{1D165}"), ("\u{F73}", "\u{F71}\u{F72}"),
        ("\u{323}\u{334}\u{F73}", "\u{334}\u{F71}\u{F72}\u{323}"),
        // Beyond U+FFFF.
        ("\u{10041}\u{323}\u{301}", "\u{10041}\u{323}\u{301}"), ("\u{11131}\u{11127}", "\u{1112E}"),
    ]

    @Test("Composes as Unicode says", arguments: forms)
    func composes(text: String, form: String) {
        #expect(Array(Normalization.nfc(text).unicodeScalars) == Array(form.unicodeScalars))
        #expect(Array(Normalization.nfc(form).unicodeScalars) == Array(form.unicodeScalars))
        // The same inside of a text.
        let (around, inside) = (Normalization.nfc("x" + text + "x"), "x" + form + "x")
        if text.unicodeScalars.first?.properties.canonicalCombiningClass == .notReordered {
            #expect(Array(around.unicodeScalars) == Array(inside.unicodeScalars))
        }
    }

    @Test("Gives every scalar and its decomposition one form")
    func agrees() {
        for value in UInt32(1)..<0x3400 {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let whole = Normalization.nfc(String(scalar))
            let parts = Normalization.nfc(String(scalar).decomposedStringWithCanonicalMapping)
            #expect(whole.utf8.elementsEqual(parts.utf8), "U+\(String(value, radix: 16))")
        }
    }

    static let units = [
        "a", "e\u{301}", "\u{1100}\u{1161}\u{11A8}", "\u{3B1}\u{313}\u{300}\u{345}", "\u{FDFA}", "\u{1F468}\u{200D}", "\u{F73}",
        "\u{345}\u{301}\u{323}", "\u{344}",
    ]

    @Test("Takes about as long for a text as for its pieces, not 64 times as long", arguments: units)
    func isLinear(unit: String) {
        let clock = ContinuousClock()
        let (whole, piece) = (String(repeating: unit, count: 64_000), String(repeating: unit, count: 1000))
        let times = (0..<3).map { _ in
            let ofPieces = clock.measure { for _ in 0..<64 { _ = Normalization.nfc(piece) } }
            return (whole: clock.measure { _ = Normalization.nfc(whole) }, pieces: ofPieces)
        }
        #expect(times.contains { $0.whole <= $0.pieces * 16 + .milliseconds(50) }, "\(times)")
    }

    @Test(
        "Knows rows of more than thirty marks, wherever they stand", arguments: ["\u{301}", "\u{F73}", "\u{20D0}", "\u{1D165}"],
        ["", "a", "ж", String(repeating: "a", count: 60)])
    func isStreamSafe(mark: String, before: String) {
        for count in [0, 1, 29, 30, 31, 32, 60, 61, 62, 200] {
            for after in ["", "b", String(repeating: "b", count: 100)] {
                let text = before + String(repeating: mark, count: count) + after
                #expect(Normalization.isStreamSafe(text) == (count <= 30))
            }
        }
    }

    @Test("Takes texts of thirty marks at each letter")
    func thirtyMarksEach() {
        #expect(Normalization.isStreamSafe(String(repeating: "a" + String(repeating: "\u{301}", count: 30), count: 100)))
    }
}
