// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// One line of the table.
public struct Figure: Sendable {
    /// What a ratio of reference to ours, or of ours to reference, has to be.
    public enum Target: Sendable {
        /// Ours takes at most so many times the reference's time.
        case atMost(Double)
        /// Ours is at least so many times as fast as the reference.
        case timesAsFast(Double)
        /// Ours takes at most so many microseconds.
        case microseconds(Double)
        /// Nothing is asked; the figure is for comparison.
        case none
    }

    let name: String
    let times: (ours: Double, reference: Double)
    let target: Target

    /// A figure by its times in microseconds.
    public init(_ name: String, _ times: (ours: Double, reference: Double), _ target: Target = .none) {
        self.name = name
        self.times = times
        self.target = target
    }

    /// Writes the line: name, ours, reference, ratio, target, and `ok` or `short`, with tabs between.
    public func show() {
        print([name, text(times.ours), text(times.reference), ratio, demand, verdict].joined(separator: "\t"))
        fflush(nil)
    }

    private var isFaster: Bool { if case .timesAsFast = target { true } else { false } }
    private var quotient: Double { isFaster ? times.reference / times.ours : times.ours / times.reference }
    private var ratio: String { rounded(quotient, 2) + (isFaster ? " x as fast" : " x the time") }

    private var demand: String {
        switch target {
        case .atMost(let most): "<= " + rounded(most, 1)
        case .timesAsFast(let least): ">= " + rounded(least, 1)
        case .microseconds(let most): "<= " + text(most)
        case .none: "-"
        }
    }

    private var verdict: String {
        switch target {
        case .atMost(let most): quotient <= most ? "ok" : "short"
        case .timesAsFast(let least): quotient >= least ? "ok" : "short"
        case .microseconds(let most): times.ours <= most ? "ok" : "short"
        case .none: "-"
        }
    }

    private func text(_ microseconds: Double) -> String {
        if microseconds >= 1_000_000 { return rounded(microseconds / 1_000_000, 2) + " s" }
        return microseconds >= 1000 ? rounded(microseconds / 1000, 1) + " ms" : rounded(microseconds, 2) + " µs"
    }

    private func rounded(_ value: Double, _ places: Int) -> String {
        var scale = 1.0
        for _ in 0..<places { scale *= 10 }
        let whole = Int((value * scale).rounded())
        let digits = String(whole % Int(scale))
        return "\(whole / Int(scale))." + String(repeating: "0", count: places - digits.count) + digits
    }
}
