// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

@testable import CommandManifest

/// The shipped manifest, cut and damaged: the reader always answers (bad input 40: half written at reload).
@Suite("Damaged manifests")
struct DamagedManifestTests {
    @Test("Answers to every part of a manifest that is still being written")
    func prefixes() throws {
        let whole = try Repository.manifest()
        for cut in 0..<150 { answers(Array(whole[..<(whole.count * cut / 150)])) }
    }

    @Test("Answers to a manifest with bytes changed, taken out and put in", arguments: 0..<20)
    func mutations(seed: Int) throws {
        let whole = try Repository.manifest()
        var random = SeededGenerator(seed: UInt64(seed))
        for _ in 0..<10 { answers(Damage.damaged(whole, &random)) }
    }

    @Test("Answers to a small manifest with much of it changed", arguments: 0..<20)
    func smallMutations(seed: Int) throws {
        let whole = try SourceFile.bytes(Fixture.path("valid/manifest.yaml"))
        var random = SeededGenerator(seed: UInt64(100 + seed))
        for _ in 0..<75 {
            var bytes = whole
            for _ in 0..<Int.random(in: 1...40, using: &random) { bytes = Damage.damaged(bytes, &random) }
            answers(bytes)
        }
    }

    @Test("Answers to bytes at random, and to YAML's punctuation at random")
    func noise() {
        var random = SeededGenerator(seed: 7)
        for length in 0..<1_000 {
            answers((0..<length).map { _ in UInt8.random(in: .min ... .max, using: &random) })
            answers(Array("manifest: 1\n".utf8) + (0..<length).flatMap { _ in Damage.punctuation.randomElement(using: &random) ?? [] })
        }
    }

    /// A manifest, or errors: in order of place, each within the file and with something to say.
    private func answers(_ bytes: [UInt8], _ location: Testing.SourceLocation = #_sourceLocation) {
        let clock = ContinuousClock()
        let start = clock.now
        let (manifest, diagnostics) = ManifestReader().read(text: bytes, name: "/nowhere/commands.yaml")
        let isSound =
            (manifest == nil) == diagnostics.contains { $0.severity == .error }
            && diagnostics.map(\.location) == diagnostics.map(\.location).sorted() && Set(diagnostics).count == diagnostics.count
            && diagnostics.allSatisfy {
                (1...bytes.count + 2).contains($0.location.line) && (1...bytes.count + 2).contains($0.location.column)
                    && !$0.message.isEmpty
            }
        if !isSound || clock.now - start > .seconds(5) {
            Issue.record("\(clock.now - start) \(diagnostics.map(\.line)) of \(bytes)", sourceLocation: location)
        }
    }
}
