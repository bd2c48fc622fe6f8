// SPDX-License-Identifier: Apache-2.0

import CommandRouter
import CommandWire
import Testing

/// What a router does before it first waits holds an event loop, and with it every connection of that loop.
///
/// Time that grows with the square of a text is off by a factor of hundreds at this size, so that the bounds here can be
/// generous: no busy machine brings a linear one near them.
@Suite("Texts of the largest size", .serialized) struct NastyTextTests {
    /// What a body of the largest size has room for beside the rest of a call.
    private static let size = 1_048_576 - 1024
    private static let texts = NastyText.allCases.map { (text: $0, json: $0.json(bytes: size)) }
    private static let plain = String(repeating: "a", count: size)
    /// ASCII is scanned eight bytes at a time, other scalars one by one: this is a text of those that needs no more work than that.
    private static let composed = String(repeating: "\u{E9}", count: size / 2)

    /// The best of a few times, no more of which are taken than are needed to be within the limit.
    private static func time(_ router: Router, _ request: InboundRequest, limit: Duration = .zero) -> Duration {
        let clock = ContinuousClock()
        var best = Duration.seconds(3600)
        for _ in 0..<3 where best > limit { best = min(best, clock.measure { _ = router.begin(request) }) }
        return best
    }

    @Test("Are bound about as soon as others, whatever they are and whichever parameter they are for", arguments: ParameterTarget.all)
    func bindAtOnce(target: ParameterTarget) throws {
        let router = try ShippedManifest.wholeRouter()
        let plain = Self.time(router, target.request(Self.composed), limit: .seconds(3600))
        let limit = max(plain * 6, .seconds(1))
        for (text, json) in Self.texts where target.isText || text.isForAnyType {
            let time = Self.time(router, target.request(json), limit: limit)
            #expect(time <= limit, "\(text): \(time), and \(plain) for a text that is composed")
            if time > limit { return }
        }
    }

    @Test("Are not held up by bodies of many parts either", arguments: NastyBody.all)
    func open(body: NastyBody) throws {
        let router = try ShippedManifest.wholeRouter()
        let plain = Self.time(router, .json("/api.php", #"{"Command":"campaign.get","APIKey":"all","X":"\#(Self.plain)"}"#))
        let limit = max(plain * 10, .seconds(2))
        let time = Self.time(router, body.request, limit: limit)
        #expect(time <= limit, "\(time), and \(plain) for ASCII")
    }
}
