// SPDX-License-Identifier: Apache-2.0

import CommandTesting
import Testing

/// What is explained of every request that golden files show, the ones that they are given among them.
@Suite("Explanations of golden requests") struct ExplainGoldenTests {
    @Test("The verdict, its codes and rules are those of the answer in validate mode, byte for byte; no secret is in it")
    func agrees() async throws {
        let server = try await InProcessServer(in: TemporaryFolder())
        let accounts = try await PreparedAccounts(Golden.cases.count, in: server.accounts)
        let tally = Tally()
        let runner = GoldenRunner(suite: try Golden.suite(), declarations: try Shipped.declarations()) { request in
            try await Self.expectAgreement(on: request, server)
            await tally.add()
            return try await server.send(request)
        }
        for item in Golden.cases {
            for fault in try await runner.faults(of: item, values: accounts.next()) { Issue.record("\(fault)") }
        }
        #expect(await tally.count > Golden.cases.count)
    }

    private actor Tally {
        private(set) var count = 0
        func add() { count += 1 }
    }

    private static func expectAgreement(on request: CommandHarness.Request, _ server: InProcessServer) async throws {
        let dry = CommandHarness.Request(
            method: request.method, target: request.target, headers: request.headers + [("Command-Mode", "validate")],
            body: request.body)
        let (explained, explainedDry) = (await server.explain(request), await server.explain(dry))
        let answer = try await server.send(dry)
        let report = try #require(explained.flatMap { JSON($0.json) })
        let dryReport = try #require(explainedDry.flatMap { JSON($0.json) })
        #expect(dryReport["answer"]["status"].number == answer.status)
        #expect(dryReport["answer"]["body"].text == answer.text)
        let refusal = JSON(answer.text).map { $0["error"]["data"]["Errors"].items.isEmpty ? $0 : $0["error"]["data"] }
        let isAdmitted = answer.text.contains("\"Validated\":true")
        for (report, verdict) in [(report, "run"), (dryReport, "validated")] {
            #expect(report["verdict"].text == (isAdmitted ? verdict : "refused"), "\(request.target)")
            // JSON-RPC says of some refusals no more than its own code.
            guard let refusal, !isAdmitted, !refusal["Errors"].items.isEmpty else { continue }
            #expect(report["errors"].items.compactMap { $0["rule"].text } == refusal["Errors"].items.compactMap { $0["Rule"].text })
            #expect(report["errors"].items.compactMap { $0["code"].number } == refusal["Errors"].items.compactMap { $0["Code"].number })
            let code = refusal["ErrorCode"]
            #expect(report["codes"].items.compactMap(\.number) == code.number.map { [$0] } ?? code.items.compactMap(\.number))
        }
        for text in [explained, explainedDry].compactMap(\.self).flatMap({ [$0.json, $0.text] }) {
            for secret in ["crk_", "cra_", "crs_", Person.password, "correct horse"] {
                #expect(!text.contains(secret), "\(secret) in an explanation of \(String(decoding: request.body, as: UTF8.self))")
            }
        }
    }
}
