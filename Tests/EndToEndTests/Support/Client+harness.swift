// SPDX-License-Identifier: Apache-2.0

import CommandTesting
import TestSupport

extension Client {
    /// Sends a request of the harness over a socket.
    func send(_ request: CommandHarness.Request) async throws -> CommandHarness.Reply {
        let fields = request.headers.map { "\($0.name): \($0.value)\r\n" }.joined()
        let length = request.body.isEmpty ? "" : "Content-Length: \(request.body.count)\r\n"
        let head = "\(request.method) \(request.target) HTTP/1.1\r\nHost: a\r\n\(fields)\(length)\r\n"
        let reply: Reply = try await send(Array(head.utf8) + request.body)
        return CommandHarness.Reply(
            status: reply.status, contentType: reply["content-type"],
            headers: reply.fields.filter { $0.name != "content-type" }, body: reply.body)
    }
}
