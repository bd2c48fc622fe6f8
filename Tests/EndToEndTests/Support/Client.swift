// SPDX-License-Identifier: Apache-2.0

import TestSupport

/// A caller of a running server, with a key or without. Each call is a connection of its own.
struct Client: Sendable {
    let port: Int
    let key: String?
    /// The address of this machine that it calls from.
    var source = "127.0.0.1"

    /// Calls a command, the key before the parameters.
    func call(
        _ command: String, _ parameters: KeyValuePairs<String, JSON> = [:], as encoding: Encoding = .json, headers: String = ""
    ) async throws -> Reply {
        let credentials = key.map { [(name: "APIKey", value: JSON.text($0))] } ?? []
        return try await send(
            encoding.request(command, credentials + parameters.map { (name: $0.key, value: $0.value) }, headers: headers))
    }

    /// Sends the bytes of one request and reads one reply.
    func send(_ request: [UInt8]) async throws -> Reply { try await talk { try $0.ask(request) } }

    /// Sends the text of one request and reads one reply.
    func send(_ request: String) async throws -> Reply { try await send(Array(request.utf8)) }

    /// Sends JSON-RPC calls in one batch.
    func batch(_ calls: [String]) async throws -> Reply {
        try await send(Encoding.post("/rpc", "application/json", "[" + calls.joined(separator: ",") + "]"))
    }

    /// Gives a new connection to work that blocks.
    func talk<Result: Sendable>(_ body: @escaping @Sendable (RawClient) throws -> Result) async throws -> Result {
        try await BlockingWork.run { try body(RawClient(port: port, from: source)) }
    }

    /// The status of `/health`.
    func health() async throws -> Int { try await send("GET /health HTTP/1.1\r\nHost: a\r\n\r\n").status }

    /// The same server, with another key.
    func with(key: String?) -> Client { Client(port: port, key: key, source: source) }

    /// The same caller, at another server.
    func on(_ port: Int) -> Client { Client(port: port, key: key, source: source) }
}
