// SPDX-License-Identifier: Apache-2.0

import CommandTesting
import Measuring

/// Whether the number of commands is felt by a call.
struct TableBenchmark {
    private let small: CommandHarness
    private let large: CommandHarness

    init(_ manifest: ManifestText) throws {
        small = try CommandHarness(bench: manifest.commands(18))
        large = try CommandHarness(bench: manifest.commands(10_000))
    }

    func run() async throws {
        let request = CommandHarness.Request.json(Bodies.cancel)
        for harness in [small, large] { try await harness.expect("\"Success\":true", for: request) }
        let times = await Rounds(15, calls: 20_000).time(
            { calls in for _ in 0..<calls { consume(await large.respond(to: request)) } },
            against: { calls in for _ in 0..<calls { consume(await small.respond(to: request)) } })
        Figure("campaign.cancel among 10,000 commands / among 18", times, .atMost(1.2)).show()
    }
}
