// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CryptoExtras
import Foundation

/// Hashes and checks passwords with scrypt: two at once in this process, on threads of their own, for which callers take turns.
public final class PasswordHasher: Sendable {
    /// Derives a key from a password and a salt.
    package typealias Derivation = @Sendable (_ password: [UInt8], _ salt: [UInt8], _ cost: ScryptCost) throws -> [UInt8]

    private let cost: ScryptCost
    private let derive: Derivation
    let queue: PasswordQueue
    private let decoySalt = PasswordHasher.freshSalt()

    /// Hashes new passwords at this cost. Those hashed at another are checked at theirs.
    public convenience init(cost: ScryptCost = .standard) {
        self.init(cost: cost) { password, salt, cost in try cost.deriveKey(from: password, salt: salt, bytes: 32) }
    }

    /// Derives keys with a function of the caller's, and waits by its time, for tests.
    package init(cost: ScryptCost, time: @escaping MonotonicTime.Source = MonotonicTime.machine, derive: @escaping Derivation) {
        self.cost = cost
        self.derive = derive
        queue = PasswordQueue(time: time)
    }

    /// Whether a text can be a password: 1 to 4096 bytes of UTF-8.
    static func accepts(_ password: String) -> Bool { 1...4096 ~= password.utf8.count }

    /// Hashes a password that ``accepts(_:)`` accepts, with a fresh salt, for storing.
    ///
    /// - Throws: CommandKit's `RateLimited` when too many wait.
    func hash(_ password: String, _ turn: HashingTurn, until deadline: ContinuousClock.Instant) async throws -> String {
        let salt = Self.freshSalt()
        let key: [UInt8]
        do {
            key = try await self.key(of: password, salt: salt, cost: cost, turn, until: deadline)
        } catch let refusal as PasswordQueue.Refusal {
            throw RateLimited(retryAfter: refusal.retryAfter)
        }
        return PasswordHash(cost: cost, salt: salt, key: key).encoded
    }

    /// Whether a password is the one that was hashed. Without a hash, or with one that cannot be read, it is not, after as much
    /// work as a hash of the present cost takes: whoever asks learns nothing of who has an account.
    ///
    /// - Throws: `PasswordQueue.Refusal` where it was not hashed.
    func matches(
        _ password: String, _ encoded: String?, _ turn: HashingTurn, until deadline: ContinuousClock.Instant
    ) async throws -> Bool {
        guard let hash = encoded.flatMap(PasswordHash.init(encoded:)) else {
            _ = try await key(of: password, salt: decoySalt, cost: cost, turn, until: deadline)
            return false
        }
        let key = try await key(of: password, salt: hash.salt, cost: hash.cost, turn, until: deadline)
        return Self.equal(key, hash.key)
    }

    /// Whether a stored hash has another cost than new ones, and should be made again while the password is at hand.
    func isOutdated(_ encoded: String) -> Bool { PasswordHash(encoded: encoded)?.cost != cost }

    /// - SeeAlso: RFC 8265, section 4.2: a password is compared in NFC, and in no other way changed.
    private func key(
        of password: String, salt: [UInt8], cost: ScryptCost, _ turn: HashingTurn, until deadline: ContinuousClock.Instant
    ) async throws -> [UInt8] {
        let bytes = Array(Normalization.nfc(password).utf8)
        return try await queue.run(turn, until: deadline) { [derive] in try derive(bytes, salt, cost) }
    }

    /// Looks at every byte, so that the time taken does not tell where two keys differ.
    private static func equal(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        guard left.count == right.count else { return false }
        return zip(left, right).reduce(0 as UInt8) { $0 | ($1.0 ^ $1.1) } == 0
    }

    private static func freshSalt() -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<16).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }
}
