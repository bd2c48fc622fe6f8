// SPDX-License-Identifier: Apache-2.0

import CryptoExtras
import Foundation

/// What one password hash costs: `128 · blockSize · 2^log2Rounds` bytes of memory, and time in proportion.
///
/// - SeeAlso: RFC 7914, section 2; OWASP Password Storage Cheat Sheet, "scrypt".
public struct ScryptCost: Hashable, Sendable {
    /// The binary logarithm of N.
    public let log2Rounds: Int
    /// The parameter r.
    public let blockSize: Int
    /// The parameter p.
    public let parallelism: Int

    /// N = 2^17, r = 8, p = 1: 128 MiB and a few tenths of a second.
    public static let standard = ScryptCost(checked: 17, 8, 1)

    /// A cost, or nil outside 4…20, 1…16 and 1…16: more would let one hash take the machine's memory. With a block size of
    /// 1 to 3 the algorithm wants N below 2^(16 · blockSize) besides.
    public init?(log2Rounds: Int, blockSize: Int, parallelism: Int) {
        guard 4...20 ~= log2Rounds, 1...16 ~= blockSize, 1...16 ~= parallelism, log2Rounds < 16 * blockSize else { return nil }
        self.init(checked: log2Rounds, blockSize, parallelism)
    }

    private init(checked log2Rounds: Int, _ blockSize: Int, _ parallelism: Int) {
        self.log2Rounds = log2Rounds
        self.blockSize = blockSize
        self.parallelism = parallelism
    }

    /// Derives a key. It holds the calling thread and the memory meanwhile.
    ///
    /// - Throws: ``EmptyPassword`` for one; the library's error when there is no memory.
    func deriveKey(from password: [UInt8], salt: [UInt8], bytes: Int) throws -> [UInt8] {
        // The library unwraps the address of the bytes, which empty ones need not have.
        guard !password.isEmpty, !salt.isEmpty else { throw EmptyPassword() }
        let key = try KDF.Scrypt.deriveKey(
            from: password, salt: salt, outputByteCount: bytes, rounds: 1 << log2Rounds, blockSize: blockSize,
            parallelism: parallelism)
        return key.withUnsafeBytes { Array($0) }
    }
}

/// Thrown for an empty password or salt; nobody has one.
struct EmptyPassword: Error {}
