// SPDX-License-Identifier: Apache-2.0

@testable import CommandWire
import TestSupport
import Testing

@Suite("Form") struct FormTests {
    @Test(
        "Reads urlencoded fields",
        arguments: [
            ("", "{}"),
            ("&", "{}"),
            ("&&a=1&&&b=2&", #"{"a":"1","b":"2"}"#),
            ("a", #"{"a":""}"#),
            ("a=", #"{"a":""}"#),
            ("=", #"{"":""}"#),
            ("=1", #"{"":"1"}"#),
            ("a=b=c", #"{"a":"b=c"}"#),
            ("a=1;b=2", #"{"a":"1;b=2"}"#),
            ("a+b=c+d", #"{"a b":"c d"}"#),
            ("a=%2B%26%3D", #"{"a":"+&="}"#),
            ("a=%252e", #"{"a":"%2e"}"#),
            ("a.b=1&c d=2", #"{"a.b":"1","c d":"2"}"#),
            ("a=%C3%BC%F0%9F%98%80ü", #"{"a":"ü😀ü"}"#),
            (#"a="\"#, #"{"a":"\"\\"}"#),
            ("a=%01%09%0A%0D%1F%7F", #"{"a":"\u0001\t\n\r\u001f"# + "\u{7F}\"}"),
            ("z=1&a=2&m=3", #"{"z":"1","a":"2","m":"3"}"#),
            ("0=a&1=b", #"{"0":"a","1":"b"}"#),
        ])
    func fields(form: String, json: String) throws {
        #expect(try Self.json(form) == json)
    }

    @Test(
        "Reads brackets",
        arguments: [
            ("a[b]=1", #"{"a":{"b":"1"}}"#),
            ("a%5Bb%5D=1", #"{"a":{"b":"1"}}"#),
            ("a%5bb%5d%5B%5D=1", #"{"a":{"b":["1"]}}"#),
            ("Tags[]=1&Tags[]=2", #"{"Tags":["1","2"]}"#),
            ("a[]", #"{"a":""}"#), ("a[]=&a[]=", #"{"a":""}"#), ("a[0]=&a[1]=b", #"{"a":["","b"]}"#), ("a[b]=", #"{"a":{"b":""}}"#),
            ("a[0][b]=&a[0][c][]=", #"{"a":[{"b":"","c":""}]}"#), ("a[][]=", #"{"a":""}"#),
            ("x[5]=c&x[1]=a&x[2]=b", #"{"x":{"1":"a","2":"b","5":"c"}}"#),
            (
                "ABTesting[Variations][0][EmailID]=301&ABTesting[Variations][0][Weight]=1&ABTesting[Variations][1][EmailID]=302",
                #"{"ABTesting":{"Variations":[{"EmailID":"301","Weight":"1"},{"EmailID":"302"}]}}"#
            ),
            ("x[0]=a&x[1]=b", #"{"x":["a","b"]}"#),
            ("x[1]=b&x[0]=a", #"{"x":["a","b"]}"#),
            ("x[2]=c&x[0]=a&y=&x[1]=b", #"{"x":["a","b","c"],"y":""}"#),
            ("x[1][]=b&x[0][1]=d&x[0][0]=c", #"{"x":[["c","d"],["b"]]}"#),
            ("x[0]=a&x[2]=c", #"{"x":{"0":"a","2":"c"}}"#),
            ("x[1]=a", #"{"x":{"1":"a"}}"#),
            ("x[]=a&x[foo]=b", #"{"x":{"0":"a","foo":"b"}}"#),
            ("x[foo]=a&x[]=b&x[]=c", #"{"x":{"foo":"a","0":"b","1":"c"}}"#),
            ("x[5]=a&x[]=b", #"{"x":{"5":"a","6":"b"}}"#),
            ("x[]=a&x[5]=b&x[]=c", #"{"x":{"0":"a","5":"b","6":"c"}}"#),
            ("x[0]=a&x[]=b", #"{"x":["a","b"]}"#),
            ("x[00]=a", #"{"x":{"00":"a"}}"#),
            ("x[-1]=a&x[]=b", #"{"x":{"-1":"a","0":"b"}}"#),
            ("x[9223372036854775807]=a", #"{"x":{"9223372036854775807":"a"}}"#),
            ("x[9223372036854775808]=a&x[]=b", #"{"x":{"9223372036854775808":"a","0":"b"}}"#),
            ("x[99999999999999999999999]=a", #"{"x":{"99999999999999999999999":"a"}}"#),
            ("x[ ]=a", #"{"x":{" ":"a"}}"#),
            ("x[][a]=1&x[][b]=2", #"{"x":[{"a":"1"},{"b":"2"}]}"#),
            ("x[a]=1&x[A]=2", #"{"x":{"a":"1","A":"2"}}"#),
            ("a[b]=1&c=2&a[d]=3", #"{"a":{"b":"1","d":"3"},"c":"2"}"#),
            ("x[a][b][c][d]=1", #"{"x":{"a":{"b":{"c":{"d":"1"}}}}}"#),
        ])
    func brackets(form: String, json: String) throws {
        #expect(try Self.json(form) == json)
    }

    @Test(
        "Refuses what is malformed",
        arguments: [
            ("a=%", .encoding), ("a=%2", .encoding), ("a=%zz", .encoding), ("a=%2g", .encoding), ("%=1", .encoding),
            ("a=100%&b=1", .encoding), ("a=%+1", .encoding),
            ("a=%C0%AE", .encoding), ("a=%FF", .encoding), ("a=%C3", .encoding), ("a=%ED%A0%80", .encoding),
            ("a=%F4%90%80%80", .encoding), ("%FF=1", .encoding), ("a[%FF]=1", .encoding),
            ("a=%00", .nul), ("a%00=1", .nul), ("a[%00]=1", .nul), ("a=\u{0}", .nul),
            ("a[b=1", .brackets), ("a[=1", .brackets), ("a]=1", .brackets), ("a]b=1", .brackets), ("[a]=1", .brackets),
            ("[]=1", .brackets), ("a[b]c=1", .brackets), ("a[b]c[d]=1", .brackets), ("a[b[c]]=1", .brackets),
            ("a[b[c]=1", .brackets), ("a[[]]=1", .brackets), ("a[]]=1", .brackets),
            ("a[9223372036854775807]=1&a[]=2", .brackets),
            ("a=1&a=2", .givenTwice("a")), ("a=1&A=2", .givenTwice("A")), ("a=1&%61=1", .givenTwice("a")),
            ("CampaignID=1&campaignid=1", .givenTwice("campaignid")),
            ("a[b]=1&a[b]=2", .givenTwice("a[b]")), ("a[0]=1&a[]=2&a[1]=3", .givenTwice("a[1]")),
            ("a[b]=1&A[c]=2", .givenTwice("A[c]")), ("a[]=1&A[]=2", .givenTwice("A[]")),
            ("a=1&a[b]=2", .textAndContainer("a[b]")), ("a[b]=1&a=2", .textAndContainer("a")),
            ("a[b]=1&a[b][c]=2", .textAndContainer("a[b][c]")), ("a[b][c]=1&a[b]=2", .textAndContainer("a[b]")),
            ("a[]=1&a=2", .textAndContainer("a")),
        ] as [(String, FormFault)])
    func refuses(form: String, fault: FormFault) {
        #expect(throws: fault) { try Self.json(form) }
        #expect(throws: fault) { try Form.json(query: form) }
    }

    @Test("Refuses more than 64 levels, and what it accepts has no more")
    func depth() throws {
        let deepest = "x" + String(repeating: "[a]", count: 63) + "=1"
        let json = try Form.json(query: deepest)
        #expect(try JSONScanner.object(json.span, in: 0..<json.count).count == 1)
        #expect(json.count { $0 == UInt8(ascii: "{") } == 64)
        #expect(throws: FormFault.tooDeep) { try Form.json(query: "x" + String(repeating: "[a]", count: 64) + "=1") }
        #expect(throws: FormFault.tooDeep) { try Form.json(query: "x" + String(repeating: "[]", count: 64)) }
    }

    @Test("Bad input 21: x[a][a]… eight hundred deep is refused")
    func badInput21() {
        let name = "x" + String(repeating: "[a]", count: 800)
        #expect(throws: FormFault.tooDeep) { try Form.json(query: name + "=1") }
        #expect(throws: FormFault.tooDeep) { try Self.json(name + "=1") }
        #expect(throws: FormFault.tooDeep) { try MultipartTests.json([(name, "1")]) }
        #expect(throws: FormFault.tooDeep) { try Form.json(query: "x" + String(repeating: "[]", count: 300_000)) }
        #expect(throws: FormFault.brackets) { try Form.json(query: "x" + String(repeating: "[", count: 300_000)) }
    }

    @Test(
        "Bad input 22: a parameter twice, or in query and body, is refused",
        arguments: [
            ("a=1", "a=1", "a"), ("a=1", "A=2", "A"), ("a[]=1", "a[]=2", "a[]"), ("a[x]=1", "a[y]=2", "a[y]"),
            ("b=&a=1", "c=&a[]=2", "a[]"),
        ])
    func badInput22(query: String, body: String, name: String) throws {
        #expect(throws: FormFault.givenInBoth(name)) {
            var form = Form()
            try form.add(query: query)
            try form.add(urlencoded: Array(body.utf8))
        }
        #expect(throws: FormFault.givenTwice("a")) { try Self.json("a=1&b=2&a=1") }
    }

    @Test("Bad input 24: %00 and %C0%AE are refused, %252e is decoded once")
    func badInput24() throws {
        #expect(throws: FormFault.nul) { try Form.json(query: "Command=%00") }
        #expect(throws: FormFault.encoding) { try Form.json(query: "Command=%C0%AE") }
        #expect(try Form.json(query: "Command=tags%252eget") == Array(#"{"Command":"tags%2eget"}"#.utf8))
    }

    @Test("Joins query and body of one request")
    func joins() throws {
        var form = Form()
        try form.add(query: "Command=tag.create&x[]=1")
        try form.add(urlencoded: Array("Tag=vip&y[]=2".utf8))
        #expect(String(decoding: form.json(), as: UTF8.self) == #"{"Command":"tag.create","x":["1"],"Tag":"vip","y":["2"]}"#)
    }

    @Test("Takes 2,000 fields and refuses one more, query and body together")
    func fieldLimit() throws {
        let fields = (0..<2000).map { "f\($0)=" }.joined(separator: "&")
        #expect(try Form.json(query: fields).count > 2000)
        #expect(throws: FormFault.tooManyFields) { try Form.json(query: fields + "&one=more") }
        #expect(throws: FormFault.tooManyFields) {
            var form = Form()
            try form.add(query: fields)
            try form.add(urlencoded: Array("one=more".utf8))
        }
    }

    @Test("Keeps 2,000 fields apart whose names share long beginnings, at every level")
    func sharedBeginnings() throws {
        let deep = String(repeating: "[k]", count: 62)
        let long = String(repeating: "n", count: 400)
        for (name, close) in [("x" + deep, "]"), (long, "]"), ("x[" + long + "][", "]")] {
            let open = name.last == "[" ? "" : "["
            let form = (0..<2000).map { name + open + "\(1999 - $0)" + close + "=\(1999 - $0)" }.joined(separator: "&")
            let json = try Self.json(form)
            let items = "[" + (0..<2000).map { "\"\($0)\"" }.joined(separator: ",") + "]"
            #expect(json.contains(items))
        }
    }

    @Test("Names that are equal to Swift's String but not in bytes are two")
    func canonicalEquivalents() throws {
        let json = #"{"\#u{E9}":"1","e\#u{301}":"2","K":"3","\#u{212A}":"4"}"#
        #expect(try Form.json(query: "\u{E9}=1&e\u{301}=2&K=3&\u{212A}=4") == Array(json.utf8))
    }

    @Test(
        "Reads what curl, PHP, Python and browsers send",
        arguments: [
            // curl -d Command=tag.create --data-urlencode 'Tag=vip & "gold" ü+1%' -d 'Tags[]=1&Tags[]=2'
            (
                "Command=tag.create&Tag=vip+%26+%22gold%22+%C3%BC%2B1%25&Tags[]=1&Tags[]=2",
                #"{"Command":"tag.create","Tag":"vip & \"gold\" ü+1%","Tags":["1","2"]}"#
            ),
            // curl -G --data-urlencode 'X=a b/ü'
            ("Command=tags.get&X=a+b%2f%c3%bc", #"{"Command":"tags.get","X":"a b/ü"}"#),
            // PHP, http_build_query
            (
                "Command=campaign.update&ABTesting%5BVariations%5D%5B0%5D%5BEmailID%5D=301&ABTesting%5BVariations%5D%5B0%5D%5BWeight%5D=1&ABTesting%5BVariations%5D%5B1%5D%5BEmailID%5D=302&ABTesting%5BVariations%5D%5B1%5D%5BWeight%5D=2&Name=a+b%2Bc%25%C3%A9%0A&Flag=1",
                #"{"Command":"campaign.update","ABTesting":{"Variations":[{"EmailID":"301","Weight":"1"},{"EmailID":"302","Weight":"2"}]},"Name":"a b+c%é\n","Flag":"1"}"#
            ),
            // Python, requests.post(data=…)
            (
                "Command=tag.create&Tag=a+b%2Bc%25%C3%A9%0A&Tags%5B%5D=1&Tags%5B%5D=2",
                #"{"Command":"tag.create","Tag":"a b+c%é\n","Tags":["1","2"]}"#
            ),
            // URLSearchParams
            (
                "Command=tag.create&Tags%5B%5D=1&Tags%5B%5D=a+b*%C3%A9%7E",
                #"{"Command":"tag.create","Tags":["1","a b*é~"]}"#
            ),
        ])
    func clients(body: String, json: String) throws {
        #expect(try Self.json(body) == json)
    }

    @Test("Random bytes are refused or become JSON that the scanner accepts")
    func randomBytes() throws {
        var random = SeededGenerator(seed: 21)
        let alphabet = Array("ab01[]]%%&&==+25eEüfF\u{0}\"\\".utf8) + [0xFF, 0xC3, 0x0D]
        var accepted = 0
        for _ in 0..<20_000 {
            let bytes = (0..<Int.random(in: 0...40, using: &random)).compactMap { _ in alphabet.randomElement(using: &random) }
            guard let json = try? Form.json(urlencoded: bytes) else { continue }
            accepted += 1
            #expect(throws: Never.self, "\(bytes)") { _ = try JSONScanner.object(json.span, in: 0..<json.count) }
        }
        #expect(accepted > 1000)
    }

    private static func json(_ form: String) throws -> String {
        String(decoding: try Form.json(urlencoded: Array(form.utf8)), as: UTF8.self)
    }
}
