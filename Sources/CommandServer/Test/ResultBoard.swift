// SPDX-License-Identifier: Apache-2.0

import CommandCases
import Synchronization

/// The report as it is written, and what was counted.
final class ResultBoard: Sendable {
    private struct State: Sendable {
        var totals = CaseTotals()
        var bar = ProgressBar("Testing", of: "cases")
        var report: any CaseReport & Sendable
        var done = 0
        var total = 0
        var complaints: [String] = []
    }

    private let state: Mutex<State>
    /// How many cases about another account's ids there are, which come last.
    private let tenancy: Int

    /// Writes the report's begin.
    init(_ report: any CaseReport & Sendable, tenancy: Int) {
        state = Mutex(State(report: report))
        self.tenancy = tenancy
        state.withLock { Self.write($0.report.begin()) }
    }

    /// Takes results of generated cases, of which so many parts are done.
    func add(_ results: [CaseSuite.Result], _ done: Int, _ total: Int) {
        state.withLock { state in
            (state.done, state.total) = (done, total)
            add(results, &state)
        }
    }

    /// Takes the result of a case about another account's ids.
    func addTenancy(_ result: CaseSuite.Result) {
        state.withLock { state in
            state.done += 1
            add([result], &state)
        }
    }

    /// Takes note of a fault of no case.
    func complain(_ fault: String) { state.withLock { $0.complaints.append(fault) } }

    /// Faults of no case, which a run fails for too.
    var complaints: [String] { state.withLock(\.complaints) }

    /// Writes the report's end.
    func end() -> CaseTotals {
        state.withLock { state in
            state.bar.clear()
            Self.write(state.report.end(state.totals))
            return state.totals
        }
    }

    private func add(_ results: [CaseSuite.Result], _ state: inout State) {
        state.bar.clear()
        Self.write(state.report.add(results))
        state.totals.add(results)
        let cases = state.totals.passed + state.totals.failed + state.totals.skipped
        state.bar.show(state.done, of: state.total + tenancy, fresh: state.done, rows: cases, freshRows: cases)
    }

    private static func write(_ text: String) {
        if !text.isEmpty { Terminal.say(text.hasSuffix("\n") ? String(text.dropLast()) : text) }
    }
}
