// SPDX-License-Identifier: Apache-2.0

import CommandRouter
import CommandWire
import Foundation
import Testing

@Suite("Secrets in explanations") struct ExplainSecrecyTests {
    private static let declarations = """
        Pin: { type: string, secret: true, maxLength: 8 }
        Name: { type: string, maxLength: 5 }
        List: { type: array, items: { type: object, members: { Key: { type: string, secret: true }, Name: { type: string } } } }
        Codes: { type: array, items: { type: string, secret: true, maxLength: 3 } }
        Whole: { type: object, secret: true }
        Either: { type: [string, array], secret: true, oneOf: [a, b], items: { type: string } }
        Free: { type: object }
        Ids: { type: idList }
        """
    private static let rules = """
        - id: pin-needs-name
          when: { Pin: s3cr3t-0 }
          requires: [Name]
          code: 3
        """
    private static let secrets = ["s3cr3t-0", "s3cr3t-\"1\\", "s3cr3t-🔑ü2", String(repeating: "s3cr3t-3", count: 60)]

    private static let places: [@Sendable (String) -> String] = [
        { #""APIKey":\#($0)"# }, { #""AdminAPIKey":\#($0)"# }, { #""SessionID":\#($0)"# }, { #""Pin":\#($0)"# }, { #""pin":\#($0)"# },
        { #""List":[{"Key":\#($0),"Name":1}]"# }, { #""List":[{"Key":[\#($0)],"Oops":\#($0)}]"# }, { #""Codes":[\#($0),\#($0)]"# },
        { #""Codes":[[\#($0)]]"# }, { #""Whole":{"a":\#($0)}"# }, { #""Either":[\#($0)]"# }, { #""Either":\#($0)"# },
        { #""Pins":\#($0)"# }, { #""ApiKeys":{"a":[\#($0)]}"# }, { #""Pin":{"a":\#($0)}"# },
    ]
    /// Where a secret is found only because it is a credential of the same call.
    private static let strays: [@Sendable (String) -> String] = [
        { #""APIKey":\#($0),"Name":\#($0)"# }, { #""SessionID":\#($0),"Free":{"x":\#($0)},"Ids":\#($0)"# },
        { #""Pin":\#($0),\#($0):1"# }, { #""List":[{"Key":\#($0),"Name":\#($0)}],"Name":\#($0)"# },
        { #""APIKey":\#($0),"Name":"\u0073\#($0.dropFirst(2))"# }, { #""AdminAPIKey":\#($0),"Ids":[\#($0)]"# },
        { #""Whole":\#($0),"Name":\#($0)"# },
    ]

    @Test("Are nowhere, wherever in a call they stand", arguments: secrets)
    func hides(secret: String) async throws {
        let router = try Bench(parameters: Self.declarations, rules: Self.rules).router
        var json: [UInt8] = []
        JSONString.append(secret, to: &json)
        let quoted = String(decoding: json, as: UTF8.self)
        for place in Self.places + Self.strays {
            for key in [#","APIKey":"all""#, ""] {
                let members = place(quoted) + (place(quoted).contains("APIKey") ? "" : key)
                for request in [
                    InboundRequest.json("/api.php", #"{"Command":"test.bind",\#(members)}"#),
                    .json("/api.php", #"{"Command":"test.bind",\#(members)}"#, mode: "validate"),
                    .json("/api.php", #"{"Command":"test.bnid",\#(members)}"#), .json("/api/v1/test.bind", "{\(members)}"),
                    .json("/rpc", #"{"jsonrpc":"2.0","method":"test.bind","params":{\#(members)},"id":1}"#),
                ] {
                    let explanation = try await router.explain(request)
                    for text in [explanation.json, explanation.text] {
                        let leak = text.range(of: "s3cr3t").map { "…" + text[..<$0.upperBound].suffix(120) }
                        #expect(leak == nil, "\(String(decoding: request.body, as: UTF8.self))")
                    }
                }
            }
        }
    }

    @Test("A bearer key is not shown, nor where else it stands")
    func hidesBearer() async throws {
        let router = try Bench(parameters: Self.declarations).router
        let request = InboundRequest.json("/api/v1/test.bind", #"{"Name":"s3cr3t-9","s3cr3t-9":1}"#).changed {
            $0.authorization = "Bearer s3cr3t-9"
        }
        let explanation = try await router.explain(request, as: Callers.all)
        #expect(!explanation.json.contains("s3cr3t") && !explanation.text.contains("s3cr3t"))
        #expect(explanation.caller?.credentials.map(\.kind) == ["bearer"])
    }

    @Test("Controls that came with a call reach a terminal as text")
    func showsControls() async throws {
        let router = try Bench(parameters: Self.declarations).router
        let odd = "\u{7F}\u{85}\u{202E}\u{2028}\u{9B}31m"
        let body = #"{"Command":"test.bind","APIKey":"all","Name":"\#(odd)","x\u001b[31m\n\#(odd)":1}"#
        let text = try await router.explain(.json("/api/v1/test.bind", body)).text
        for scalar in text.unicodeScalars where scalar != "\n" {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator: Issue.record("U+\(String(scalar.value, radix: 16))")
            default: break
            }
        }
        #expect(text.contains(#"\u001B[31m"#))
    }
}
