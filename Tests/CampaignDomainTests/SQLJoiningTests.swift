// SPDX-License-Identifier: Apache-2.0

import CommandStorage
import Testing

@testable import CampaignDomain

@Suite("Joined conditions") struct SQLJoiningTests {
    @Test("None are everything, or nothing") func none() {
        #expect(SQL.all([]).text == "1 = 1" && SQL.any([]).text == "1 = 0")
    }

    @Test("Few stand side by side, with their values in order") func few() {
        let all = SQL.all(["a = \(1)", "b = \(2)"])
        #expect(all.text == "(a = ? AND b = ?)" && all.values == [.integer(1), .integer(2)])
        #expect(SQL.any(["a"]).text == "(a)")
    }

    @Test("Thousands are as deep as SQLite takes, and mean the same", arguments: [9, 100, 5000]) func many(count: Int) async throws {
        try await CampaignDatabase.with { it in
            let any = SQL.any((1...count).map { "\(count) = \($0)" })
            let all = SQL.all((1...count).map { "\(count) >= \($0)" })
            try await #expect(it.column("SELECT \(any)") == [1])
            try await #expect(it.column("SELECT \(all)") == [1])
            try await #expect(it.column("SELECT \(SQL.any([any, "1 = 1"])) + \(SQL.all([all, "1 = 0"]))") == [1])
            #expect(any.values == (1...count).flatMap { [.integer(Int64(count)), .integer(Int64($0))] })
        }
    }
}
