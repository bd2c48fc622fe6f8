// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import CampaignDomain

/// Three rules, as they are written and as they are read.
private enum Sample {
    static let a = #"{"type":"fields","field_id":"City","operator":"is","value":"Rome"}"#
    static let b = #"{"type":"tags","tag_id":2,"operator":"is not"}"#
    static let c = #"{"type":"segments","segment_id":3,"operator":"is"}"#
    static let ruleA = Rule(subject: .field("City"), test: .is, value: "Rome")
    static let ruleB = Rule(subject: .tags([2], needsAll: false), test: .isNot, value: "")
    static let ruleC = Rule(subject: .segment(3), test: .is, value: "")
}

@Suite("Rule reader") struct RuleReaderTests {
    @Test(
        "Rules are flat, joined by the operator, or nested in groups, which it joins",
        arguments: [
            (#""operator":"and","rules":[\#(Sample.a),\#(Sample.b)]"#, [[Sample.ruleA], [Sample.ruleB]], true),
            (#""operator":"or","rules":[\#(Sample.a),\#(Sample.b)]"#, [[Sample.ruleA], [Sample.ruleB]], false),
            (#""rules":[\#(Sample.a),\#(Sample.b)]"#, [[Sample.ruleA], [Sample.ruleB]], true),
            (#""operator":"OR","rules":[\#(Sample.c)]"#, [[Sample.ruleC]], false),
            (
                #""operator":"and","rules":[[\#(Sample.a),\#(Sample.b)],[\#(Sample.c)]]"#, [[Sample.ruleA, Sample.ruleB], [Sample.ruleC]],
                true
            ),
            (
                #""operator":"or","rules":[[\#(Sample.a),\#(Sample.b)],[\#(Sample.c)]]"#, [[Sample.ruleA, Sample.ruleB], [Sample.ruleC]],
                false
            ),
            (#""operator":null,"extra":[{"x":1}],"rules":[\#(Sample.a)]"#, [[Sample.ruleA]], true),
        ])
    func groups(json: String, expected: [[Rule]], needsAll: Bool) throws {
        let text = "{\(json)}"
        let set = try RuleSet(json: text)
        #expect(set.groups == expected && set.needsAll == needsAll && set.source == text)
        let bundle = try RuleBundle(json: #"{"criteria":[{"list_id":"7",\#(json)}]}"#)
        #expect(bundle.criteria.map(\.list) == [7] && bundle.criteria[0].rules?.groups == expected)
    }

    @Test("Each operator has its name, with spaces or underscores, in any case", arguments: Rule.Operator.allCases)
    func operators(test: Rule.Operator) throws {
        for name in [test.rawValue, test.rawValue.replacing(" ", with: "_"), test.rawValue.uppercased()] {
            let set = try RuleSet(json: #"{"rules":[{"type":"FIELDS","field_id":"f","operator":"\#(name)","value":"v"}]}"#)
            #expect(set.groups == [[Rule(subject: .field("f"), test: test, value: "v")]])
        }
    }

    @Test("A criterion may have no rules; criteria are joined by and, or by or") func criteria() throws {
        for rules in ["", #","rules":[]"#, #","rules":null"#] {
            let bundle = try RuleBundle(json: #"{"operator":"or","criteria":[{"list_id":1\#(rules)},{"list_id":2}]}"#)
            #expect(!bundle.needsAll && bundle.criteria.map(\.list) == [1, 2] && bundle.criteria.allSatisfy { $0.rules == nil })
        }
        #expect(try RuleBundle(json: #"{"criteria":[{"list_id":1}]}"#).needsAll)
        #expect(try RuleBundle(json: #"{"operator":"And","criteria":[{"list_id":1}]}"#).needsAll)
    }

    @Test(
        "A value is a text, or a number or a boolean as one; an id may be the value, or a text",
        arguments: [
            (#"{"type":"fields","field_id":"f","operator":"is","value":12.50}"#, Rule(subject: .field("f"), test: .is, value: "12.50")),
            (#"{"type":"fields","field_id":"f","operator":"is","value":true}"#, Rule(subject: .field("f"), test: .is, value: "1")),
            (#"{"type":"fields","field_id":"f","operator":"is","value":""}"#, Rule(subject: .field("f"), test: .is, value: "")),
            (#"{"type":"fields","field_id":"f","operator":"is set"}"#, Rule(subject: .field("f"), test: .isSet, value: "")),
            (#"{"type":"tags","operator":"is","value":"5"}"#, Rule(subject: .tags([5], needsAll: false), test: .is, value: "")),
            (
                #"{"type":"tags","operator":"has_any_of_these_tags","value":"5, 6,5"}"#,
                Rule(subject: .tags([5, 6], needsAll: false), test: .is, value: "")
            ),
            (
                #"{"type":"tags","operator":"Has all of these tags","value":[5,"6"]}"#,
                Rule(subject: .tags([5, 6], needsAll: true), test: .is, value: "")
            ),
            (
                #"{"type":"tags","operator":"does not have this tag","value":5}"#,
                Rule(subject: .tags([5], needsAll: false), test: .isNot, value: "")
            ),
            (#"{"type":"tags","operator":"has no tags"}"#, Rule(subject: .anyTag, test: .isNot, value: "")),
            (#"{"type":"segments","operator":"does_not_belong_to","value":5}"#, Rule(subject: .segment(5), test: .isNot, value: "")),
            (#"{"type":"suppressions","operator":"exist"}"#, Rule(subject: .suppression, test: .is, value: "")),
            (#"{"type":"suppressions","operator":"not_exist"}"#, Rule(subject: .suppression, test: .isNot, value: "")),
            (#"{"type":"fields","field_id":"f","operator":"is_empty"}"#, Rule(subject: .field("f"), test: .isNotSet, value: "")),
            (#"{"type":"fields","field_id":7,"operator":"is not empty"}"#, Rule(subject: .field("7"), test: .isSet, value: "")),
            (#"{"type":"segments","operator":"is","segment_id":"5"}"#, Rule(subject: .segment(5), test: .is, value: "")),
        ])
    func values(json: String, expected: Rule) throws {
        #expect(try RuleSet(json: "{\"rules\":[\(json)]}").groups == [[expected]])
    }

    private static func rule(_ json: String, _ place: String, _ reason: String) -> (String, String, String) {
        (#"{"criteria":[{"list_id":1},{"list_id":1,"rules":[\#(Sample.a),\#(json)]}]}"#, "criteria[1].rules[1]" + place, reason)
    }

    static let faults: [(String, String, String)] = [
        ("", "offset 0", "it is not valid JSON"), ("{", "offset 1", "it is not valid JSON"), ("[]", "", "is of the wrong kind"),
        (#"{"criteria":[{"list_id":1}]"#, "offset 27", "it is not valid JSON"),
        (#"{"criteria":[{"list_id":1}],}"#, "offset 28", "it is not valid JSON"),
        ("{}", "criteria", "is missing"), (#"{"criteria":null}"#, "criteria", "is missing"),
        (#"{"criteria":[]}"#, "criteria", "there is none"),
        (#"{"criteria":{}}"#, "criteria", "is of the wrong kind"), (#"{"criteria":[1]}"#, "criteria[0]", "is of the wrong kind"),
        (#"{"operator":"xor","criteria":[{"list_id":1}]}"#, "operator", "must be and, or or"),
        (#"{"operator":1,"criteria":[{"list_id":1}]}"#, "operator", "is of the wrong kind"),
        (#"{"operator":"","criteria":[{"list_id":1}]}"#, "operator", "must be and, or or"),
        (#"{"criteria":[{"list_id":1},{}]}"#, "criteria[1].list_id", "is missing"),
        (#"{"criteria":[{"list_id":0}]}"#, "criteria[0].list_id", "must be an id"),
        (#"{"criteria":[{"list_id":-1}]}"#, "criteria[0].list_id", "must be an id"),
        (#"{"criteria":[{"list_id":1.0}]}"#, "criteria[0].list_id", "must be an id"),
        (#"{"criteria":[{"list_id":9223372036854775808}]}"#, "criteria[0].list_id", "must be an id"),
        (#"{"criteria":[{"list_id":"1 OR 1=1"}]}"#, "criteria[0].list_id", "must be an id"),
        (#"{"criteria":[{"list_id":"+1"}]}"#, "criteria[0].list_id", "must be an id"),
        (#"{"criteria":[{"list_id":[1]}]}"#, "criteria[0].list_id", "is of the wrong kind"),
        (#"{"criteria":[{"list_id":1,"operator":"nor","rules":[\#(Sample.a)]}]}"#, "criteria[0].operator", "must be and, or or"),
        (#"{"criteria":[{"list_id":1,"rules":{}}]}"#, "criteria[0].rules", "is of the wrong kind"),
        (
            #"{"criteria":[{"list_id":1,"rules":[\#(Sample.a),[\#(Sample.b)]]}]}"#, "criteria[0].rules",
            "must be rules, or groups of rules, not both"
        ),
        (#"{"criteria":[{"list_id":1,"rules":[[\#(Sample.a)],[]]}]}"#, "criteria[0].rules[1]", "there is no rule in it"),
        (
            #"{"criteria":[{"list_id":1,"rules":[[\#(Sample.a)],[\#(Sample.a),[\#(Sample.b)]]]}]}"#, "criteria[0].rules[1][1]",
            "is a group in a group; a group holds rules alone"
        ),
        (
            #"{"criteria":[{"list_id":1,"rules":[[\#(Sample.a)],[\#(Sample.a),{"type":"fields","field_id":"f"}]]}]}"#,
            "criteria[0].rules[1][1].operator", "is missing"
        ),
        rule("7", "", "is of the wrong kind"), rule("{}", ".type", "is missing"), rule(#"{"type":7}"#, ".type", "is of the wrong kind"),
        rule(#"{"type":"fields","field_id":"f"}"#, ".operator", "is missing"),
        rule(#"{"type":"fields","field_id":"f","operator":"like","value":"x"}"#, ".operator", "there is no such operator"),
        rule(#"{"type":"fields","field_id":"f","operator":"is  not","value":"x"}"#, ".operator", "there is no such operator"),
        rule(#"{"type":"fields","field_id":"f","operator":"","value":"x"}"#, ".operator", "there is no such operator"),
        rule(
            #"{"type":"field","field_id":"f","operator":"is","value":"x"}"#, ".type",
            "there is no such type; there are fields, segments, tags, suppressions"),
        rule(
            #"{"type":"campaign-events","operator":"opened"}"#, ".type",
            "there is no such type; there are fields, segments, tags, suppressions"),
        rule(#"{"type":"journeys"}"#, ".type", "there is no such type; there are fields, segments, tags, suppressions"),
        rule(#"{"type":"fields","operator":"is","value":"x"}"#, ".field_id", "is missing"),
        rule(#"{"type":"fields","field_id":[7],"operator":"is","value":"x"}"#, ".field_id", "is of the wrong kind"),
        rule(#"{"type":"fields","field_id":"f","operator":"is"}"#, ".value", "is missing"),
        rule(#"{"type":"fields","field_id":"f","operator":"is","value":null}"#, ".value", "is missing"),
        rule(#"{"type":"fields","field_id":"f","operator":"is","value":["x"]}"#, ".value", "is of the wrong kind"),
        rule(
            #"{"type":"fields","field_id":"\#(String(repeating: "f", count: 1001))","operator":"is set"}"#, ".field_id", "is too long"),
        rule(#"{"type":"segments","operator":"is"}"#, ".segment_id", "is missing"),
        rule(#"{"type":"segments","segment_id":"x","operator":"is"}"#, ".segment_id", "must be an id"),
        rule(#"{"type":"tags","operator":"is"}"#, ".tag_id", "is missing"),
        rule(#"{"type":"tags","operator":"is","value":"vip"}"#, ".value", "must be an id"),
        rule(
            #"{"type":"tags","tag_id":1,"operator":"contains"}"#, ".operator",
            "there is no such operator here; there are does not have this tag, has all of these tags, has any of these tags, has no tags, has this tag, is, is not"
        ),
        rule(#"{"type":"tags","operator":"has any of these tags","value":"1,x"}"#, ".value", "must be ids"),
        rule(#"{"type":"tags","operator":"has all of these tags","value":[]}"#, ".value", "there is none"),
        rule(
            #"{"type":"suppressions","operator":"is set"}"#, ".operator",
            "there is no such operator here; there are exist, is, is not, not exist"),
        rule(
            #"{"type":"segments","segment_id":1,"operator":"is set"}"#, ".operator",
            "there is no such operator here; there are belongs to, does not belong to, is, is not"),
        rule(
            #"{"type":"fields","field_id":"f","operator":"is","value":"\#(String(repeating: "v", count: 4097))"}"#, ".value", "is too long"),
    ]

    @Test("Refuses each fault at its place", arguments: faults) func refuses(json: String, place: String, reason: String) {
        #expect(throws: RuleFault(place: place, reason: reason)) { try RuleBundle(json: json) }
    }

    @Test("A segment has one rule at least; its places begin with rules") func segments() {
        for json in ["{}", #"{"rules":[]}"#, #"{"rules":null}"#] {
            #expect(throws: RuleFault(place: "rules", reason: "there is none")) { try RuleSet(json: json) }
        }
        #expect(throws: RuleFault(place: "rules[0].operator", reason: "is missing")) {
            try RuleSet(json: #"{"rules":[{"type":"fields","field_id":"f"}]}"#)
        }
        #expect("\(RuleFault(place: "rules[0]", reason: "is wrong"))" == "rules[0]: is wrong")
        #expect("\(RuleFault(place: "", reason: "it is wrong"))" == "it is wrong")
    }

    @Test("Takes 200 rules and no more, in one criterion, in groups, and in all; a criterion without rules is one") func tooMany() throws {
        func list(_ count: Int) -> String { Array(repeating: Sample.c, count: count).joined(separator: ",") }
        func bundle(_ rules: String...) -> String {
            #"{"criteria":[\#(rules.map { #"{"list_id":1,"rules":[\#($0)]}"# }.joined(separator: ","))]}"#
        }
        _ = try RuleBundle(json: bundle(list(200)))
        _ = try RuleBundle(json: bundle(list(150), list(50)))
        _ = try RuleBundle(json: bundle("[\(list(100))],[\(list(100))]"))
        _ = try RuleBundle(json: bundle(list(199), ""))
        let inRules = RuleFault(place: "criteria[0].rules", reason: "there are too many rules")
        #expect(throws: inRules) { try RuleBundle(json: bundle(list(201))) }
        #expect(throws: inRules) { try RuleBundle(json: bundle("[\(list(100))],[\(list(101))]")) }
        let inAll = RuleFault(place: "criteria[1]", reason: "there are too many rules")
        #expect(throws: inAll) { try RuleBundle(json: bundle(list(150), list(51))) }
        #expect(throws: inAll) { try RuleBundle(json: bundle(list(200), "")) }
    }

    @Test("Reads 65,536 bytes and no more") func tooLong() throws {
        func padded(_ count: Int) -> String {
            let text = #"{"criteria":[{"list_id":1}]}"#
            return text + String(repeating: " ", count: count - text.utf8.count)
        }
        _ = try RuleBundle(json: padded(65_536))
        #expect(throws: RuleFault(place: "", reason: "it is too long")) { try RuleBundle(json: padded(65_537)) }
    }
}
