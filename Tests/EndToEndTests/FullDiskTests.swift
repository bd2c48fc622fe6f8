// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

@Suite("A full disk")
struct FullDiskTests {
    /// What a file may have, in blocks of 512 bytes: a soft limit, which can be lifted while the process runs.
    private static let blocks = 6000

    @Test("Is answered with 100004, nothing is half done, reads go on, and writes do when there is room again")
    func recovers() async throws {
        let folder = try TemporaryFolder()
        let command = ([Project.executable] + RunningServer.arguments).map { "'\($0)'" }.joined(separator: " ")
        let process = try RunningProcess("sh", ["-c", "trap '' XFSZ; ulimit -S -f \(Self.blocks); exec \(command)"], in: folder)
        let (port, key) = try await BlockingWork.run {
            try BlockingWork.poll("the address", for: .seconds(60)) { () -> (Int, String)? in
                guard process.isRunning else { throw TestFailure("serve ended: \(process.errors)") }
                let port = process.output.firstMatch(after: "Serving on http://127.0.0.1:", until: ".").flatMap(Int.init)
                let key = process.output.firstMatch(after: "\nAPIKey: ", until: "\n")
                return port.flatMap { port in key.map { (port, $0) } }
            }
        }
        let user = Client(port: port, key: key)
        let content = JSON.text(String(repeating: "x", count: 60_000))
        var made = 0
        var last = try await Self.email(user, content)
        while last.code == 0, made < 1000 {
            made += 1
            #expect(last.json["EmailID"] == .number(made))
            last = try await Self.email(user, content)
        }
        #expect((last.status, last.code) == (500, 100_004) && made > 10, "after \(made)")
        #expect(!last.text.contains("disk") && process.errors.contains("database is unavailable"))
        #expect(try await user.call("tags.get").code == 0)
        let ready = try await Self.ready(user) { $0.status == 503 }
        #expect(ready.json["database"] == .text("full"))

        let lifted = try await Finished.run("prlimit", ["--pid", "\(process.id)", "--fsize=unlimited:"])
        #expect(lifted.status == 0, "\(lifted.errors)")
        let next = try await Self.email(user, content)
        // Ids are never used twice, and that of the refused one was never given.
        #expect(next.code == 0 && next.json["EmailID"] == .number(made + 1))
        #expect(try await user.health() == 200)
        _ = try await Self.ready(user) { $0.status == 200 }
    }

    /// What `/ready` says once it says that; it looks once a second.
    private static func ready(_ user: Client, when isIt: @escaping @Sendable (Reply) -> Bool) async throws -> Reply {
        try await BlockingWork.run {
            try BlockingWork.poll("/ready", for: .seconds(30)) {
                let reply = try RawClient(port: user.port).ask(Array("GET /ready HTTP/1.1\r\nHost: a\r\n\r\n".utf8))
                return isIt(reply) ? reply : nil
            }
        }
    }

    private static func email(_ user: Client, _ content: JSON) async throws -> Reply {
        try await user.call(
            "email.create", ["EmailName": "Large", "FromEmail": "shop@example.com", "Subject": "Large", "PlainContent": content])
    }
}
