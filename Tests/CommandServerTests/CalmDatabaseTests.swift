// SPDX-License-Identifier: Apache-2.0

import CommandCases
import Synchronization
import Testing

@testable import CommandServer

@Suite("A gateway's database while dry runs are sent") struct CalmDatabaseTests {
    /// Answers of a gateway that made two accounts and counts its database's changes as told.
    private static func fixtures(_ changes: [Int]) async throws -> CaseFixtures {
        let left = Mutex(changes[...])
        return try await CaseFixtures(adminKey: "key") { request in
            guard String(decoding: request.body, as: UTF8.self).contains("rpc.fixtures.look") else {
                return answer(#""Fixtures":"id","Callers":[{"Kind":"user"},{"Kind":"user"}],"Sessions":{},"Erases":true"#)
            }
            return answer("\"Changes\":\(left.withLock { $0.popFirst() ?? -1 })")
        }
    }

    private static func answer(_ fields: String) -> PlacedAnswer {
        let text = #"{"jsonrpc":"2.0","result":{"Success":true,"ErrorCode":0,\#(fields)},"id":1}"#
        return PlacedAnswer(status: 200, headers: [], body: Array(text.utf8))
    }

    @Test("Each look changes a row for each account, and nothing else may", arguments: [[102, 104], [102, 109, 113]])
    func calm(counts: [Int]) async throws {
        #expect(try await CalmDatabase(Self.fixtures(counts)).fault(pause: .zero) == nil)
    }

    @Test("A change that nobody else can have made is a fault") func changed() async throws {
        let calm = try await CalmDatabase(Self.fixtures([102, 107, 109]))
        #expect(try await calm.fault(pause: .zero)?.hasPrefix("3 rows of the gateway's database changed") == true)
    }
}
