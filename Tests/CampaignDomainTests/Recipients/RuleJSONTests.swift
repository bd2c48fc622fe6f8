// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

@testable import CampaignDomain

@Suite("Rule JSON") struct RuleJSONTests {
    private func text(_ value: RuleJSON) -> String {
        switch value {
        case .object(let members):
            "{" + members.sorted { $0.key < $1.key }.map { "\($0.key)=\(text($0.value))" }.joined(separator: ",") + "}"
        case .array(let items): "[" + items.map(text).joined(separator: ",") + "]"
        case .text(let text): "'\(text)'"
        case .number(let number): number
        case .flag(let flag): "\(flag)"
        case .null: "null"
        }
    }

    @Test(
        "Reads every kind of value",
        arguments: [
            (#" {"a" : [ 1 , -0.5e+3, true ,false,null,"x" ], "b":{} } "#, "{a=[1,-0.5e+3,true,false,null,'x'],b={}}"),
            ("[]", "[]"), ("[[],[ ]]", "[[],[]]"), ("0", "0"), ("-0", "-0"), ("10", "10"), ("1E5", "1E5"),
            ("123456789012345678901234567890", "123456789012345678901234567890"), (#""\"\\\/\b\f\n\r\t""#, "'\"\\/\u{8}\u{C}\n\r\t'"),
            (#""\u00e9\u4F60\ud83d\ude00é😀""#, "'é你😀é😀'"), (#"{"":1}"#, "{=1}"), (#""""#, "''"), ("\"\u{7F}\u{2028}\"", "'\u{7F}\u{2028}'"),
        ])
    func read(json: String, expected: String) throws { #expect(try text(RuleJSON(json)) == expected) }

    @Test(
        "Refuses what is not strict JSON, at the first byte that does not fit",
        arguments: [
            ("", 0), (" ", 1), ("tru", 0), ("True", 0), ("nul", 0), ("+1", 0), ("-", 1), ("1.", 2), (".5", 0), ("1e", 2), ("1e+", 3),
            ("0x1", 1),
            ("NaN", 0), ("[1,]", 3), ("[1 2]", 3), ("[", 1), ("[1", 2), ("{\"a\"}", 4), ("{\"a\":}", 5), ("{\"a\":1,}", 7), ("{a:1}", 1),
            ("{'a':1}", 1), ("1 2", 2), ("[] []", 3), ("// x", 0), ("\"a", 2), ("\"a\nb\"", 2), ("\"\u{0}\"", 1), ("\u{FEFF}[]", 0),
            ("]", 0), ("}", 0),
        ])
    func refused(json: String, offset: Int) {
        #expect(throws: RuleFault(place: "offset \(offset)", reason: "it is not valid JSON")) { try RuleJSON(json) }
    }

    @Test(
        "Refuses numbers and escapes that are none",
        arguments: [
            "01", "-01", "00", #""\x""#, #""\u12""#, #""\u12g4""#, #""\u+123""#, #""\u0000""#, #""\ud800""#, #""\udc00""#, #""\ud800x""#,
            #""\ud800\n""#, #""\ud800\ud800""#, #""\ud83d\u0041""#, #""\"#, #""\u"#, #""\ud800\"#, #""\uÉÉ""#,
        ])
    func refusedEscapes(json: String) { #expect(throws: RuleFault.self) { try RuleJSON(json) } }

    @Test("Refuses a name that is there twice, also when one is escaped or of other composition; not at different levels") func twins()
        throws
    {
        for (json, offset) in [(#"{"a":1,"a":2}"#, 7), (#"{"a":1,"\u0061":2}"#, 7), ("{\"\u{E9}\":1,\"e\u{301}\":2}", 8)] {
            #expect(throws: RuleFault(place: "offset \(offset)", reason: "this name is there twice")) {
                try RuleJSON(json)
            }
        }
        _ = try RuleJSON(#"{"a":{"a":1},"b":{"a":1},"A":1}"#)
    }

    @Test("Goes sixteen levels down, and no further, however many come") func depth() throws {
        func nested(_ count: Int) -> String { String(repeating: "[", count: count) + String(repeating: "]", count: count) }
        _ = try RuleJSON(nested(17))
        for count in [18, 1000, 32_000] {
            #expect(throws: RuleFault(place: "offset 17", reason: "it is nested too deeply")) { try RuleJSON(nested(count)) }
        }
        #expect(throws: RuleFault.self) { try RuleJSON(String(repeating: "{\"a\":", count: 60)) }
    }

    @Test("Refuses more than 30 combining marks in a row, also when they are escaped, in names as in values")
    func combiningMarks() throws {
        for mark in ["\u{301}", #"\u0301"#] {
            let row = String(repeating: mark, count: 30)
            _ = try RuleJSON("[\"e\(row)\",{\"e\(row)\":1},\"\(row)e\(row)\"]")
            for json in ["\"e\(row)\(mark)\"", "{\"e\(row)\(mark)\":1}", "[\"\(String(repeating: mark, count: 10_000))\"]"] {
                #expect(throws: RuleFault.self) { try RuleJSON(json) }
            }
        }
    }

    @Test("Ends on any input: cut and changed at every byte") func mutations() {
        let json = Array(#"{"operator":"and","criteria":[{"list_id":1,"rules":[[{"type":"fields","value":"\u00e9\n"}]]}]}"#.utf8)
        var numbers = SeededGenerator(seed: 7)
        for position in json.indices {
            _ = try? RuleJSON(String(decoding: json[..<position], as: UTF8.self))
            for _ in 0..<20 {
                var changed = json
                changed[position] = UInt8.random(in: 0...255, using: &numbers)
                _ = try? RuleBundle(json: String(decoding: changed, as: UTF8.self))
            }
        }
    }
}
