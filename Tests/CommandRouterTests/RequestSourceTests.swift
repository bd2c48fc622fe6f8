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

    @Test("Bad input 22: refuses a parameter that is given twice, wherever")
    func refusesTwice() async throws {
        #expect(try await answer(Self.call + "&N=1").code == "100000")
        #expect(try await answer(Self.call + "&n=1").code == "100000")
        #expect(try await answer(Self.call + "&%4E=1").code == "100000")
        #expect(try await answer(query: "N=1", Self.call).code == "100000")
        #expect(try await answer(query: "command=test.one", Self.call).code == "100000")
        #expect(try await get(Self.call + "&N=2").code == "100000")
        #expect(try await answer(query: "N=1", type: "application/json", #"{"Command":"test.one","APIKey":"all","N":1}"#).code == "100000")
        #expect(try await answer(query: "n=1", type: "application/json", #"{"Command":"test.one","APIKey":"all","N":1}"#).code == "100000")
        #expect(
            try await answer(query: "x[a]=1", type: "application/json", #"{"Command":"test.one","APIKey":"all","N":1,"x":{}}"#).code
                == "100000")
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
        "/api.php%00", "/api%00.php", "/%C0%AEapi.php", "/api%252ephp", "/api.php%20", "//api.php", "/api.php/", "/API.php", "/./api.php",
        "/x/../api.php",
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
