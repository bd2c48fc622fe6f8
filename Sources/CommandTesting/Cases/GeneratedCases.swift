// SPDX-License-Identifier: Apache-2.0

import CommandCases
public import CommandKit
import CommandManifest

/// The calls that a manifest's declarations speak of, each with its exact answer, for a team's own tests.
///
/// ```swift
/// static let cases = try? GeneratedCases(manifestFile: "commands.yaml")
/// @Test(arguments: cases?.all ?? []) func `A call is answered as declared`(one: GeneratedCase) async throws {
///     #expect(try await one.faults { await harness.respond(to: $0) } == [])
/// }
/// ```
/// Every call is a dry run: it goes through every gate and stops before a handler runs.
/// - SeeAlso: docs/testing.md, "Cases from the manifest"
public struct GeneratedCases: Sendable {
    /// Every case on each surface of its command, in an order that does not change.
    public let all: [GeneratedCase]
    /// Whose each credential is that cases call with: for ``CommandHarness``.
    public let callers: [String: Principal]

    /// Derives the cases of a manifest.
    ///
    /// - Parameters:
    ///   - patterns: names of commands or cases, in which `*` stands for any text; none: all of them.
    ///   - randomCount: how many calls of several parameters chosen at random there are for each command.
    ///   - seed: where those begin: the same seed gives the same calls.
    /// - Throws: ``UnsoundManifest`` with everything that is wrong with the manifest.
    public init(
        manifestFile path: String, matching patterns: [String] = [], randomCount: Int = 0, seed: UInt64 = 1
    ) throws(UnsoundManifest) {
        try self.init(ManifestReader().read(file: path), patterns, randomCount, seed)
    }

    /// The same for a text, as if it stood in the file `name`.
    ///
    /// - Throws: ``UnsoundManifest`` with everything that is wrong with the manifest.
    public init(
        manifest text: String, name: String = "commands.yaml", matching patterns: [String] = [], randomCount: Int = 0, seed: UInt64 = 1
    ) throws(UnsoundManifest) {
        try self.init(ManifestReader().read(text: Array(text.utf8), name: name), patterns, randomCount, seed)
    }

    private init(
        _ read: (manifest: Manifest?, diagnostics: [Diagnostic]), _ patterns: [String], _ randomCount: Int, _ seed: UInt64
    ) throws(UnsoundManifest) {
        guard let manifest = read.manifest else { throw UnsoundManifest(read.diagnostics) }
        var selection = CaseSuite.Selection()
        (selection.patterns, selection.randomCount, selection.seed) = (patterns, max(0, randomCount), seed)
        let suite = CaseSuite(manifest, selection)
        var all: [GeneratedCase] = []
        for command in manifest.commands {
            // A harness knows its callers by any credential.
            suite.forEachCase(of: command) { one in
                if one.call.mistakesKind(in: command) { return }
                all += suite.surfaces(of: one).map { GeneratedCase(of: command, trial: one, surface: $0) }
            }
        }
        self.all = all
        let permissions = manifest.permissions.map(\.name)
        callers = Dictionary(
            Caller.all(permissions).compactMap { caller in
                caller.key.flatMap { key in caller.principal(permissions).map { (key, $0) } }
            }, uniquingKeysWith: { first, _ in first })
    }
}

/// One call and its exact answer.
public struct GeneratedCase: Sendable, CustomStringConvertible {
    private let command: CommandDeclaration
    private let trial: Case
    private let surface: CommandDeclaration.Surface

    init(of command: CommandDeclaration, trial: Case, surface: CommandDeclaration.Surface) {
        self.command = command
        self.trial = trial
        self.surface = surface
    }

    /// Stable, from the declarations alone: `tag.create/Tag/pattern/snowman-after@v1`.
    public var name: String { trial.name + "@" + surface.rawValue }
    /// Its name, which test frameworks show.
    public var description: String { name }
    /// Why its answer is due, in one sentence, with the manifest's line.
    public var reason: String { "\(trial.reason) (\(trial.location))" }
    /// The request, as it is sent.
    public var request: CommandHarness.Request {
        let request = CaseRequest(trial.call, to: command, on: surface, key: \.key)
        return CommandHarness.Request(target: request.target, headers: request.headers, body: request.body)
    }

    /// Sends it, and gives every way in which the answer differs from what is declared; none where it is as it should be.
    ///
    /// - Throws: what the sender throws.
    public func faults(_ send: CommandSender) async throws -> [String] {
        let reply = try await send(request)
        let answer = CaseReply(status: reply.status, body: reply.body, on: surface)
        let secrets = trial.call.callers.compactMap { $0.key.map { Array($0.utf8) } }
        return Verdict.differences(answer, from: trial.expected, on: surface, isDryRun: trial.call.isDryRun, secrets: secrets)
    }
}
