// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

@Suite("Many clients at once", .server())
struct RaceTests {
    @Test("Of sixteen that make the same tag at once, one is told its id and fifteen that it exists")
    func makesOneTag() async throws {
        let user = try suiteServer().user
        for round in 0..<10 {
            let names = (0..<16).map { $0 % 2 == 0 ? "Race \(round)" : "RACE \(round)" }
            let replies = try await Self.all(names) { try await user.call("tag.create", ["Tag": .text($0)]) }
            #expect(replies.count { $0.code == 0 } == 1)
            #expect(replies.count { $0.code == 2 } == 15)
            let stored = try await user.call("tags.get").json["Tags"].items.filter { $0["Tag"].text?.lowercased() == "race \(round)" }
            #expect(stored.map { $0["TagID"] } == replies.filter { $0.code == 0 }.map { $0.json["TagID"] })
        }
    }

    @Test("Of many calls by many clients none is lost, none answered 5xx, and each gets its own answer")
    func losesNothing() async throws {
        let server = try suiteServer()
        let requests = (0..<16).map { client in
            (0..<50).map { "client \(client) call \($0)" }
        }
        let replies = try await Self.all(requests) { names in
            try await server.nobody.talk { socket in
                try names.map { name in
                    (name, try socket.ask(Encoding.json.request("tag.create", [("APIKey", .text(server.userKey)), ("Tag", .text(name))])))
                }
            }
        }.flatMap(\.self)
        #expect(replies.count == 800)
        #expect(replies.allSatisfy { $0.1.status == 200 && $0.1.code == 0 })
        let tags = try await server.user.call("tags.get").json["Tags"].items
        let names = Dictionary(uniqueKeysWithValues: tags.map { ($0["TagID"], $0["Tag"].text) })
        #expect(replies.allSatisfy { names[$0.1.json["TagID"]] == $0.0 })
    }

    /// Does the work for all of them at once.
    private static func all<Item: Sendable, Result: Sendable>(
        _ items: [Item], _ work: @escaping @Sendable (Item) async throws -> Result
    ) async throws -> [Result] {
        try await withThrowingTaskGroup(of: Result.self) { group in
            for item in items { group.addTask { try await work(item) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }
}
