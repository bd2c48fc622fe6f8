// SPDX-License-Identifier: Apache-2.0

/// Chance that a seed decides: the same numbers for the same seed, whatever the machine.
///
/// - SeeAlso: Steele, Lea, Flood: "Fast splittable pseudorandom number generators" (SplitMix64)
struct DemoGenerator {
    private var state: UInt64

    /// Always the same numbers for one seed.
    init(seed: UInt64) { state = seed }

    private mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number from 0 up to this one, which is left out; 0 where there is none.
    mutating func number(below bound: Int) -> Int {
        bound < 1 ? 0 : Int(next().multipliedFullWidth(by: UInt64(bound)).high)
    }

    /// Whether something happens that does so many times in a thousand.
    mutating func happens(perMille: Int) -> Bool { number(below: 1000) < perMille }

    /// One of these; the first where there is but one.
    mutating func pick<Item>(_ items: [Item], or fallback: Item) -> Item {
        items.isEmpty ? fallback : items[number(below: items.count)]
    }

    /// Seconds from 0 to a limit, the shorter ones much more often.
    mutating func delay(upTo limit: Int) -> Int { number(below: number(below: number(below: limit) + 1) + 1) }
}
