// SPDX-License-Identifier: Apache-2.0

package import CommandManifest
import Synchronization

/// The cases of a manifest's commands, run command by command.
package struct CaseSuite: Sendable {
    /// What to run.
    package struct Selection: Sendable {
        /// Cases whose name matches one of these, or whose command does; none: all. A pattern may end as a result's name does, with
        /// the surface: `@v1`.
        package var patterns: [String] = [] {
            didSet { names = patterns.map(CaseName.init) }
        }
        private var names: [CaseName] = []
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
            contains(name: one.name, of: one.command)
        }

        /// Whether a case of this name is among them.
        func contains(name: String, of command: String) -> Bool {
            names.isEmpty || names.contains { $0.matches(name, of: command) }
        }

        /// Whether a case of this name is among them on this surface.
        func contains(name: String, of command: String, on surface: CommandDeclaration.Surface) -> Bool {
            guard surfaces.contains(surface) else { return false }
            return names.isEmpty || names.contains { ($0.surface ?? surface) == surface && $0.matches(name, of: command) }
        }

        /// Random cases of a command that are named by themselves and not made otherwise.
        func namedRandomCases(of command: String) -> [(seed: UInt64, number: Int)] {
            names.compactMap(\.random).filter { random in
                random.command.lowercased() == command.lowercased() && (random.seed != seed || random.number >= randomCount)
            }.map { ($0.seed, $0.number) }
        }

        /// Whether a case of this command can be among them, so that the others need not be made.
        func mayContain(_ command: String) -> Bool {
            patterns.isEmpty
                || names.contains { name in
                    let head = name.text.prefix { $0 != "/" }
                    guard let star = head.firstIndex(of: "*") else { return Glob.matches(command, String(head)) }
                    return Glob.matches(command, head[..<star] + "*")
                }
        }
    }

    /// One case on one surface, with what became of it.
    package struct Result: Sendable {
        /// The case's name with its surface: `tag.create/Tag/pattern/snowman-after@v1`.
        package let name: String
        /// What was wrong; nil where nothing was.
        package let failure: CaseFailure?
        /// Why it was not sent; nil where it was.
        package let skipReason: String?
        /// Whether it was not sent.
        package var isSkipped: Bool { skipReason != nil }

        init(name: String, failure: CaseFailure?, skipReason: String?) {
            self.name = name
            self.failure = failure
            self.skipReason = skipReason
        }

        /// One that was not sent.
        init(skipping name: String, for reason: String) { self.init(name: name, failure: nil, skipReason: reason) }
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

    /// The cases of one command that are about one thing each, without the random ones.
    package func cases(of command: CommandDeclaration) -> [Case] {
        selection.mayContain(command.name) ? CaseGenerator.cases(of: command, in: manifest).filter(selection.contains) : []
    }

    /// Everybody whom its cases call as.
    package var callers: Set<Caller> {
        Set(manifest.commands.flatMap { cases(of: $0).flatMap(\.call.callers) })
    }

    /// Hands every case of one command on, one after another; the random ones are made as they are needed.
    package func forEachCase(of command: CommandDeclaration, _ body: (Case) throws -> Void) rethrows {
        for part in Part.all(of: command, selection) { try cases(of: part).forEach(body) }
    }

    /// A bounded number of a command's cases.
    struct Part {
        let command: CommandDeclaration
        /// The numbers of random cases; nil for those that are about one thing each.
        let random: Range<Int>?
        /// Where they begin.
        let seed: UInt64

        static func all(of command: CommandDeclaration, _ selection: Selection) -> [Part] {
            let (count, seed) = (selection.randomCount, selection.seed)
            return [Part(command: command, random: nil, seed: seed)]
                + stride(from: 0, to: count, by: 1_000).map { Part(command: command, random: $0..<min($0 + 1_000, count), seed: seed) }
                + selection.namedRandomCases(of: command.name).map {
                    Part(command: command, random: $0.number..<($0.number + 1), seed: $0.seed)
                }
        }
    }

    private func cases(of part: Part) -> [Case] {
        guard let numbers = part.random else { return cases(of: part.command) }
        guard selection.mayContain(part.command.name) else { return [] }
        return RandomCases(of: part.command, in: manifest, seed: part.seed).cases(numbers).filter(selection.contains)
    }

    /// The surfaces of a case on which it is run.
    package func surfaces(of one: Case) -> [CommandDeclaration.Surface] {
        one.surfaces.filter { selection.contains(name: one.name, of: one.command, on: $0) }
    }

    /// Runs every case, and gives the results in declared order, some at a time, as soon as they are there.
    ///
    /// - Parameters:
    ///   - runners: as many as calls are made at once; each is used by one task.
    ///   - report: called for some results at a time, with how many parts of all are done.
    /// - Throws: what a runner throws, such as a gateway that does not answer.
    package func run(
        with runners: [CaseRunner], report: @escaping @Sendable ([Result], _ done: Int, _ total: Int) -> Void
    ) async throws {
        let parts = manifest.commands.filter { selection.mayContain($0.name) }
            .flatMap { Part.all(of: $0, selection) }
        let queue = PartQueue(parts, report)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for runner in runners {
                group.addTask { @concurrent in
                    while let (number, part) = queue.next() {
                        queue.finish(number, try await results(of: part, runner))
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    private func results(of part: Part, _ runner: CaseRunner) async throws -> [Result] {
        var results: [Result] = []
        for one in cases(of: part) {
            for surface in surfaces(of: one) {
                try Task.checkCancellation()
                let name = one.name + "@" + surface.rawValue
                if let absent = runner.absentCaller(of: one.call) {
                    results.append(Result(skipping: name, for: "it takes \(absent), whom --execute makes"))
                    continue
                }
                results.append(
                    Result(name: name, failure: try await failure(of: one, on: surface, of: part.command, runner), skipReason: nil))
            }
        }
        return results
    }

    /// What is wrong with one case; a random one is made as small as still fails.
    private func failure(
        of one: Case, on surface: CommandDeclaration.Surface, of command: CommandDeclaration, _ runner: CaseRunner
    ) async throws -> CaseFailure? {
        guard let failure = try await runner.failure(of: one, on: surface, of: command) else { return nil }
        guard one.isRandom else { return failure }
        let smallest = try await RandomCases(of: command, in: manifest, seed: selection.seed).shrunk(one) {
            try await runner.failure(of: $0, on: surface, of: command) != nil
        }
        return try await runner.failure(of: smallest, on: surface, of: command) ?? failure
    }
}

/// Parts to be taken, and results that wait for those before them. Since parts are taken in order, few wait at a time.
private final class PartQueue: Sendable {
    private struct State {
        var next = 0
        var reported = 0
        var waiting: [Int: [CaseSuite.Result]] = [:]
    }

    private let parts: [CaseSuite.Part]
    private let report: @Sendable ([CaseSuite.Result], Int, Int) -> Void
    private let state = Mutex(State())

    init(_ parts: [CaseSuite.Part], _ report: @escaping @Sendable ([CaseSuite.Result], Int, Int) -> Void) {
        self.parts = parts
        self.report = report
    }

    func next() -> (Int, CaseSuite.Part)? {
        state.withLock { state in
            guard state.next < parts.count else { return nil }
            defer { state.next += 1 }
            return (state.next, parts[state.next])
        }
    }

    func finish(_ number: Int, _ results: [CaseSuite.Result]) {
        state.withLock { state in
            state.waiting[number] = results
            while let ready = state.waiting.removeValue(forKey: state.reported) {
                state.reported += 1
                report(ready, state.reported, parts.count)
            }
        }
    }
}
