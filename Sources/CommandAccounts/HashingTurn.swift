// SPDX-License-Identifier: Apache-2.0

import CommandKit

/// On whose behalf a password is hashed: whose places in the queue it takes, and who goes before whom.
struct HashingTurn: Hashable, Sendable {
    /// Who goes first.
    enum Rank: Int, Comparable, CaseIterable, Sendable {
        /// A caller who was verified, or a name that logged in from this address before. First come, first served.
        case known
        /// An address without failures of late. The newest goes first, so that a crowd of strangers holds nobody up who comes
        /// after it.
        case clean
        /// An address with failures. The one with the fewest goes first; one of the two threads is never theirs.
        case doubtful

        /// How long one waits. Who is known waits rather than be refused; the others make room for those who come after them.
        var longestWait: Duration {
            switch self {
            case .known: .seconds(15)
            case .clean: .seconds(8)
            case .doubtful: .seconds(4)
            }
        }

        static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    }

    let rank: Rank
    /// Whose places these are: an address, a name, an account.
    let holder: String
    /// How many places the holder has, running and waiting together.
    var places = 2
    /// How many failures stand against the address.
    var failures = 0

    /// Work that an account asks for, which its credentials vouch for. An admin makes several accounts at once.
    static func account(_ authority: AccountAuthority) -> HashingTurn {
        switch authority {
        case .server: HashingTurn(rank: .known, holder: "server", places: 16)
        case .caller(let caller): HashingTurn(rank: .known, holder: "account \(caller.accountID)", places: caller.kind == .admin ? 10 : 2)
        }
    }
}
