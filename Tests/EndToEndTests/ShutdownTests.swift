// SPDX-License-Identifier: Apache-2.0

import Dispatch
import Foundation
import TestSupport
import Testing

extension Passwords {
    @Suite("Graceful stop")
    struct ShutdownTests {
        @Test("SIGTERM and SIGINT finish what was accepted, refuse what is new, and end it with 0", arguments: [SIGTERM, SIGINT])
        func finishesRequests(signal: Int32) async throws {
            let server = try await RunningServer.start()
            // Slow requests: each hashes a password, two at a time.
            let slow = (0..<4).map { number in
                Encoding.json.request(
                    "account.create",
                    [
                        ("AdminAPIKey", .text(server.adminKey)), ("Username", .text("user \(number)")),
                        ("Password", .text(Person.password)),
                        ("EmailAddress", "a@example.com"),
                    ])
            }
            let idle = try RawClient(port: server.port)
            let clients = try slow.map { request in
                let client = try RawClient(port: server.port)
                client.send(request)
                return client
            }
            // What was sent before these were asked was read before they are answered, on whichever thread.
            for _ in 0..<8 { #expect(try await server.nobody.health() == 200) }
            server.process.signal(signal)
            try await BlockingWork.run {
                try BlockingWork.poll("the end of listening") { (try? RawClient(port: server.port)) == nil ? () : nil }
            }
            #expect(server.process.isRunning, "the requests should last longer")
            for client in clients {
                let (reply, rest) = try await BlockingWork.run { (try client.reply(), try client.rest()) }
                #expect((reply.status, reply.json["Success"], reply.closes) == (200, true, true))
                #expect(rest == [])
            }
            #expect(try await BlockingWork.run { try idle.rest() } == [])
            #expect(try await BlockingWork.run { try server.process.exitStatus() } == 0)
            #expect(!server.process.errors.contains(" error "))
            // What was answered was stored.
            let again = try await RunningServer.start(in: server.folder)
            let login = try await again.nobody.call("user.login", ["Username": "user 3", "Password": .text(Person.password)])
            #expect(login.code == 0)
        }
    }
}
