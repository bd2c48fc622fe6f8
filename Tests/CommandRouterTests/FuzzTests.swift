// SPDX-License-Identifier: Apache-2.0

import CommandRouter
import CommandWire
import TestSupport
import Testing

@Suite("Random requests") struct FuzzTests {
    static let seeds: [InboundRequest] =
        Encoding.allCases.flatMap { encoding in
            [
                (
                    "campaign.update",
                    #""CampaignID":5,"ABTesting":{"Variations":[{"EmailID":1,"Weight":2},{"EmailID":3}]},"SendDate":"2024-02-29""#,
                    [
                        ("CampaignID", "5"), ("ABTesting[Variations][0][EmailID]", "1"), ("ABTesting[Variations][1][Weight]", "2"),
                        ("SendDate", "2024-02-29"),
                    ]
                ),
                ("campaigns.delete", #""Campaigns":"1, 2,3","ResponseFormat":"JSON""#, [("Campaigns[]", "1"), ("Campaigns[]", "2")]),
                (
                    "campaigns.get", #""ScheduleType":["Future"],"Tags":[1,2],"OrderType":"ASC""#,
                    [("ScheduleType", "Future"), ("Tags", "1,2")]
                ),
            ].map { encoding.request($0.0, json: $0.1, fields: $0.2) }
        } + [
            .json(
                "/rpc",
                #"[{"jsonrpc":"2.0","method":"campaign.cancel","params":{"APIKey":"all","CampaignID":5},"id":1},{"jsonrpc":"2.0","method":"x"}]"#
            )
        ]

    private static let words =
        [
            "{", "}", "[", "]", ":", ",", "\"", "\\", "\\u0000", "\\ud800", "\\u0041", "null", "true", "1e400", "-0", "9223372036854775808",
            "é", "\u{0}", "%00",
            "%", "&", "=", "[]", "[a]", "--B", "\r\n", "--", "+", "Command", "APIKey", "id", "jsonrpc", "\u{FEFF}", "😀", "//", "''", "NaN",
            "all", "\"all\"",
        ].map { Array($0.utf8) } + [[0xFF], [0xC0, 0xAF], [0xED, 0xA0, 0x80]]

    private static let statuses: Set<Int> = [200, 204, 400, 401, 403, 404, 405, 413, 415, 422, 429, 500, 501]

    private static func mutate(_ bytes: inout [UInt8], _ random: inout SeededGenerator) {
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            let start = Int.random(in: 0...bytes.count, using: &random)
            let end = min(bytes.count, start + Int.random(in: 0...12, using: &random))
            switch Int.random(in: 0..<6, using: &random) {
            case 0: bytes.removeSubrange(start..<end)
            case 1: bytes.insert(contentsOf: words.randomElement(using: &random) ?? [], at: start)
            case 2: bytes.insert(contentsOf: bytes[start..<end], at: start)
            case 3: bytes.replaceSubrange(start..<end, with: words.randomElement(using: &random) ?? [])
            case 4 where start < bytes.count: bytes[start] = UInt8.random(in: 0...255, using: &random)
            default: bytes.removeLast(bytes.count - max(start, bytes.count / 2))
            }
        }
    }

    /// The same request with something of it changed.
    static func mutated(_ seed: InboundRequest, _ random: inout SeededGenerator) -> InboundRequest {
        var request = seed.parts
        switch Int.random(in: 0..<12, using: &random) {
        case 0:
            request.contentType =
                ["text/plain", "application/json", "multipart/form-data; boundary=B", nil].randomElement(using: &random) ?? nil
        case 1: request.method = ["GET", "POST", "PUT"].randomElement(using: &random) ?? "GET"
        case 2:
            var path = Array(request.path.utf8)
            mutate(&path, &random)
            request.path = String(decoding: path, as: UTF8.self)
        case 3: request.authorization = ["Bearer all", "Bearer", "x"].randomElement(using: &random)
        case 4: request.mode = nil
        default: break
        }
        mutate(&request.body, &random)
        if let query = request.query {
            var bytes = Array(query.utf8)
            mutate(&bytes, &random)
            request.query = String(decoding: bytes, as: UTF8.self)
        }
        return request.request
    }

    @Test("Never trap, and are always answered with a status of the table and JSON", arguments: [1, 2, 3, 4] as [UInt64])
    func answersEverything(seed: UInt64) async throws {
        let router = try ShippedManifest.router()
        var random = SeededGenerator(seed: seed)
        var statuses: [Int: Int] = [:]
        for number in 0..<2_500 {
            let request = Self.mutated(Self.seeds[number % Self.seeds.count], &random)
            let answer = await router.answer(request)
            statuses[answer.status, default: 0] += 1
            #expect(Self.statuses.contains(answer.status), "\(request)")
            if answer.status >= 500 { #expect(answer.code == "100002", "\(request)") }
            guard answer.status != 204 else { continue }
            let body = answer.response.body
            #expect((try? JSONScanner.value(body.span, in: 0..<body.count)) != nil, "\(request) \(answer.text)")
        }
        for status in [200, 400, 404, 415, 422] { #expect(statuses[status] != nil) }
    }
}
