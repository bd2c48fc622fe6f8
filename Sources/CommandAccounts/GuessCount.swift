// SPDX-License-Identifier: Apache-2.0

/// The wrong guesses at one account from one address, and until when the next has to wait. A day after the last, none count.
struct GuessCount: Sendable {
    private var wrong = 0
    private var last: Duration
    private var waitsUntil: Duration

    /// None yet.
    init(now: Duration) {
        last = now
        waitsUntil = now
    }

    /// How long the next guess has to wait; zero or less where it need not.
    func wait(at now: Duration) -> Duration { waitsUntil - now }

    /// Counts a wrong guess.
    mutating func add(at now: Duration) {
        wrong = now - last > .seconds(86_400) ? 1 : min(wrong + 1, 1000)
        last = now
        waitsUntil = now + Self.delay(after: wrong)
    }

    /// Takes the last guess back, with the wait that it brought.
    mutating func withdraw() {
        wrong = max(0, wrong - 1)
        waitsUntil = last
    }

    private static func delay(after wrong: Int) -> Duration {
        wrong < 5 ? .zero : .seconds(min(900, 2 << min(wrong - 5, 10)))
    }
}

/// The wrong guesses that one address still has: 50 at most, and one more each 6 s.
struct GuessAllowance: Sendable {
    /// When all 50 would be there again. The further away, the fewer are left.
    private var fullAt: Duration

    /// All of them.
    init(now: Duration) { fullAt = now }

    /// How long until there is one; zero or less where there is.
    func wait(at now: Duration) -> Duration { fullAt - now - Self.each * 49 }

    /// Uses one.
    mutating func take(at now: Duration) { fullAt = max(fullAt, now) + Self.each }

    /// Gives one back.
    mutating func giveBack() { fullAt -= Self.each }

    private static let each = Duration.seconds(6)
}

/// The failures of a network, as far as they say who waits behind whom: each is forgotten after ten minutes, one after another.
struct FailureRecord: Sendable {
    /// When all are forgotten.
    private var clearAt: Duration

    /// None.
    init(now: Duration) { clearAt = now }

    /// How many are not forgotten yet.
    func count(at now: Duration) -> Int {
        clearAt > now ? Int(((clearAt - now) / Self.each).rounded(.up)) : 0
    }

    /// Adds one; a day's worth of them is the most.
    mutating func add(at now: Duration) { clearAt = min(max(clearAt, now) + Self.each, now + Self.each * 144) }

    private static let each = Duration.seconds(600)
}
