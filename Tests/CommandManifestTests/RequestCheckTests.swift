// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import CommandManifest

@Suite("RequestCheck")
struct RequestCheckTests {
    @Test(
        "Holds a request against parameters and rules",
        arguments: [
            (#"{"ID":1}"#, ""), (#"{"id":"1"}"#, ""), (#"{"Number":1}"#, ""), ("{}", "ID.required"), (#"{"ID":null}"#, "ID.required"),
            (#"{"ID":""}"#, "ID.required"), (#"{"ID":0}"#, "ID.type"), (#"{"ID":"0","Day":"x"}"#, "ID.type Day.type"),
            (#"{"ID":1,"Kind":"late"}"#, "late-needs-day"), (#"{"ID":1,"Kind":"late","Day":"2024-01-01"}"#, ""),
            (#"{"ID":1,"Kind":"late","Day":""}"#, "Day.type late-needs-day"), (#"{"ID":1,"Kind":"late","Day":null}"#, "late-needs-day"),
            (#"{"ID":1,"On":"yes"}"#, "on-needs-one"), (#"{"ID":1,"On":1,"B":"x"}"#, ""), (#"{"ID":1,"On":false}"#, ""),
            (#"{"ID":1,"A":"x","Day":"2024-01-01"}"#, "no-day"), (#"{"ID":1,"Kind":"none"}"#, "Kind.oneOf"), (#"{"ID":1,"Else":1}"#, ""),
            (#"{"ID":1,"B":"x","Day":"2024-01-01","On":0}"#, "one-of-two"), (#"{"ID":1,"B":"x","Day":""}"#, "Day.type"),
            (#"{"ID":1,"C":"x","A":"y"}"#, "c-bars-a"), (#"{"ID":1,"C":"","A":"y"}"#, ""), (#"{"ID":1,"C":"x","A":null}"#, ""),
            (#"{"ID":1,"E":"x"}"#, "e-needs-a-or-b"), (#"{"ID":1,"E":"x","B":"y"}"#, ""),
        ])
    func rules(request: String, rules: String) throws {
        let text = ManifestText.parameters(
            "ID: { type: id, required: 1, aliases: [Number] }", "Kind: { type: string, oneOf: [soon, late, early], default: soon }",
            "Day: { type: date }", "On: { type: boolean }", "A: { type: string }", "B: { type: string }", "C: { type: string }",
            "E: { type: string }",
            rest: """
                    rules:
                      - { id: late-needs-day, when: { Kind: [late, early] }, requires: [Day], code: 2 }
                      - { id: on-needs-one, when: { On: true }, requiresAny: [A, B], code: 2 }
                      - { id: no-day, when: { Kind: soon, A: x }, forbids: [Day], code: 2 }
                      - { id: one-of-two, atMostOne: [B, Day], code: 2 }
                      - { id: c-bars-a, whenPresent: [C], forbids: [A], code: 2 }
                      - { id: e-needs-a-or-b, whenPresent: [E], whenAbsent: [A], requires: [B], code: 2 }
                    errors: { 1: x, 2: x }
                """)
        let (manifest, diagnostics) = ManifestReader().read(text)
        #expect(diagnostics.map(\.text) == [])
        guard case .object(let entries)? = ManifestValue(json: request) else { return }
        let check = RequestCheck(entries, try #require(manifest?.commands.first))
        #expect(check.all.map(\.rule).joined(separator: " ") == rules)
        #expect(check.missing == (rules == "ID.required" ? [1] : []))
    }
}
