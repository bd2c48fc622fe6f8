// SPDX-License-Identifier: Apache-2.0

import CommandWire
import Testing

@Suite("MediaType") struct MediaTypeTests {
    @Test(
        "Reads types and parameters, case ignored in names",
        arguments: [
            ("application/json", "application/json", [:]),
            ("Application/JSON", "application/json", [:]),
            (" application/json ", "application/json", [:]),
            ("application/json; charset=utf-8", "application/json", ["charset": "utf-8"]),
            ("application/json;Charset=\"UTF-8\"", "application/json", ["charset": "UTF-8"]),
            ("application/json ; charset=utf-8\t; v=1", "application/json", ["charset": "utf-8", "v": "1"]),
            ("application/json;", "application/json", [:]),
            ("application/json;; v=1;", "application/json", ["v": "1"]),
            ("application/vnd.api+json", "application/vnd.api+json", [:]),
            ("application/x-www-form-urlencoded;charset=UTF-8", "application/x-www-form-urlencoded", ["charset": "UTF-8"]),
            ("multipart/form-data; boundary=----WebKitFormBoundaryAbC", "multipart/form-data", ["boundary": "----WebKitFormBoundaryAbC"]),
            (#"multipart/form-data; boundary="a b:c=\"d\\""#, "multipart/form-data", ["boundary": #"a b:c="d\"#]),
            (#"text/plain; x="; charset=utf-16""#, "text/plain", ["x": "; charset=utf-16"]),
            (#"text/plain; x="""#, "text/plain", ["x": ""]),
        ] as [(String, String, [String: String])])
    func reads(value: String, essence: String, parameters: [String: String]) throws {
        let type = try #require(MediaType(value))
        #expect(type.essence == essence)
        #expect(type.parameters == parameters)
    }

    @Test(
        "Refuses what is malformed",
        arguments: [
            "", " ", "json", "/", "application/", "/json", "application /json", "application/ json", "application/json json",
            "application/json, text/plain", "application/json; charset", "application/json; charset=", "a/b; x = y",
            "a/b; x=y z", "a/b; x=\"y", "a/b; x=\"y\\\"", "a/b; x=\"y\"z", "a/b; x=1; X=2", "a/b; =y", "a/b; x=a=b",
            "a/b\r\nX: y", "a/b; x=\"\u{0}\"", "a/b; x=\"\r\n\"", "a/é", "a/b; x=é", "application\u{2F}json\u{0}",
            "a/b; x=" + String(repeating: "y", count: 1024),
        ])
    func refuses(value: String) {
        #expect(MediaType(value) == nil)
    }

    @Test(
        "Allows UTF-8 where no other charset is named",
        arguments: [
            ("a/b", true), ("a/b; charset=utf-8", true), ("a/b; charset=\"Utf-8\"", true), ("a/b; v=utf-16", true),
            ("a/b; charset=utf-16", false), ("a/b; charset=iso-8859-1", false), ("a/b; charset=\"\"", false),
            ("a/b; charset=\"utf-8 \"", false), ("a/b; charset=utf-8x", false), ("a/b; charset=us-ascii", true),
            ("a/b; charset=UTF8", true), ("a/b; charset=latin1", false),
        ])
    func charset(value: String, allowed: Bool) throws {
        #expect(try #require(MediaType(value)).allowsUTF8 == allowed)
    }

    @Test("Bad input 23: JSON sent as text/plain, or in an odd charset, can be told apart")
    func oddTypes() throws {
        #expect(try #require(MediaType("text/plain")).essence == "text/plain")
        #expect(try #require(MediaType("application/json; charset=utf-7")).allowsUTF8 == false)
    }
}
