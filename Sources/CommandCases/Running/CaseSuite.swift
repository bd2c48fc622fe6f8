// SPDX-License-Identifier: Apache-2.0

package import CommandManifest
import Synchronization

/// The cases of a manifest's commands, run command by command.
package struct CaseSuite: Sendable {
    /// What to run.
    package struct Selection: Sendable {
        /// Cases whose name matches one of these, or whose command does; none: all.
        package var patterns: [String] = []
        /// Surfaces to call on.
        package var surfaces = Set(CommandDeclaration.Surface.allCases)
        /// How many random cases there are for each command.
        package var randomCount = 0
        /// Where random cases begin.
        package var seed: UInt64 = 0

        /// Everything.
        package init() {}

        /// Whether a case is among them.
        package func contains(_ one: Case) -> Bool {
            patterns.isEmpty || patterns.contains { Glob.matches(one.name, $0) || Glob.matches(one.command, $0) }
        }
    }

    /// One case on one surface, with what became of it.
    package struct Result: Sendable {
        /// The case's name with its surface: `tag.create/Tag/pattern/snowman-after@v1`.
        package let name: String
        /// What was wrong; nil where nothing was.
        package let failure: CaseFailure?
        /// Whether it could not be sent, for want of a caller.
        package let isSkipped: Bool
    }

    /// The declarations.
    package let manifest: Manifest
    /// What to run of them.
    package let selection: Selection

    /// Composes a suite.
    package init(_ manifest: Manifest, _ selection: Selection = Selection()) {
        self.manifest = manifest
        self.selection = selection
    }

    /// The cases of one command.
    package func cases(of command: CommandDeclaration) -> [Case] {
        let all =
            CaseGenerator.cases(of: command, in: manifest)
            + RandomCases.cases(of: command, in: manifest, count: selection.randomCount, seed: selection.seed)
        return all.filter(selection.contains)
    }

    /// The surfaces of a case on which it is run.
    package func surfaces(of one: Case) -> [CommandDeclaration.Surface] { one.surfaces.filter(selection.surfaces.contains) }

    /// Runs every case, and gives the results of each command in declared order as soon as they are there.
    ///
    /// - Parameters:
    ///   - runners: as many as calls are made at once; each is used by one task.
    ///   - report: called for each command, one after another.
    /// - Throws: what a runner throws, such as a gateway that does not answer.
    package func run(with runners: [CaseRunner], report: @escaping @Sendable ([Result]) -> Void) async throws {
        let queue = Queue(manifest.commands)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for runner in runners {
                group.addTask { @concurrent in
                    while let (number, command) = queue.next() {
                        try Task.checkCancellation()
                        let results = try await results(of: command, runner)
                        queue.finish(number, results, report)
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    private func results(of command: CommandDeclaration, _ runner: CaseRunner) async throws -> [Result] {
        var results: [Result] = []
        for one in cases(of: command) {
            for surface in surfaces(of: one) {
                let name = one.name + "@" + surface.rawValue
                guard runner.canCall(as: one.call.caller) else {
                    results.append(Result(name: name, failure: nil, isSkipped: true))
                    continue
                }
                var failure = try await runner.failure(of: one, on: surface, of: command)
                if failure != nil, one.isRandom {
                    let shrunk = try await RandomCases.shrunk(one, of: command, in: manifest) {
                        try await runner.failure(of: $0, on: surface, of: command) != nil
                    }
                    failure = try await runner.failure(of: shrunk, on: surface, of: command) ?? failure
                }
                results.append(Result(name: name, failure: failure, isSkipped: false))
            }
        }
        return results
    }

    /// Commands to be taken, and results that wait for those before them.
    private final class Queue: Sendable {
        private struct State {
            var next = 0
            var reported = 0
            var waiting: [Int: [Result]] = [:]
        }

        private let commands: [CommandDeclaration]
        private let state = Mutex(State())

        init(_ commands: [CommandDeclaration]) { self.commands = commands }

        func next() -> (Int, CommandDeclaration)? {
            state.withLock { state in
                guard state.next < commands.count else { return nil }
                defer { state.next += 1 }
                return (state.next, commands[state.next])
            }
        }

        func finish(_ number: Int, _ results: [Result], _ report: ([Result]) -> Void) {
            state.withLock { state in
                state.waiting[number] = results
                while let ready = state.waiting.removeValue(forKey: state.reported) {
                    report(ready)
                    state.reported += 1
                }
            }
        }
    }
}
