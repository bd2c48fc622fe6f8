// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

@testable import CommandManifest

@Suite("PatternComparison")
struct PatternComparisonTests {
    /// Two patterns with a text that only the first, only the second, and both match; nil where there is none.
    struct Case: Sendable {
        let old, new: String
        let lost, gained, common: String?

        init(_ old: String, _ new: String, lost: String? = nil, gained: String? = nil, common: String? = nil) {
            (self.old, self.new, self.lost, self.gained, self.common) = (old, new, lost, gained, common)
        }
    }

    static let cases = [
        Case("[a-z]+", "[a-z]+", common: "a"), Case("[ab]+", "(a|b)(a|b)*", common: "a"), Case("a|b", "[ab]", common: "a"),
        Case("(ab)*a", "a(ba)*", common: "a"), Case("a*", "a+", lost: "", common: "a"), Case("a+", "a*", gained: "", common: "a"),
        Case("[a-z]+", "[a-y]+", lost: "z", common: "a"), Case("\\d+", "\\d\\d+", lost: "0", common: "00"),
        Case("\\d", "\\p{N}", gained: "²", common: "0"), Case("\\p{L}+", "[A-Za-z]+", lost: "é", common: "a"),
        Case("[A-Z]\\d+", "[A-Z]-\\d+", lost: "A0", gained: "A-0"), Case("ab?", "b?a", lost: "ab", gained: "ba", common: "a"),
        Case(".", "[^x]", lost: "x", common: "a"), Case("[^\\p{L}]", "[^a]", gained: "b", common: "0"),
        Case("\u{10FFFF}", "[\u{10FFFE}-\u{10FFFF}]", gained: "\u{10FFFE}", common: "\u{10FFFF}"),
        Case("[\u{D7FF}-\u{E000}]", "\u{D7FF}", lost: "\u{E000}", common: "\u{D7FF}"),
    ]

    @Test("Finds a shortest text that one of two patterns matches and the other does not, or that there is none", arguments: cases)
    func compares(example: Case) throws {
        let found = PatternComparison(try Pattern(example.old), try Pattern(example.new))
        #expect(found.lost == example.lost)
        #expect(found.gained == example.gained)
        #expect(found.common == example.common)
        #expect(found.isComplete || [found.lost, found.gained, found.common].allSatisfy { $0 != nil })
    }

    @Test("Stops at a bound, and says so")
    func bounded() throws {
        // Which of the last thirty signs was an `a` is a state for each set of them.
        let old = try Pattern("(a|b)*a" + String(repeating: "(a|b)", count: 30))
        let start = ContinuousClock.now
        let found = PatternComparison(old, try Pattern("(b|a)*a" + String(repeating: "(b|a)", count: 30)))
        #expect(!found.isComplete)
        #expect(found.lost == nil)
        #expect(ContinuousClock.now - start < .seconds(5))
    }

    @Test("Agrees with both patterns about every short text", arguments: [UInt64(1), 2, 3])
    func agrees(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let texts = Self.texts(upTo: 4)
        for _ in 0..<150 {
            let (old, new) = (try Pattern(Self.made(3, &random)), try Pattern(Self.made(3, &random)))
            let found = PatternComparison(old, new)
            for (text, isOld, isNew) in [(found.lost, true, false), (found.gained, false, true), (found.common, true, true)] {
                let shortest = texts.first { old.matches($0) == isOld && new.matches($0) == isNew }
                if let text { #expect(old.matches(text) == isOld && new.matches(text) == isNew) }
                guard let shortest else { continue }
                let isStopped = !found.isComplete
                #expect(text.map { $0.count <= shortest.count } ?? isStopped, "`\(old.source)`, `\(new.source)`: `\(shortest)`")
            }
        }
    }

    /// All texts of `a` and `b` of so many letters at most, the shortest first.
    private static func texts(upTo length: Int) -> [String] {
        var result = [""]
        var last = [""]
        for _ in 0..<length {
            last = last.flatMap { [$0 + "a", $0 + "b"] }
            result += last
        }
        return result
    }

    private static func made(_ depth: Int, _ random: inout SeededGenerator) -> String {
        guard depth > 0 else { return ["a", "b", "[ab]", "."].randomElement(using: &random) ?? "a" }
        switch Int.random(in: 0..<4, using: &random) {
        case 0: return made(depth - 1, &random) + made(depth - 1, &random)
        case 1: return "(\(made(depth - 1, &random))|\(made(depth - 1, &random)))"
        case 2: return "(\(made(depth - 1, &random)))" + (["*", "+", "?"].randomElement(using: &random) ?? "*")
        default: return made(depth - 1, &random)
        }
    }
}
