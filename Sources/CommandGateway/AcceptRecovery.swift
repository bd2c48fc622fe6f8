// SPDX-License-Identifier: Apache-2.0

import NIOCore
import Synchronization

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// What one channel that accepts connections came to.
final class AcceptRecord: Sendable {
    private struct State {
        var hasAccepted = false
        var error: (any Error)?
    }

    private let state = Mutex(State())
    /// When it began.
    let began: NIODeadline

    init(began: NIODeadline = .now()) { self.began = began }

    /// Notes that a connection was accepted.
    func accepted() { state.withLock { $0.hasAccepted = true } }

    /// Notes an error; the last one counts.
    func note(_ error: any Error) { state.withLock { $0.error = error } }

    /// Whether it accepted a connection.
    var hasAccepted: Bool { state.withLock(\.hasAccepted) }

    /// The last error; that the channel closed where none was noted.
    var error: any Error { state.withLock { $0.error ?? ChannelError.ioOnClosedChannel } }
}

/// Decides whether and when to accept again after an error.
struct AcceptRecovery {
    /// After the first error in a row; each further one doubles it.
    static let firstPause = Duration.milliseconds(10)
    /// The longest pause.
    static let longestPause = Duration.seconds(1)
    /// How long nothing but errors may come before they are believed to last.
    static let patience = TimeAmount.seconds(30)
    /// How long a channel must have been open without an error for the next one to count as the first.
    private static let calm = TimeAmount.seconds(2)

    private var pause = firstPause
    private var failingSince: NIODeadline?

    init() {}

    /// How long to wait before accepting again.
    ///
    /// - Throws: The record's error where accepting can never succeed again, or has not for ``patience``.
    mutating func pause(after record: AcceptRecord, now: NIODeadline = .now()) throws -> Duration {
        if record.hasAccepted || now - record.began >= Self.calm { self = AcceptRecovery() }
        let code = (record.error as? IOError)?.errnoCode
        let since = failingSince ?? now
        failingSince = since
        guard !(code.map(Self.isLasting) ?? false) else { throw record.error }
        guard now - since < Self.patience || code.map(Self.isScarcity) == true else { throw record.error }
        defer { pause = min(pause * 2, Self.longestPause) }
        return pause
    }

    /// Whether the system lacks descriptors or memory, which others will give back.
    static func isScarcity(_ code: CInt) -> Bool { [EMFILE, ENFILE, ENOBUFS, ENOMEM].contains(code) }

    /// Whether the socket itself is no longer one that listens.
    static func isLasting(_ code: CInt) -> Bool { [EBADF, ENOTSOCK, EOPNOTSUPP, EFAULT, EADDRINUSE].contains(code) }
}
