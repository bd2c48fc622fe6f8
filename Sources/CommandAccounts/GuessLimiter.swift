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
        fileprivate let source, network: String
        /// When its password is looked at.
        let turn: HashingTurn
    }
    fileprivate struct State: Sendable {
        var pairs = BoundedTable<SHA256Digest, GuessCount>(capacity: 16_384)
        var sources = BoundedTable<String, GuessAllowance>(capacity: 16_384)
        /// The pairs that logged in.
        var known = BoundedTable<SHA256Digest, Bool>(capacity: 16_384)
        var failures = BoundedTable<String, FailureRecord>(capacity: 16_384)
    }

    private let state = Mutex(State())
    private let time: MonotonicTime.Source

    /// Nobody has guessed yet.
    init(time: @escaping MonotonicTime.Source) { self.time = time }

    /// Lets a guess through and counts it as a wrong one.
    ///
    /// - Throws: `RateLimited` while the pair or the address has to wait.
    func admit(_ username: String, from address: String) throws(RateLimited) -> Guess {
        let (source, network) = (GuessSource.name(of: address), GuessSource.network(of: address))
        let pair = SHA256.hash(data: Array("\(username)\0\(source)".utf8))
        let now = time()
        let (wait, isKnown, failures) = state.withLock { state in
            (state.count(pair, source, at: now), state.known[pair] != nil, state.failures[network]?.count(at: now) ?? 0)
        }
        if wait > .zero { throw RateLimited(retryAfter: Int((wait + .seconds(1) - .nanoseconds(1)).components.seconds)) }
        let turn =
            isKnown
            ? HashingTurn(rank: .known, holder: "name \(username)")
            : HashingTurn(rank: failures > 0 ? .doubtful : .clean, holder: "address \(source)", failures: failures)
        return Guess(pair: pair, source: source, network: network, turn: turn)
    }

    /// The password was right: the pair starts anew and is known from now on, and the address has its guess back.
    func succeeded(_ guess: Guess) {
        state.withLock { state in
            state.pairs.remove(guess.pair)
            state.known.set(guess.pair, to: true)
            state.giveBack(guess)
        }
    }

    /// The password was wrong: the address waits behind others for a while.
    func failed(_ guess: Guess) {
        let now = time()
        state.withLock { $0.addFailure(guess, at: now) }
    }

    /// The password was not looked at, since too many wait: the pair has its guess back, the address has not, so that who asks on
    /// and on is soon refused without being put in line. Where it had no place left, it waits behind others as well.
    func refused(_ guess: Guess, _ refusal: PasswordQueue.Refusal) {
        let now = time()
        state.withLock { state in
            state.giveBackToPair(guess)
            if refusal == .noPlace { state.addFailure(guess, at: now) }
        }
    }

    /// The password was not looked at after all: nothing was guessed.
    func withdraw(_ guess: Guess) {
        state.withLock { state in
            state.giveBackToPair(guess)
            state.giveBack(guess)
        }
    }
}

extension GuessLimiter.State {
    /// How long the guess has to wait; zero where it need not, and is counted.
    fileprivate mutating func count(_ pair: SHA256Digest, _ source: String, at now: Duration) -> Duration {
        var count = pairs[pair] ?? GuessCount(now: now)
        var allowance = sources[source] ?? GuessAllowance(now: now)
        let wait = max(count.wait(at: now), allowance.wait(at: now))
        guard wait <= .zero else { return wait }
        count.add(at: now)
        allowance.take(at: now)
        pairs.set(pair, to: count)
        sources.set(source, to: allowance)
        return .zero
    }

    fileprivate mutating func giveBack(_ guess: GuessLimiter.Guess) {
        guard var allowance = sources[guess.source] else { return }
        allowance.giveBack()
        sources.set(guess.source, to: allowance)
    }

    fileprivate mutating func giveBackToPair(_ guess: GuessLimiter.Guess) {
        guard var count = pairs[guess.pair] else { return }
        count.withdraw()
        pairs.set(guess.pair, to: count)
    }

    fileprivate mutating func addFailure(_ guess: GuessLimiter.Guess, at now: Duration) {
        var record = failures[guess.network] ?? FailureRecord(now: now)
        record.add(at: now)
        failures.set(guess.network, to: record)
    }
}
