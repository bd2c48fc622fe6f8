// SPDX-License-Identifier: Apache-2.0

package import CommandManifest

/// How good the cases are: which changes of the declarations they notice.
package struct MutantSuite: Sendable {
    /// What became of a mutant.
    package enum Fate: Sendable, Hashable {
        /// A case noticed it: this one.
        case killed(by: String)
        /// No case noticed, though there is a call that both declarations answer differently: this one.
        case survived(differsIn: String)
        /// No call that either declaration speaks of is answered differently.
        case equivalent
    }

    /// Makes a runner over a gateway that serves a manifest.
    package typealias MakeRunner = @Sendable (Manifest) -> CaseRunner

    private let manifest: Manifest
    private let makeRunner: MakeRunner

    /// Composes a suite; each mutant is served by a runner of its own.
    package init(_ manifest: Manifest, makeRunner: @escaping MakeRunner) {
        self.manifest = manifest
        self.makeRunner = makeRunner
    }

    /// Every mutant of one command with its fate.
    package func run(_ command: CommandDeclaration) async throws -> [(mutant: Mutant, fate: Fate)] {
        let cases = CaseGenerator.cases(of: command, in: manifest)
        let original = makeRunner(alone(command))
        var result: [(Mutant, Fate)] = []
        for mutant in Mutant.all(of: command, permissions: manifest.permissions.map(\.name)) {
            let runner = makeRunner(alone(mutant.command))
            if let killer = try await firstFailure(ordered(cases, for: mutant), runner, command) {
                result.append((mutant, .killed(by: killer)))
                continue
            }
            // What the mutant's own declarations speak of may tell the two apart where the original's do not.
            let own = CaseGenerator.cases(of: mutant.command, in: manifest)
            let differs = try await firstFailure(own, original, command)
            result.append((mutant, differs.map { .survived(differsIn: $0) } ?? .equivalent))
        }
        return result
    }

    private func alone(_ command: CommandDeclaration) -> Manifest {
        var manifest = manifest
        manifest.commands = [command]
        return manifest
    }

    /// Those first that are about what was changed, since they are the likeliest to notice.
    private func ordered(_ cases: [Case], for mutant: Mutant) -> [Case] {
        let parts = mutant.name.split(whereSeparator: { $0 == "/" || $0 == " " }).map(String.init).dropFirst()
        let place = parts.first { $0 != "rules" && $0 != "permissions" } ?? ""
        let near = cases.filter { $0.name.contains(place) }
        let rest = cases.filter { !$0.name.contains(place) }
        return near + rest
    }

    private func firstFailure(_ cases: [Case], _ runner: CaseRunner, _ command: CommandDeclaration) async throws -> String? {
        for one in cases {
            for surface in one.surfaces {
                if try await runner.failure(of: one, on: surface, of: command) != nil { return one.name + "@" + surface.rawValue }
            }
        }
        return nil
    }
}
