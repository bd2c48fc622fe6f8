// SPDX-License-Identifier: Apache-2.0

import CommandManifest
import CommandRouter
import CommandWire
import TestSupport
import Testing

@Suite("Agreement of explanations and answers") struct ExplainAgreementTests {
    private static let credentials = [
        "", #""APIKey":"all","#, #""APIKey":"none","#, #""APIKey":"admin","#, #""APIKey":"cold","#, #""APIKey":"away","#,
        #""APIKey":"busy","#, #""APIKey":"odd","#, #""APIKey":"nobody","#, #""APIKey":true,"#, #""SessionID":"s-all","#,
        #""APIKey":"all","AdminAPIKey":"admin","#,
    ]
    private static let commands = [
        "test.one", "TEST.ONE", "test.missing", "test.kill", "test.both", "test.need", "test.apionly", "test.open", "test.who",
        "test.fail", "test.on", "rpc.explain", "",
    ]
    private static let parameters = [
        #""X":0"#, #""N":5,"X":0"#, #""N":0"#, #""n":"5","M":null"#, #""N":null,"How":"x""#, #""N":1,"N":2"#, #""How":1e3"#,
    ]

    @Test("Every answer without running is the explained one, byte for byte", arguments: credentials)
    func agrees(credentials: String) async throws {
        let router = try SurfacesFixture.router()
        var verdicts: Set<String> = []
        for command in Self.commands {
            for parameters in Self.parameters {
                let members = credentials + parameters
                for request in [
                    InboundRequest.json("/api.php", #"{"Command":"\#(command)",\#(members)}"#, mode: "validate"),
                    .json("/api/v1/" + command, "{\(members)}", mode: "validate"),
                    .json("/rpc", #"{"jsonrpc":"2.0","method":"\#(command)","params":{\#(members)},"id":[1]}"#, mode: "validate"),
                    .json("/rpc", #"{"jsonrpc":"2.0","method":"\#(command)","params":{\#(members)},"id":7}"#, mode: "validate"),
                    .json("/rpc", #"{"jsonrpc":"2.0","method":"\#(command)","params":{\#(members)}}"#, mode: "validate"),
                ] { verdicts.insert(try await ExplainedRequest(request, router).expectAgreement().verdict.rawValue) }
            }
        }
        #expect(verdicts.contains("refused") && !verdicts.contains("run"))
    }

    @Test("Random requests of the shipped commands", arguments: [11, 12, 13] as [UInt64])
    func agreesOnAnything(seed: UInt64) async throws {
        let router = try ShippedManifest.router()
        var random = SeededGenerator(seed: seed)
        var gates: [String: Int] = [:]
        for number in 0..<1_000 {
            let request = FuzzTests.mutated(FuzzTests.seeds[number % FuzzTests.seeds.count], &random).changed { $0.mode = "validate" }
            guard let explained = try? await ExplainedRequest(request, router) else { continue }
            let last = explained.expectAgreement().gates.last { $0.decision != .notReached }
            gates[last?.gate.rawValue ?? "", default: 0] += 1
        }
        for gate in ["open", "find", "bind", "run"] { #expect(gates[gate] ?? 0 > 5, "\(gates)") }
    }
}

/// A request, what is explained of it, and what it is answered.
struct ExplainedRequest {
    let request: InboundRequest
    let explanation: Explanation
    let answer: Answer

    init(_ request: InboundRequest, _ router: Router) async throws {
        self.request = request
        explanation = try await router.explain(request)
        answer = await router.answer(request)
    }

    /// Expects the answer to be the explained one, and each of its violations to be that of a check, a rule or an unknown name.
    @discardableResult
    func expectAgreement() -> Explanation {
        let explained = explanation.answer
        #expect(explained?.status == answer.status, "\(request.parts)")
        #expect(explained?.body == answer.text, "\(request.parts)")
        #expect(explained?.contentType == answer.response.contentType)
        #expect(explained?.headers.map { $0.name + ": " + $0.value } == answer.response.headers.map { $0.name + ": " + $0.value })
        #expect(JSON.isValid(explanation.json), "\(explanation.json)")
        expectReasons()
        return explanation
    }

    private func expectReasons() {
        let failed = explanation.parameters.flatMap { $0.checks + $0.parts.flatMap(\.checks) }.filter { $0.result == .failed }
        let broken = explanation.rules.filter { $0.result == .broken }
        let refusedNames = explanation.unknown.filter(\.isRefused)
        var reasons = failed.map { "\($0.rule) \($0.code)" } + broken.map { "\($0.declaration.id) \($0.declaration.code)" }
        if !refusedNames.isEmpty { reasons.append("call.parameters 100007") }
        let told = explanation.errors.map { "\($0.violation.rule) \($0.violation.code)" }
        guard explanation.gates.contains(where: { $0.gate == .bind && $0.decision != .notReached }) else { return }
        for reason in told { #expect(reasons.contains(reason), "\(reason) of \(request.parts)") }
        // An answer lists so many violations and no more.
        guard told.count < 30 else { return }
        for reason in reasons { #expect(told.contains(reason), "\(reason) of \(request.parts)") }
    }
}

/// JSON as texts.
enum JSON {
    static func isValid(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        return (try? JSONScanner.value(bytes.span, in: 0..<bytes.count)) != nil
    }
}
