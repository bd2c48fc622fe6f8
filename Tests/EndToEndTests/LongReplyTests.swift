// SPDX-License-Identifier: Apache-2.0

import CommandStorage
import CommandStorageSQLite
import Foundation
import TestSupport
import Testing

@Suite("Long replies over a socket")
struct LongReplyTests {
    private static let count = 5000

    /// A server whose demo account has many tags, with what else it is given, and that account's key.
    private static func server(_ arguments: [String] = []) async throws -> (server: RunningServer, key: String) {
        let folder = try TemporaryFolder()
        let first = try await RunningServer.start(in: folder)
        let key = first.userKey
        _ = try await first.stop()
        let database = try SQLiteDatabase(path: folder.file("router.sqlite").path)
        try await database.write(until: .now + .seconds(60)) { writing in
            for number in 0..<Self.count {
                let name = "tag \(number)"
                _ = try writing.execute("INSERT INTO tags (owner_id, tag, tag_folded) VALUES (1, \(name), \(name))")
            }
        }
        try await database.close()
        return (try await RunningServer.start(in: folder, arguments), key)
    }

    /// Everything that comes in answer to tags.get.
    private static func tags(
        of server: RunningServer, _ key: String, version: String = "1.1", path: String = "/api.php"
    ) async throws -> [UInt8] {
        let body =
            path == "/rpc"
            ? #"{"jsonrpc":"2.0","id":"x","method":"tags.get","params":{"APIKey":"\#(key)"}}"#
            : #"{"Command":"tags.get","APIKey":"\#(key)"}"#
        return try await server.nobody.talk { client in
            client.send(
                "POST \(path) HTTP/\(version)\r\nHost: a\r\nConnection: close\r\nContent-Type: application/json\r\n"
                    + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)")
            return try client.rest()
        }
    }

    /// Head and body, the body's chunks put together; nil for chunks without an end.
    private static func parts(_ bytes: [UInt8]) -> (head: String, body: [UInt8])? {
        guard let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
        let head = String(decoding: bytes[..<end.lowerBound], as: UTF8.self)
        guard head.lowercased().contains("transfer-encoding: chunked") else { return (head, Array(bytes[end.upperBound...])) }
        var (body, rest): ([UInt8], ArraySlice<UInt8>) = ([], bytes[end.upperBound...])
        while let line = rest.firstRange(of: Array("\r\n".utf8)),
            let length = Int(String(decoding: rest[..<line.lowerBound], as: UTF8.self), radix: 16)
        {
            let chunk = rest[line.upperBound...].prefix(length)
            if length == 0 { return (head, body) }
            body += chunk
            rest = rest[(line.upperBound + chunk.count)...].dropFirst(2)
        }
        return nil
    }

    @Test("Come in chunks, whole, and are counted once, on each surface", arguments: ["/api.php", "/rpc"])
    func chunks(path: String) async throws {
        let (server, key) = try await Self.server(["--metrics", "on"])
        let (head, body) = try #require(Self.parts(try await Self.tags(of: server, key, path: path)))
        #expect(head.hasPrefix("HTTP/1.1 200") && head.lowercased().contains("transfer-encoding: chunked"))
        var json = try #require(try JSONSerialization.jsonObject(with: Data(body)) as? [String: Any])
        if path == "/rpc" {
            #expect(json["id"] as? String == "x")
            json = try #require(json["result"] as? [String: Any])
        }
        #expect(json["TotalTagCount"] as? Int == Self.count)
        let tags = try #require(json["Tags"] as? [[String: Any]])
        #expect(tags.compactMap { $0["Tag"] as? String } == (0..<Self.count).map { "tag \($0)" })
        let page = try await server.nobody.send("GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n")
        let surface = path == "/rpc" ? "rpc" : "api"
        #expect(page.text.contains(#"command_router_calls_total{command="tags.get",outcome="done",rule="",surface="\#(surface)"} 1"#))
    }

    @Test("An HTTP/1.0 client gets the same bytes, and the end of the connection after them") func oldClients() async throws {
        let (server, key) = try await Self.server()
        let (head, body) = try #require(Self.parts(try await Self.tags(of: server, key, version: "1.0")))
        #expect(!head.lowercased().contains("transfer-encoding") && !head.lowercased().contains("content-length"))
        let json = try #require(try JSONSerialization.jsonObject(with: Data(body)) as? [String: Any])
        #expect((json["Tags"] as? [Any])?.count == Self.count)
    }
}
