// SPDX-License-Identifier: Apache-2.0

import CommandTesting
import Foundation
import Measuring

/// From a request's bytes to an answer's bytes, with handlers that do nothing.
struct DispatchBenchmark {
    private let harness: CommandHarness
    private let decoder = JSONDecoder()
    private let encoder = JSONEncoder()

    init(_ manifest: ManifestText) throws {
        harness = try CommandHarness(bench: manifest.shipped, [CancelCampaign(), UpdateCampaign()])
    }

    func run() async throws {
        try await cancel()
        try await update()
        try await refusal()
    }

    private func cancel() async throws {
        let request = CommandHarness.Request.json(Bodies.cancel)
        try await harness.expect("{\"Success\":true,\"ErrorCode\":0}", for: request)
        let data = Data(Bodies.cancel.utf8)
        let times = try await Rounds(15, calls: 20_000).time(
            { calls in for _ in 0..<calls { consume(await harness.respond(to: request)) } },
            against: { calls in
                for _ in 0..<calls {
                    let call = try decoder.decode(CampaignCancel.self, from: data)
                    consume(try encoder.encode(Acknowledgement(Success: call.CampaignID > 0, ErrorCode: 0)))
                }
            })
        Figure("campaign.cancel, bytes to bytes / Foundation decode + encode", times, .timesAsFast(5)).show()
    }

    private func update() async throws {
        let request = CommandHarness.Request.json(Bodies.update)
        try await harness.expect("{\"Success\":true,\"ErrorCode\":0}", for: request)
        let data = Data(Bodies.update.utf8)
        let times = try await Rounds(11, calls: 3000).time(
            { calls in for _ in 0..<calls { consume(await harness.respond(to: request)) } },
            against: { calls in
                for _ in 0..<calls { consume(try decoder.decode(CampaignUpdate.self, from: data)) }
            })
        Figure("campaign.update, every parameter, bytes to bytes / Foundation decode", times, .timesAsFast(1)).show()
    }

    private func refusal() async throws {
        let refused = CommandHarness.Request.json(Bodies.incomplete)
        let accepted = CommandHarness.Request.json(Bodies.cancel)
        try await harness.expect("\"ErrorCode\":[1]", for: refused)
        let times = await Rounds(11, calls: 20_000).time(
            { calls in for _ in 0..<calls { consume(await harness.respond(to: refused)) } },
            against: { calls in for _ in 0..<calls { consume(await harness.respond(to: accepted)) } })
        Figure("campaign.cancel refused for a missing parameter / accepted", times).show()
    }
}

extension CommandHarness {
    /// Makes sure that what is timed is what is meant.
    func expect(_ part: String, for request: Request) async throws {
        let reply = await respond(to: request)
        guard reply.text.contains(part) else { throw UnexpectedReply(text: reply.text) }
    }

    struct UnexpectedReply: Error { let text: String }
}
