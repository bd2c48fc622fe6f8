// SPDX-License-Identifier: Apache-2.0

public import CommandKit
import Logging
import Synchronization

/// Logins that failed, told so that nobody can fill a disk with them: the first of an address at once, those of the next ten
/// seconds in one line with their number; and of all addresses a hundred lines in ten seconds, with the rest in one line.
public final class FailedLogins: Sendable {
    /// Why a login failed.
    public enum Reason: String, Sendable {
        /// The name or the password.
        case invalid
        /// Too many tries, from this address or at once.
        case rateLimited = "rate-limited"
    }

    /// One login that failed.
    struct Failure: Sendable {
        let name: String
        let reason: Reason
        let requestID: RequestID
    }
    private struct Window: Sendable {
        let end: Duration
        var count = 0
        var last: Failure?
    }
    private struct State: Sendable {
        var windows: [String: Window] = [:]
        var linesLeft = FailedLogins.mostLines
        var linesUntil = Duration.zero
        /// Failures that no line of their own is written for.
        var others = 0
    }

    /// How long those of one address are gathered.
    static let gathering = Duration.seconds(10)
    /// How many lines there are at most in that time, and addresses that are gathered.
    static let mostLines = 100

    private let logger: Logger?
    private let time: MonotonicTime.Source
    private let state = Mutex(State())

    init(_ logger: Logger?, time: @escaping MonotonicTime.Source) {
        self.logger = logger
        self.time = time
    }

    /// Counts a login that failed. `username` is what was sent.
    public func count(_ username: String, _ reason: Reason, in context: CommandContext) {
        guard logger != nil else { return }
        let failure = Failure(name: AuditTrail.quoted(username), reason: reason, requestID: context.requestID)
        let source = GuessSource.name(of: context.address)
        let now = time()
        write(
            state.withLock { state in
                var lines = Self.due(&state, at: now)
                if state.windows[source] != nil {
                    state.windows[source]?.count += 1
                    state.windows[source]?.last = failure
                } else if state.linesLeft > 0, state.windows.count < Self.mostLines {
                    state.linesLeft -= 1
                    state.windows[source] = Window(end: now + Self.gathering)
                    lines.append(Self.line(source, 1, failure))
                } else {
                    state.others += 1
                }
                return lines
            })
    }

    /// Writes the lines that are due. To be called every few seconds, so that the last failures of an address are told too.
    public func flush() {
        let now = time()
        write(state.withLock { Self.due(&$0, at: now) })
    }

    /// Writes all lines that are not yet written, when the process ends.
    public func flushAll() { write(state.withLock { Self.due(&$0, at: .nanoseconds(Int64.max)) }) }

    private static func due(_ state: inout State, at now: Duration) -> [[String: String]] {
        var lines: [[String: String]] = []
        for (source, window) in state.windows where window.end <= now {
            state.windows[source] = nil
            if let last = window.last { lines.append(line(source, window.count, last)) }
        }
        if state.linesUntil <= now {
            if state.others > 0 { lines.append(["failures": String(state.others), "address": "others"]) }
            (state.linesLeft, state.linesUntil, state.others) = (mostLines, now + gathering, 0)
        }
        return lines
    }

    private static func line(_ source: String, _ count: Int, _ last: Failure) -> [String: String] {
        [
            "address": source, "failures": String(count), "name": last.name, "reason": last.reason.rawValue,
            "request-id": "\(last.requestID)",
        ]
    }

    private func write(_ lines: [[String: String]]) {
        for line in lines { AuditTrail.write(.loginFailed, line, to: logger) }
    }
}
