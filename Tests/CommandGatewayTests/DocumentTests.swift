// SPDX-License-Identifier: Apache-2.0

import CommandGateway
import CommandWire
import TestSupport
import Testing

@Suite("Documents") struct DocumentTests {
    /// Two documents, one of which has to wait, and one that is refused.
    private struct Shelf: DocumentSource {
        static let page = Document(mediaType: "text/markdown; charset=utf-8", bytes: Array("# Page".utf8))

        func hasDocument(at path: String) -> Bool { ["/page", "/waiting", "/refused"].contains(path) }

        func document(for request: InboundRequest) -> DocumentExchange {
            switch request.path {
            case "/refused": .found(.refused(OutboundResponse(status: 401, body: Array("{}".utf8))))
            case "/waiting": .pending { .document(Self.page) }
            default: .found(.document(Self.page))
            }
        }
    }

    private func answer(_ head: String, hasBody: Bool = true) async throws -> RawReply {
        try await TestGateway.run(documents: Shelf()) { gateway in
            try await gateway.talk { try $0.client().ask("\(head)\r\nHost: a\r\n\r\n", hasBody: hasBody) }
        }
    }

    @Test("A document is given with its tag, and nobody between may keep it for others", arguments: ["/page", "/waiting"])
    func gives(path: String) async throws {
        let reply = try await answer("GET \(path) HTTP/1.1")
        #expect((reply.status, reply.text) == (200, "# Page"))
        #expect(reply["content-type"] == "text/markdown; charset=utf-8")
        #expect(reply["etag"] == "\"\(Shelf.page.tag)\"")
        #expect(reply["cache-control"] == "private, no-cache" && reply.fields.filter { $0.name == "cache-control" }.count == 1)
        #expect(reply["x-content-type-options"] == "nosniff")
        #expect(reply["vary"] == "Authorization")
    }

    @Test(
        "Whoever has it is told so",
        arguments: [
            ("If-None-Match: \"TAG\"", 304), ("If-None-Match: W/\"TAG\"", 304), ("If-None-Match: \"x\", \"TAG\"", 304),
            ("If-None-Match: \"x\"\r\nIf-None-Match: \"TAG\"", 304), ("If-None-Match: *", 304), ("If-None-Match: \"x\"", 200),
            ("If-None-Match: TAG", 200), ("If-None-Match: \"TAGx\"", 200), ("If-Match: \"TAG\"", 200),
        ])
    func knows(field: String, status: Int) async throws {
        let reply = try await answer("GET /page HTTP/1.1\r\n" + field.replacing("TAG", with: Shelf.page.tag), hasBody: status != 304)
        #expect((reply.status, reply.text) == (status, status == 304 ? "" : "# Page"))
        #expect(reply["etag"] == "\"\(Shelf.page.tag)\"")
    }

    @Test("HEAD is answered without the bytes, other methods are refused, other paths are the handler's")
    func methods() async throws {
        let head = try await answer("HEAD /page HTTP/1.1", hasBody: false)
        #expect((head.status, head["content-length"]) == (200, "6"))
        let post = try await answer("POST /page HTTP/1.1\r\nContent-Length: 0")
        #expect((post.status, post["allow"]) == (405, "GET, HEAD"))
        #expect(try await answer("GET /pages HTTP/1.1").status == 404)
        #expect(try await answer("GET /refused HTTP/1.1").status == 401)
    }
}
