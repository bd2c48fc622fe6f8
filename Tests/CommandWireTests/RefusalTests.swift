// SPDX-License-Identifier: Apache-2.0

import CommandWire
import Testing

@Suite("Refusal") struct RefusalTests {
    private func text(_ refusal: Refusal) -> String {
        let buffer = ReplyBuffer()
        refusal.append(to: buffer)
        return String(decoding: buffer.bytes, as: UTF8.self)
    }

    @Test(
        "Without a code it is unexpected: 0 is never sent beside Success false",
        arguments: [
            (false, #""ErrorCode":100005,"ErrorText":"Unexpected failure""#),
            (true, #""ErrorCode":[100005],"ErrorText":["Unexpected failure"]"#),
        ])
    func neverSendsZero(isArray: Bool, fields: String) {
        let refusal = Refusal(.parameters, codes: [], texts: [], isArray: isArray)
        #expect(text(refusal) == #"{"Success":false,\#(fields),"Errors":[]}"#)
    }

    @Test("Is the same with the names of what was ignored")
    func staysSame() {
        let violation = Violation(code: 2, parameter: "N", rule: "N.type", message: "N must be a number")
        let refusal = Refusal(
            .failure(status: 404), codes: [2], texts: ["Two"], field: "ErrorMessage", fields: Array(#""A":1"#.utf8), violations: [violation]
        )
        let ignoring = refusal.ignoring(["Z"])
        #expect(text(ignoring) == text(refusal))
        #expect(
            text(refusal).hasPrefix(
                #"{"Success":false,"ErrorCode":2,"ErrorMessage":"Two","ErrorText":"Two","A":1,"Errors":[{"Code":2,"Parameter":"N","#))
        #expect(ignoring.ignored == ["Z"])
        #expect(ignoring.kind == refusal.kind)
        #expect(refusal.ignoring([]) === refusal)
    }
}
