// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CommandCases
import CommandManifest
import Foundation
import Synchronization

/// `test --mutants`: weakened declarations, and which of them no case notices.
struct MutantRun {
    let suite: CaseSuite

    init(_ suite: CaseSuite) { self.suite = suite }

    private struct State: Sendable {
        var next = 0
        var (killed, survived, equivalent) = (0, 0, 0)
        var bar = ProgressBar("Mutants")
    }

    func run() async throws {
        let manifest = suite.manifest
        let commands = manifest.commands.filter { !suite.cases(of: $0).isEmpty }
        guard !commands.isEmpty else { throw CommandLineFailure("No command has such a name. `list` prints the names.") }
        let mutants = MutantSuite(manifest) { .inProcess($0) }
        let state = Mutex(State())
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<max(1, ProcessInfo.processInfo.activeProcessorCount) {
                group.addTask { @concurrent in
                    while let command = state.withLock({ $0.take(commands) }) {
                        let fates = try await mutants.run(command)
                        state.withLock { $0.count(fates, of: commands.count) }
                    }
                }
            }
            try await group.waitForAll()
        }
        let survived = state.withLock { state in
            state.bar.clear()
            Terminal.say("mutants: \(state.killed) killed, \(state.survived) survived, \(state.equivalent) equivalent")
            return state.survived
        }
        guard survived == 0 else { throw ExitCode(1) }
    }
}

extension MutantRun.State {
    fileprivate mutating func take(_ commands: [CommandDeclaration]) -> CommandDeclaration? {
        guard next < commands.count else { return nil }
        defer { next += 1 }
        return commands[next]
    }

    fileprivate mutating func count(_ fates: [(mutant: Mutant, fate: MutantSuite.Fate)], of total: Int) {
        for (mutant, fate) in fates {
            switch fate {
            case .killed: killed += 1
            case .equivalent: equivalent += 1
            case .survived(let differing):
                survived += 1
                bar.clear()
                Terminal.say("SURVIVED \(mutant.name) (\(mutant.location)): no case tells it from the original, which \(differing) does")
            }
        }
        bar.show(next, of: total, fresh: next, rows: killed + survived + equivalent, freshRows: killed + survived + equivalent)
    }
}
