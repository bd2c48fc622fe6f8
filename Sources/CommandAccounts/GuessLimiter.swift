// SPDX-License-Identifier: Apache-2.0

import CommandKit
import Crypto
import Synchronization

/// Slows the guessing of passwords, without locking an owner out who calls from elsewhere.
///
/// For an account and an address together: from the fifth wrong guess on there is a wait before the next, of 2 s and then twice as
/// long each time, up to 15 minutes; a right password ends it. For an address alone, whatever the accounts: 50 wrong guesses,
/// and one more each 6 s. A guess counts when it begins, so that many at once are no way around.
///
/// What is counted is bounded and lives in this process alone: with several processes on one database, a guesser has as
/// many times the guesses, and after a restart the count starts anew.
final class GuessLimiter: Sendable {
    /// One guess that was let through, until it is known what came of it.
    struct Guess: Sendable {
        fileprivate let pair: SHA256Digest
        fileprivate let source: String
    }
    fileprivate struct State: Sendable {
        var pairs = BoundedTable<SHA256Digest, GuessCount>(capacity: 16_384)
        var sources = BoundedTable<String, GuessAllowance>(capacity: 16_384)
    }

    private let state = Mutex(State())
    private let time: MonotonicTime.Source

    /// Nobody has guessed yet.
    init(time: @escaping MonotonicTime.Source) { self.time = time }

    /// Lets a guess through and counts it as a wrong one.
    ///
    /// - Throws: `RateLimited` while the pair or the address has to wait.
    func admit(_ username: String, from address: String) throws(RateLimited) -> Guess {
        let source = GuessSource.name(of: address)
        let guess = Guess(pair: SHA256.hash(data: Array("\(username)\0\(source)".utf8)), source: source)
        let now = time()
        let wait = state.withLock { $0.count(guess, at: now) }
        if wait > .zero { throw RateLimited(retryAfter: Int((wait + .seconds(1) - .nanoseconds(1)).components.seconds)) }
        return guess
    }

    /// The password was right: the pair starts anew, and the address has its guess back.
    func succeeded(_ guess: Guess) {
        state.withLock { state in
            state.pairs.remove(guess.pair)
            state.giveBack(guess)
        }
    }

    /// The password was not looked at after all: nothing was guessed.
    func withdraw(_ guess: Guess) {
        state.withLock { state in
            if var count = state.pairs[guess.pair] {
                count.withdraw()
                state.pairs.set(guess.pair, to: count)
            }
            state.giveBack(guess)
        }
    }
}

extension GuessLimiter.State {
    /// How long the guess has to wait; zero where it need not, and is counted.
    fileprivate mutating func count(_ guess: GuessLimiter.Guess, at now: Duration) -> Duration {
        var count = pairs[guess.pair] ?? GuessCount(now: now)
        var allowance = sources[guess.source] ?? GuessAllowance(now: now)
        let wait = max(count.wait(at: now), allowance.wait(at: now))
        guard wait <= .zero else { return wait }
        count.add(at: now)
        allowance.take(at: now)
        pairs.set(guess.pair, to: count)
        sources.set(guess.source, to: allowance)
        return .zero
    }

    fileprivate mutating func giveBack(_ guess: GuessLimiter.Guess) {
        guard var allowance = sources[guess.source] else { return }
        allowance.giveBack()
        sources.set(guess.source, to: allowance)
    }
}
