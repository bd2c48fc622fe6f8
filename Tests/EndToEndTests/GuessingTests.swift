// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

extension Passwords {
    @Suite("Guessing over HTTP", .server())
    struct GuessingTests {
        @Test("Bad inputs 10 and 35: guesses are slowed for an account and a real address, and the owner comes in from another")
        func slowsGuesses() async throws {
            let server = try suiteServer()
            let person = try await server.person()
            var guesser = server.nobody
            guesser.source = "127.0.0.3"
            var replies: [Reply] = []
            // Slow hashing can outlast the first waits, not all of them. What the client says of its address changes nothing.
            while replies.last?.code != 100008, replies.count < 10 {
                replies.append(
                    try await guesser.call(
                        "user.login", ["Username": .text(person.name), "Password": "a guess, and a wrong one"],
                        headers: "X-Forwarded-For: 10.0.0.\(replies.count)\r\n"))
            }
            #expect(replies.count > 5)
            #expect(replies.dropLast().allSatisfy { $0.code == [3] && $0.status == 200 })
            #expect((replies.last?.code, replies.last?.status) == (100008, 429))
            #expect(Int(replies.last?["retry-after"] ?? "") ?? 0 >= 1)
            #expect(try await person.logIn(by: server.nobody).code == 0)
        }

        @Test("Bad input 26: a batch of logins is as many guesses")
        func countsLogins() async throws {
            let login = #"{"jsonrpc":"2.0","method":"user.login","params":{"Username":"batch","Password":"a wrong guess at it"},"id":1}"#
            var answers: [JSON] = []
            // Slow hashing can outlast the first waits.
            while answers.count < 30, !answers.contains(-32003) {
                answers += try await suiteServer().nobody.batch(Array(repeating: login, count: 10)).json.items
                    .map { $0["error"]["code"] }
            }
            #expect(answers.prefix(5).allSatisfy { $0 == -32000 })
            #expect(answers.contains(-32003))
        }
    }
}
