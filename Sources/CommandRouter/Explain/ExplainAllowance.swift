// SPDX-License-Identifier: Apache-2.0

import CommandKit
import Synchronization

/// How many explanations an account may ask for: 600 at once, and ten more each second. One whose credentials prove to be
/// nobody's costs as much as sixty, so that explaining is no way to guess keys. Counted in this process alone.
final class ExplainAllowance: Sendable {
    private static let most = 600.0
    private static let perSecond = 10.0
    private static let wrongGuess = 60.0
    /// How many accounts are told apart; past that all begin anew.
    private static let capacity = 1024

    private struct Count {
        var left: Double
        var at: ContinuousClock.Instant
    }

    private let counts = Mutex<[Int: Count]>([:])
    private let now: @Sendable () -> ContinuousClock.Instant

    /// Nobody has asked yet.
    init(now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }) { self.now = now }

    /// Takes one explanation.
    ///
    /// - Throws: `RateLimited` where there is none left.
    func take(_ account: Int) throws(RateLimited) {
        let wait = spend(1, of: account, inDebt: false)
        if wait > 0 { throw RateLimited(retryAfter: Int(wait.rounded(.up))) }
    }

    /// Takes what a wrong guess costs beside, even where there is not so much.
    func takeGuess(_ account: Int) { _ = spend(Self.wrongGuess - 1, of: account, inDebt: true) }

    /// Seconds to wait; nothing is spent where that is not 0.
    private func spend(_ cost: Double, of account: Int, inDebt: Bool) -> Double {
        let now = now()
        return counts.withLock { counts in
            if counts[account] == nil, counts.count >= Self.capacity { counts.removeAll() }
            var count = counts[account] ?? Count(left: Self.most, at: now)
            let passed = (now - count.at).components
            count.left = min(Self.most, count.left + (Double(passed.seconds) + Double(passed.attoseconds) / 1e18) * Self.perSecond)
            count.at = now
            let isAllowed = inDebt || count.left >= cost
            if isAllowed { count.left -= cost }
            counts[account] = count
            return isAllowed ? 0 : (cost - count.left) / Self.perSecond
        }
    }
}
