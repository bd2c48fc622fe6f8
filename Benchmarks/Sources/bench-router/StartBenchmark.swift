// SPDX-License-Identifier: Apache-2.0

import CommandTesting
import Measuring

/// From a manifest's text to a router that answers, beside libyaml's parser alone over the same bytes.
struct StartBenchmark {
    private let shipped: String
    private let large: String

    init(_ manifest: ManifestText) {
        shipped = manifest.shipped
        large = manifest.commands(10_000)
    }

    func run() async throws {
        try await run("The shipped manifest read, checked, bound / libyaml's events alone", shipped, Rounds(15), 20_000)
        try await run("10,000 commands read, checked, bound / libyaml's events alone", large, Rounds(3), 2_000_000)
    }

    private func run(_ name: String, _ text: String, _ rounds: Rounds, _ most: Double) async throws {
        let bytes = Array(text.utf8)
        let times = try await rounds.time(
            { _ in consume(try CommandHarness(bench: text)) }, against: { _ in consume(try YAMLEvents.count(in: bytes)) })
        Figure(name, times, .microseconds(most)).show()
    }
}
