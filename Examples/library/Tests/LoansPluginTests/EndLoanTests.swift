// SPDX-License-Identifier: Apache-2.0

import CommandTesting
import Testing

@Suite("loan.end")
struct EndLoanTests {
    private static func request(_ loan: Int, key: String = "desk") -> CommandHarness.Request {
        .json(#"{"Command":"loan.end","APIKey":"\#(key)","LoanID":\#(loan)}"#)
    }

    @Test("Takes a copy back once, and only where it was lent")
    func takesBack() async throws {
        let harness = try await TestServer.start()
        let start = #"{"Command":"loan.start","APIKey":"desk","Card":"A1234","Copies":"30012","DueDate":"2026-03-31"}"#
        #expect(await harness.respond(to: .json(start)).text.contains(#""LoanIDs":[1]"#))
        #expect(await harness.respond(to: Self.request(1, key: "other-branch")).text.contains(#""ErrorCode":2"#))
        #expect(await harness.respond(to: Self.request(1)).text == #"{"Success":true,"ErrorCode":0}"#)
        #expect(await harness.respond(to: Self.request(1)).text.contains(#""ErrorCode":2"#))
    }
}
