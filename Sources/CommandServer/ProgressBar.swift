// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A line that shows how far long work has come, on standard error where that is a terminal.
struct ProgressBar {
    private let title: String
    /// What is counted.
    private let unit: String
    private let isShown: Bool
    private let began = ContinuousClock.now
    private var shownAt: ContinuousClock.Instant?

    init(_ title: String, of unit: String = "rows", isShown: Bool = isatty(STDERR_FILENO) == 1) {
        self.title = title
        self.unit = unit
        self.isShown = isShown
    }

    /// Shows it anew, at most ten times a second.
    ///
    /// - Parameters:
    ///   - done: of `total`.
    ///   - fresh: how much of it was done since this began.
    mutating func show(_ done: Int, of total: Int, fresh: Int, rows: Int, freshRows: Int) {
        guard isShown, shownAt.map({ ContinuousClock.now - $0 >= .milliseconds(100) }) ?? true || done == total else { return }
        shownAt = .now
        let seconds = max((ContinuousClock.now - began) / .seconds(1), 0.001)
        let left = fresh > 0 ? Double(total - done) / (Double(fresh) / seconds) : 0
        Terminal.show(
            Self.erase + Self.text(title, done, of: total, unit: unit, rows: rows, perSecond: Double(freshRows) / seconds, left: left))
    }

    /// Takes it away.
    func clear() { if isShown { Terminal.show(Self.erase) } }

    /// Says a line in its place; it is there again when it is shown the next time.
    static func warn(_ line: String) { Terminal.show(warning(Terminal.shown(line), isShown: isatty(STDERR_FILENO) == 1)) }

    /// The line with its end, and before it what takes the bar away.
    static func warning(_ line: String, isShown: Bool) -> String { (isShown ? erase : "") + line + "\n" }

    private static let erase = "\r\u{1B}[K"

    /// The line, in 79 columns.
    static func text(_ title: String, _ done: Int, of total: Int, unit: String = "rows", rows: Int, perSecond: Double, left: Double)
        -> String
    {
        let part = total > 0 ? min(max(Double(done) / Double(total), 0), 1) : 1
        let filled = Int(part * 24)
        let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: 24 - filled)
        let rate = Int(exactly: perSecond.rounded()) ?? 0
        let seconds = Int(exactly: min(left, 359_999).rounded()) ?? 0
        return "\(title) [\(bar)] \(Int(part * 100)) %  \(rows) \(unit)  \(rate)/s  \(seconds) s left"
    }
}
