// SPDX-License-Identifier: Apache-2.0

import CommandExport
import CommandKit
import CommandManifest
import CommandRouter
import CommandWire
import Foundation
import TestSupport
import Testing

/// Documents of a running router against what it lets callers do.
@Suite("Discovery") struct DiscoveryTests {
    /// A caller of any kind with some of the permissions, under the key `key`; nobody has none.
    private struct OneCaller: Authenticator {
        let principal: Principal

        init(seed: UInt64) throws {
            var random = SeededGenerator(seed: seed)
            let declared = try #require(ShippedManifest.manifest).permissions.map(\.name)
            let some = Set(declared.filter { _ in Bool.random(using: &random) })
            let kind = Principal.Kind.allCases[Int(seed % 3)]
            principal =
                kind == .none
                ? .nobody
                : Principal(kind: kind, accountID: 1, permissions: seed % 7 == 0 ? .all : .these(seed % 5 == 0 ? [] : some))
        }

        var key: String { principal.kind == .none ? "" : #""APIKey":"key""# }
        var bearer: String? { principal.kind == .none ? nil : "Bearer key" }

        func remembered(_ credentials: Credentials) -> Principal? { credentials.apiKey == "key" ? principal : nil }
        func principal(for credentials: Credentials) async throws -> Principal? { remembered(credentials) }
    }

    private static func commands() throws -> [CommandDeclaration] { try #require(ShippedManifest.manifest).commands }

    @Test("rpc.discover shows what may be called on /rpc: shown means callable, callable means shown", arguments: UInt64(0)..<60)
    func discovers(seed: UInt64) async throws {
        let caller = try OneCaller(seed: seed)
        let router = try ShippedManifest.router(authenticator: caller)
        let call = { (name: String) in #"{"jsonrpc":"2.0","method":"\#(name)","params":{\#(caller.key)},"id":1}"# }
        let result = try #require(await router.rpc(call("RPC.Discover")).object["result"] as? [String: Any])
        let shown = try #require(result["methods"] as? [[String: Any]]).compactMap { $0["name"] as? String }
        for name in try Self.commands().map(\.name) + ["rpc.discover", "rpc.explain"] {
            let code = await router.rpc(call(name), mode: "validate").rpcCode
            let isCallable = code == nil || code == -32602
            #expect(shown.contains(name) == isCallable, "\(name) \(caller.principal) \(code ?? 0)")
        }
        #expect(shown.contains("tags.delete") == false, "it has no handler here")
    }

    @Test("/openapi.json shows what may be called on /api/v1, neither more nor less", arguments: UInt64(0)..<60)
    func describes(seed: UInt64) async throws {
        let caller = try OneCaller(seed: seed)
        let router = try ShippedManifest.router(authenticator: caller)
        let document = try await Self.document("/openapi.json", router, caller.bearer)
        let paths = try #require(document["paths"] as? [String: Any])
        for name in try Self.commands().map(\.name) {
            let status = await router.v1(name, "{\(caller.key)}", mode: "validate").status
            #expect((paths["/api/v1/" + name] != nil) == [200, 422].contains(status), "\(name) \(caller.principal) \(status)")
        }
    }

    private static func document(_ path: String, _ router: Router, _ bearer: String?) async throws -> [String: Any] {
        let request = InboundRequest(method: "GET", path: path, authorization: bearer)
        let answer: DocumentAnswer
        switch router.document(for: request) {
        case .found(let found): answer = found
        case .pending(let rest): answer = await rest()
        }
        guard case .document(let document) = answer else { throw Refused() }
        return try #require(try JSONSerialization.jsonObject(with: Data(document.bytes)) as? [String: Any])
    }

    private struct Refused: Error {}

    @Test(
        "A key that cannot be told is refused, and one that has to be verified is verified first",
        arguments: [("Bearer ?", 401), ("Basic x", 401), ("Bearer away", 503), ("Bearer busy", 429), ("Bearer cold", 200)])
    func identifies(bearer: String, status: Int) async throws {
        let router = try ShippedManifest.router()
        let request = InboundRequest(method: "GET", path: "/openrpc.json", authorization: bearer)
        let answer: DocumentAnswer
        switch router.document(for: request) {
        case .found(let found): answer = found
        case .pending(let rest): answer = await rest()
        }
        switch answer {
        case .document(let document):
            #expect(status == 200)
            #expect(String(decoding: document.bytes, as: UTF8.self).contains("campaign.update"))
        case .refused(let response): #expect(response.status == status)
        }
    }

    @Test("A document has the same tag for the same callers, and another for others")
    func tags() throws {
        let router = try ShippedManifest.router()
        let tag = { (principal: Principal) in router.document(.openapi, for: principal).tag }
        #expect(tag(Callers.all) == tag(Principal(kind: .user, accountID: 5, permissions: .all)))
        #expect(Set([tag(Callers.all), tag(Callers.none), tag(Callers.admin), tag(.nobody)]).count == 4)
        #expect(router.document(.schema, for: .nobody).tag == router.document(.schema, for: Callers.admin).tag)
    }

    @Test(
        "There are documents at their own paths alone", arguments: ["/openapi.json/", "/OpenAPI.json", "/rpc", "/", "/openapi", "/schema"])
    func paths(path: String) throws {
        #expect(try ShippedManifest.router().hasDocument(at: path) == false)
    }
}
