// SPDX-License-Identifier: Apache-2.0

import CommandKit

/// How long a session lasts.
public struct SessionLifetime: Hashable, Sendable {
    /// Seconds without a call after which it ends. Use is noted once a minute, so it may end up to a minute early.
    public let idleSeconds: Int64
    /// Seconds after the login at which it ends, used or not.
    public let absoluteSeconds: Int64

    /// Half an hour idle, twelve hours in all.
    public static let standard = SessionLifetime(idleSeconds: 1800, absoluteSeconds: 43_200)

    /// A lifetime by its two ends.
    public init(idleSeconds: Int64, absoluteSeconds: Int64) {
        self.idleSeconds = idleSeconds
        self.absoluteSeconds = absoluteSeconds
    }

    /// Seconds between two notes of a session's use.
    static let noteSeconds: Int64 = 60

    /// Seconds by which the clocks of two processes may differ.
    static let clockSkew: Int64 = 60

    /// A session that was last used before this moment has ended.
    func idleLimit(at now: Timestamp) -> Timestamp { now.adding(seconds: 0 &- idleSeconds) }
}
