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

    func run() async throws {
        let manifest = suite.manifest
        let commands = manifest.commands.filter { !suite.cases(of: $0).isEmpty }
        guard !commands.isEmpty else { throw CommandLineFailure("No command has such a name. `list` prints the names.") }
        let mutants = MutantSuite(manifest) { .inProcess($0) }
        let board = Board(commands)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<max(1, ProcessInfo.processInfo.activeProcessorCount) {
                group.addTask { @concurrent in
                    while let command = board.take() { board.count(try await mutants.run(command)) }
                }
            }
            try await group.waitForAll()
        }
        guard board.end() == 0 else { throw ExitCode(1) }
    }
}

/// Commands to be taken, and what became of their mutants.
private final class Board: Sendable {
    private struct State: Sendable {
        var next = 0
        var (killed, survived, equivalent) = (0, 0, 0)
        var bar = ProgressBar("Mutants", of: "mutants")
    }

    private let commands: [CommandDeclaration]
    private let state = Mutex(State())

    init(_ commands: [CommandDeclaration]) { self.commands = commands }

    func take() -> CommandDeclaration? {
        state.withLock { state in
            guard state.next < commands.count else { return nil }
            defer { state.next += 1 }
            return commands[state.next]
        }
    }

    /// Counts the mutants of one command, and says those that no case noticed.
    func count(_ fates: [(mutant: Mutant, fate: MutantSuite.Fate)]) {
        state.withLock { state in
            for (mutant, fate) in fates {
                switch fate {
                case .killed: state.killed += 1
                case .equivalent: state.equivalent += 1
                case .survived(let differing):
                    state.survived += 1
                    state.bar.clear()
                    Terminal.say(
                        "SURVIVED \(mutant.name) (\(mutant.location)): no case tells it from the original, which \(differing) does")
                }
            }
            let all = state.killed + state.survived + state.equivalent
            state.bar.show(state.next, of: commands.count, fresh: state.next, rows: all, freshRows: all)
        }
    }

    /// Says the last line, and gives how many survived.
    func end() -> Int {
        state.withLock { state in
            state.bar.clear()
            Terminal.say("mutants: \(state.killed) killed, \(state.survived) survived, \(state.equivalent) equivalent")
            return state.survived
        }
    }
}
