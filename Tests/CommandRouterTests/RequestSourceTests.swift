// SPDX-License-Identifier: Apache-2.0

import CommandRouter
import CommandWire
import Testing

@Suite("Request sources") struct RequestSourceTests {
    private static let form = "application/x-www-form-urlencoded"
    private static let call = "Command=test.one&APIKey=all&N=1"

    private func answer(
        path: String = "/api.php", query: String? = nil, type: String? = form, coding: String? = nil, _ body: String = ""
    ) async throws -> Answer {
        try await answer(
            InboundRequest(
                method: "POST", path: path, query: query, contentType: type, contentEncoding: coding, body: Array(body.utf8)))
    }

    private func get(_ query: String?, type: String? = nil, coding: String? = nil, _ body: String = "") async throws -> Answer {
        try await answer(
            InboundRequest(
                method: "GET", path: "/api.php", query: query, contentType: type, contentEncoding: coding, body: Array(body.utf8)))
    }

    /// The answer, of which it is checked that only what was done ran.
    private func answer(_ request: InboundRequest) async throws -> Answer {
        let runs = RunCount()
        let answer = await (try SurfacesFixture.router(runs)).answer(request)
        #expect(runs.value == (answer.code == "0" || answer.object["result"] != nil ? 1 : 0))
        return answer
    }

    @Test("Bad input 21: refuses a form of 800 levels, and takes one of 64")
    func boundsFormDepth() async throws {
        let deep = { Self.call + "&x" + String(repeating: "[a]", count: $0) + "=1" }
        #expect(try await answer(deep(800)).code == "100000")
        #expect(try await answer(deep(64)).code == "100000")
        #expect(try await answer(deep(62)).code == "0")
        #expect(try await get(deep(800)).status == 400)
    }

    /// A query and a body in which N is given more than once: what counts on `/api.php`, and what the other surfaces say.
    static let twice: [(query: String, body: String, counts: String, says: String)] = [
        ("", "N=1&N=2", "2", "N is given twice"), ("", "N=1&n=2", "2", "n is given twice"), ("", "N=1&%4E=2", "2", "N is given twice"),
        ("", "N=x&N=1&N=2", "2", "N is given twice"), ("", "N=2&N=", "", "N is given twice"),
        ("N=1", "N=2", "2", "N is given in the query and in the body"), ("n=x", "N=2", "2", "N is given in the query and in the body"),
        ("N=1&N=3", "N=2", "2", "N is given twice"), ("N[a]=1", "N=2", "2", "N is given in the query and in the body"),
        ("", "N[a]=1&N=2", "2", "both a text and a container: N"), ("x[a]=1", "x=2&N=2", "2", "x is given in the query and in the body"),
    ]

    @Test("Bad input 22: of a parameter that is given twice the last counts on /api.php, the body's over the query's", arguments: twice)
    func countsLast(query: String, body: String, counts: String, says: String) async throws {
        let bench = try Bench(parameters: "N: { type: integer }")
        let request = InboundRequest(
            method: "POST", path: "/api.php", query: query, contentType: Self.form, mode: "validate",
            body: Array((body + "&APIKey=all&Command=test.bind").utf8))
        #expect(await bench.router.answer(request).bound == (counts.isEmpty ? "{}" : #"{"N":\#(counts)}"#))
        let v1 = try await answer(path: "/api/v1/test.one", query: query, body + "&APIKey=all")
        #expect(v1.code == "100000")
        #expect(v1.messages == ["The form is not valid: " + says])
    }

    @Test("Bad input 22: the members of a JSON body count over the fields of the query on /api.php alone")
    func countsBody() async throws {
        let json = #"{"Command":"test.one","APIKey":"all","N":1}"#
        for query in ["N=2", "n=x", "command=test.kill", "N[a]=1", "N=2&N=3&Z=1", "APIKey=all"] {
            #expect(try await answer(query: query, type: "application/json", json).code == "0", "\(query)")
        }
        let v1 = try await answer(path: "/api/v1/test.one", query: "n=1", type: "application/json", #"{"APIKey":"all","N":1}"#)
        #expect(v1.messages == ["The query is not valid: n is given in the query and in the body"])
        for twins in [#"{"Command":"test.one","APIKey":"all","N":1,"N":1}"#, #"{"Command":"test.one","APIKey":"all","N":1,"n":1}"#] {
            let answer = try await answer(query: "Z=1", type: "application/json", twins)
            #expect(answer.messages == ["The body is not valid: a name twice in one object, at byte 44"])
        }
    }

    @Test(
        "Bad input 22: credentials that differ are no credentials, wherever they stand",
        arguments: [
            ("", "APIKey=all&APIKey=none"), ("", "APIKey=none&apikey=all"), ("APIKey=none", "APIKey=all"),
            ("APIKey=all&APIKey=?", "APIKey=all"),
            ("", "APIKey[]=none&APIKey=all"),
        ])
    func refusesRivals(query: String, body: String) async throws {
        #expect(try await answer(query: query, "Command=test.one&N=1&" + body).code == "99998")
        #expect(try await get("Command=test.one&N=1&" + query + "&" + body).code == "99998")
        let json = try await answer(query: "APIKey=none", type: "application/json", #"{"Command":"test.one","APIKey":"all","N":1}"#)
        #expect(json.code == "99998")
        #expect(try await answer(query: "APIKey=all&APIKey=", "Command=test.one&N=1&APIKey=all").code == "0")
    }

    @Test(
        "Bad input 22: repeats of a list are one list",
        arguments: [
            ("type: idList", "X=1&X=2&x=2,3", "[1,2,3]"), ("type: idList", "X=&X=7", "[7]"), ("type: idList", "X=1&X=x", nil),
            ("type: idList", "X[]=1&X[]=2", "[1,2]"), ("type: array, items: { type: integer }", "X=1&X=2", "[1,2]"),
            ("type: array, items: { type: string }", #"X=a&X=b"c&X="#, #"["a","b\"c"]"#),
            ("type: [string, array]", "X=a&X=b", #"["a","b"]"#),
            ("type: idList", "X=%5B15,16%5D", "[15,16]"), ("type: idList", "X=[15,%2016]", "[15,16]"),
            ("type: idList", #"X=["15"]"#, "[15]"),
            ("type: idList", "X[1]=4&X[2]=5&X[5]=6", "[4,5,6]"), ("type: idList", "X[5]=6&X[1]=4", "[4,6]"),
            ("type: array, items: { type: integer }", "X[1]=4&X[2]=5&X[5]=6", "[4,5,6]"),
            ("type: array, items: { type: integer }", "X[]=&X[]=5", "[5]"), ("type: array, items: { type: integer }", "X[]=", ""),
            ("type: array", "X[1]=4&X[3]=b", #"["4","b"]"#),
            ("type: object, members: { A: { type: id }, B: { type: string, oneOf: [x] } }", "X[A]=&X[B]=", "{}"),
            ("type: array, items: { type: object, members: { A: { type: id } } }", "X[2][A]=1&X[4][A]=", #"[{"A":1},{}]"#),
        ] as [(String, String, String?)])
    func joinsLists(declaration: String, fields: String, bound: String?) async throws {
        let bench = try Bench(declaration)
        let answer = await bench.router.answer(.form("/api.php", "Command=test.bind&APIKey=all&" + fields, mode: "validate"))
        #expect(
            answer.bound == bound.map { $0.isEmpty ? "{}" : #"{"X":\#($0)}"# } || (bound == nil && answer.code == "100006"),
            "\(answer.text)")
    }

    @Test("Takes some parameters from the query and others from the body")
    func takesBoth() async throws {
        #expect(try await answer(query: "Command=test.one&APIKey=all", "N=1").code == "0")
        #expect(try await answer(query: "Command=test.one", type: "application/json", #"  {"APIKey":"all","N":1}"#).code == "0")
        #expect(try await answer(query: "Command=test.one&APIKey=all&N=1", type: "application/json", "{ }").code == "0")
        #expect(try await answer(query: Self.call, type: nil).code == "0")
        #expect(try await get(Self.call).code == "0")
        #expect(try await get(Self.call, type: "text/plain").code == "0")
    }

    @Test(
        "Bad input 22: a GET takes its parameters from the query, and is refused with a body",
        arguments: [
            nil, "application/json", "application/x-www-form-urlencoded", "text/plain",
        ])
    func refusesBodyOfGET(type: String?) async throws {
        for query in [nil, "", Self.call] {
            let answer = try await get(query, type: type, #"{"Command":"test.one","APIKey":"all","N":1}"#)
            #expect(answer.status == 400)
            #expect(answer.code == "100000")
            #expect(answer.messages == ["A GET takes its parameters from the query and has no body"])
        }
    }

    static let types: [String?] = [
        "text/plain", "application/xml", "application/json; charset=latin1", "application/json; charset=utf-16", "text/json", "json", "",
        "application/json;charset", "multipart/mixed; boundary=x", "application/x-www-form-urlencoded; charset=iso-8859-1",
        "application/json, text/plain",
        nil,
    ]

    @Test("Bad input 23: refuses other media types and charsets on every surface", arguments: types)
    func refusesTypes(type: String?) async throws {
        let json = #"{"Command":"test.one","APIKey":"all","N":1}"#
        for path in ["/api.php", "/api/v1/test.one", "/rpc"] {
            let answer = try await answer(path: path, type: type, json)
            #expect(answer.status == 415)
            #expect(answer.code == "100010")
        }
    }

    @Test("Bad input 23: /rpc takes JSON alone", arguments: ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])
    func takesJSONAlone(type: String) async throws {
        #expect(try await answer(path: "/rpc", type: type, "x=1").code == "100010")
    }

    @Test(
        "Takes the spellings of its media types",
        arguments: [
            "application/json", "Application/JSON", "application/json;charset=utf-8", "application/json; charset=\"UTF-8\"",
            "application/json; charset=utf8", "application/json; charset=US-ASCII",
            " application/json ; x=y",
        ])
    func takesTypes(type: String) async throws {
        #expect(try await answer(type: type, #"{"Command":"test.one","APIKey":"all","N":1}"#).code == "0")
        #expect(try await answer(path: "/rpc", type: type, #"{"jsonrpc":"2.0","method":"test.open","id":1}"#).object["result"] != nil)
    }

    @Test("Bad input 11: refuses a compressed body on every surface", arguments: ["/api.php", "/api/v1/test.one", "/rpc"])
    func refusesCodings(path: String) async throws {
        #expect(try await answer(path: path, type: "application/json", coding: "gzip", "{}").code == "100010")
        #expect(try await get(Self.call, coding: "br").status == 415)
    }

    static let paths = [
        "/api.php%00", "/api%00.php", "/%C0%AEapi.php", "/api%252ephp", "/api.php%20", "/API.php", "/./api.php", "/x/../api.php",
        "/api.php/test.one/more", "/x/api.php", "//rpc",
        "/api/v1", "/api/v1/test.one/", "/api/v1/test.one%00", "/api/v1/test%252Eone", "/api/v1/test%2Fone", "/api/v1//test.one",
        "/api/v2/test.one",
        "/api/V1/test.one", "/rpc/", "/RPC", "", "api.php", "*", "/", "/%", "/api/v1/%zz", "/api/v1/%ED%A0%80",
    ]

    @Test("Bad input 24: another path leads nowhere, decoded once", arguments: paths)
    func refusesPaths(path: String) async throws {
        let answer = try await answer(path: path, Self.call)
        #expect(answer.status == 404)
        #expect(answer.code == "100003")
    }

    @Test(
        "Takes what old clients add to /api.php, the command's name among it",
        arguments: [("//api.php", call), ("/api.php/", call), ("///api.php//", call)] + names.map { ($0, "APIKey=all&N=1") })
    func takesPaths(path: String, fields: String) async throws {
        #expect(try await answer(path: path, fields).code == "0")
        // What the parameters name comes first.
        #expect(try await answer(path: "/api.php/test.kill", Self.call).code == "0")
        #expect(try await answer(path: "/api.php/test.won", "APIKey=all").code == "100003")
    }

    private static let names = ["/api.php/test.one", "/api.php/Test.One", "/api.php/test%2Eone/", "//api.php/test.one"]

    @Test("Bad input 24: decodes a path once")
    func decodesPath() async throws {
        #expect(try await answer(path: "/api%2Ephp", Self.call).code == "0")
        #expect(try await answer(path: "/api/v1/test%2eone", "APIKey=all&N=1").code == "0")
        #expect(try await answer(path: "/%72pc", type: "application/json", "[]").rpcCode == -32600)
    }

    @Test(
        "Bad input 24: refuses what does not decode, and decodes once what does",
        arguments: ["%00", "%C0%AE", "%", "%2", "%zz", "%ED%A0%80", "%FF"])
    func refusesEncodings(text: String) async throws {
        #expect(try await answer(Self.call + "&Z=" + text).code == "100000")
        #expect(try await answer(Self.call + "&\(text)=1").code == "100000")
        #expect(try await get(Self.call + "&Z=" + text).code == "100000")
    }

    @Test("An empty field of a query counts as not sent beside JSON, in which an empty text is a value")
    func emptyFields() async throws {
        let bench = try Bench("type: integer")
        let answer = { (query: String, body: String) in
            await bench.router.answer(
                InboundRequest(
                    method: "POST", path: "/api.php", query: query, contentType: "application/json", mode: "validate",
                    body: Array(body.utf8)))
        }
        #expect(await answer("X=", #"{"Command":"test.bind","APIKey":"all"}"#).bound == "{}")
        #expect(await answer("Y=", #"{"Command":"test.bind","APIKey":"all","X":""}"#).rules == ["X.type"])
        #expect(await answer("X=", "{ }").code == "100003")
    }

    static let strays = [
        #"{"Command":"test.one","APIKey":"all","N":1}"#, "\n {\"Command\":\"test.one\"}", #"{"Command":"test.one","N":"a=b&c=%20"}"#,
    ]

    @Test(
        "JSON without its media type is told what it lacks, whatever a form makes of it",
        arguments: strays + [#"{"N":"50%"}"#, #"{"Command":"test.one","N":[1]}"#])
    func tellsMediaType(body: String) async throws {
        let answer = try await answer(body)
        #expect(answer.status == 400 && answer.code == (Self.strays.contains(body) ? "100003" : "100000"))
        #expect(answer.messages.first?.hasSuffix(". The body looks like JSON: send it with Content-Type: application/json") == true)
    }

    @Test("A message about a GET speaks of the query")
    func speaksOfQuery() async throws {
        #expect(try await get(#"{"Command":"test.one"}"#).messages == ["No command is named"])
        #expect(try await get("Command=%zz").messages == ["The query is not valid: not UTF-8, or a malformed percent-encoding"])
    }

    @Test("What looks like no JSON is not said to", arguments: ["N=1", "N={", "", "x{=1"])
    func tellsNothingElse(body: String) async throws {
        #expect(try await answer(body).messages == ["No command is named"])
    }

    @Test("Bad input 24: %252e is %2e")
    func decodesOnce() async throws {
        let bench = try Bench("type: string")
        let answer = await bench.router.answer(.form("/api.php", "Command=test.bind&APIKey=all&X=%252e+%2B", mode: "validate"))
        #expect(answer.bound == #"{"X":"%2e +"}"#)
    }
}
