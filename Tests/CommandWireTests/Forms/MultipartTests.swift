// SPDX-License-Identifier: Apache-2.0

@testable import CommandWire
import TestSupport
import Testing

@Suite("Multipart") struct MultipartTests {
    @Test(
        "Reads what curl, PHP, Python and browsers send",
        arguments: [
            // curl -F, with a JSON part, a file and a quotation mark in a name
            (
                "------------------------5cd43084c667ae23",
                "--------------------------5cd43084c667ae23\r\nContent-Disposition: form-data; name=\"Command\"\r\n\r\ntag.create\r\n--------------------------5cd43084c667ae23\r\nContent-Disposition: form-data; name=\"Tag\"\r\n\r\nvip & \"gold\" ü\r\n--------------------------5cd43084c667ae23\r\nContent-Disposition: form-data; name=\"Tags[]\"\r\n\r\n1\r\n--------------------------5cd43084c667ae23\r\nContent-Disposition: form-data; name=\"Tags[]\"\r\n\r\n2\r\n--------------------------5cd43084c667ae23\r\nContent-Disposition: form-data; name=\"ABTesting\"\r\nContent-Type: application/json\r\n\r\n{\"Variations\":[]}\r\n--------------------------5cd43084c667ae23\r\nContent-Disposition: form-data; name=\"RulesJsonBundle\"; filename=\"file.txt\"\r\nContent-Type: text/plain\r\n\r\nZażółć\n\r\n--------------------------5cd43084c667ae23\r\nContent-Disposition: form-data; name=\"a%22b\"\r\n\r\nc\r\n--------------------------5cd43084c667ae23--\r\n",
                #"{"Command":"tag.create","Tag":"vip & \"gold\" ü","Tags":["1","2"],"ABTesting":"{\"Variations\":[]}","RulesJsonBundle":"Zażółć\n","a\"b":"c"}"#
            ),
            // curl --form-escape -F 'a"b\c=d', and curl before 7.81
            (
                "------------------------4f19708f4cbd2192",
                "--------------------------4f19708f4cbd2192\r\nContent-Disposition: form-data; name=\"a\\\"b\\\\c\"\r\n\r\nd\r\n--------------------------4f19708f4cbd2192--\r\n",
                #"{"a\"b\\c":"d"}"#
            ),
            // PHP, CURLOPT_POSTFIELDS with an array and a CURLStringFile
            (
                "------------------------6394e5905f3071bd",
                "--------------------------6394e5905f3071bd\r\nContent-Disposition: form-data; name=\"Command\"\r\n\r\ntag.create\r\n--------------------------6394e5905f3071bd\r\nContent-Disposition: form-data; name=\"Tag\"\r\n\r\na b+c%é\r\n--------------------------6394e5905f3071bd\r\nContent-Disposition: form-data; name=\"Tags[0]\"\r\n\r\n1\r\n--------------------------6394e5905f3071bd\r\nContent-Disposition: form-data; name=\"Tags[1]\"\r\n\r\n2\r\n--------------------------6394e5905f3071bd\r\nContent-Disposition: form-data; name=\"q%22u\"\r\n\r\nx\r\n--------------------------6394e5905f3071bd\r\nContent-Disposition: form-data; name=\"f\"; filename=\"n%22a.txt\"\r\nContent-Type: application/octet-stream\r\n\r\nfrom a file\r\n--------------------------6394e5905f3071bd--\r\n",
                #"{"Command":"tag.create","Tag":"a b+c%é","Tags":["1","2"],"q\"u":"x","f":"from a file"}"#
            ),
            // Python, requests.post(files=…, data=…) over urllib3
            (
                "b6e408be81830f1a60698e7171e71daa",
                "--b6e408be81830f1a60698e7171e71daa\r\nContent-Disposition: form-data; name=\"Tags[]\"\r\n\r\n1\r\n--b6e408be81830f1a60698e7171e71daa\r\nContent-Disposition: form-data; name=\"Tags[]\"\r\n\r\n2\r\n--b6e408be81830f1a60698e7171e71daa\r\nContent-Disposition: form-data; name=\"Command\"\r\n\r\ntag.create\r\n--b6e408be81830f1a60698e7171e71daa\r\nContent-Disposition: form-data; name=\"Tag\"\r\n\r\na b+é\r\n--b6e408be81830f1a60698e7171e71daa\r\nContent-Disposition: form-data; name=\"q%22ü\"\r\n\r\nx\r\n--b6e408be81830f1a60698e7171e71daa\r\nContent-Disposition: form-data; name=\"f\"; filename=\"n%22ä.txt\"\r\n\r\nfrom a file\r\n--b6e408be81830f1a60698e7171e71daa--\r\n",
                #"{"Tags":["1","2"],"Command":"tag.create","Tag":"a b+é","q\"ü":"x","f":"from a file"}"#
            ),
            // fetch with FormData, as browsers send it
            (
                "----formdata-undici-039604800796",
                "------formdata-undici-039604800796\r\nContent-Disposition: form-data; name=\"Command\"\r\n\r\ntag.create\r\n------formdata-undici-039604800796\r\nContent-Disposition: form-data; name=\"Tag\"\r\n\r\nline1\r\nline2 é\r\n------formdata-undici-039604800796\r\nContent-Disposition: form-data; name=\"q%22u%\\x\"\r\n\r\nx\r\n------formdata-undici-039604800796\r\nContent-Disposition: form-data; name=\"f\"; filename=\"n.txt\"\r\nContent-Type: application/octet-stream\r\n\r\nfrom a file\r\n------formdata-undici-039604800796--\r\n",
                #"{"Command":"tag.create","Tag":"line1\r\nline2 é","q\"u%\\x":"x","f":"from a file"}"#
            ),
            // the same without a field
            ("----formdata-undici-004647340482", "------formdata-undici-004647340482--\r\n", "{}"),
        ])
    func clients(boundary: String, body: String, json: String) throws {
        #expect(try Self.json(body, boundary: boundary) == json)
    }

    @Test(
        "Reads what the grammar allows",
        arguments: [
            (part("Content-Disposition: form-data; name=\"a\""), #"{"a":"1"}"#),
            (part("Content-Disposition: form-data; name=\"a\"") + "\r\n--b--", #"{"a":"1"}"#),
            ("preamble\r\n--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--b--\r\nepilogue\r\n--b\r\n", #"{"a":"1"}"#),
            ("\r\n--b \t\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--b-- \t\r\n", #"{"a":"1"}"#),
            ("--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\r\n--b--", #"{"a":""}"#),
            ("--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\r\n\r\n--b--", #"{"a":"\r\n"}"#),
            ("--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\r\r\n--\r\n-b --b\r\n--b--", #"{"a":"\r\r\n--\r\n-b --b"}"#),
            ("--b\r\ncontent-disposition:FORM-DATA;NAME=a\r\n\r\n1\r\n--b--", #"{"a":"1"}"#),
            ("--b\r\nContent-Disposition: form-data; filename=\"x;y\" ; name=\"a\";\r\n\r\n1\r\n--b--", #"{"a":"1"}"#),
            ("--b\r\nContent-Disposition: form-data; filename*=utf-8''%e2; name=\"a\"\r\n\r\n1\r\n--b--", #"{"a":"1"}"#),
            ("--b\r\nX-Other: 1\r\nX-Other: 2\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--b--", #"{"a":"1"}"#),
            (
                "--b\r\nContent-Disposition: form-data; name=\"a\"\r\nContent-Type: text/plain; charset=\"UTF-8\"\r\nContent-Transfer-Encoding: 8BIT\r\n\r\n1\r\n--b--",
                #"{"a":"1"}"#
            ),
            ("--b\r\nContent-Disposition: form-data; name=\"\"\r\n\r\n1\r\n--b--", #"{"":"1"}"#),
            ("--b\r\nContent-Disposition: form-data; name=\"a%0d%0A%22%5B%2\"\r\n\r\n1\r\n--b--", #"{"a\r\n\"%5B%2":"1"}"#),
            ("--b\r\nContent-Disposition: form-data; name=\"a\\b\"\r\n\r\n1\r\n--b--", #"{"a\\b":"1"}"#),
            ("--b\r\nContent-Disposition: form-data; name=\"a[b][]\"\r\n\r\n%41+\r\n--b--", #"{"a":{"b":["%41+"]}}"#),
        ])
    func grammar(body: String, json: String) throws {
        #expect(try Self.json(body, boundary: "b") == json)
    }

    @Test(
        "Refuses what is malformed",
        arguments: [
            ("", .multipart), ("--b", .multipart), ("--b\r\n", .multipart), ("--b-", .multipart), ("-b--", .multipart),
            ("--bb--", .multipart), ("--b--x", .multipart), (" --b--", .multipart), ("x--b--", .multipart), ("\n--b--", .multipart),
            ("--b\nContent-Disposition: form-data; name=\"a\"\n\n1\n--b--\n", .multipart),
            (part("Content-Disposition: form-data; name=\"a\"", end: ""), .multipart),
            (part("Content-Disposition: form-data; name=\"a\"", end: "\r\n--b"), .multipart),
            (part("Content-Disposition: form-data; name=\"a\"", end: "\r\n--bx\r\n--b--"), .multipart),
            (part("Content-Disposition: form-data; name=\"a\"", end: "\n--b--"), .multipart),
            ("--b\r\n--b--", .multipart), ("--b\r\n\r\n--b--", .multipart), ("--b\r\n\r\n1\r\n--b--", .multipart),
            ("--b\r\nContent-Disposition: form-data; name=\"a\"\r\n--b--", .multipart),
            (part("X: 1"), .multipart), (part("Content-Disposition"), .multipart), (part("Content-Disposition:"), .multipart),
            (part("Content-Disposition: form-data"), .multipart), (part("Content-Disposition: attachment; name=\"a\""), .multipart),
            (part("Content-Disposition: form-data; filename=\"a\""), .multipart),
            (part("Content-Disposition: form-data; name=\"a"), .multipart), (part("Content-Disposition: form-data; name="), .multipart),
            (part("Content-Disposition: form-data; name=\"a\\\""), .multipart),
            (part("Content-Disposition: form-data name=\"a\""), .multipart),
            (part("Content-Disposition: form-data; name=\"a\"b"), .multipart),
            (part("Content-Disposition: form-data; name=a b"), .multipart),
            (part("Content-Disposition: form-data; name*=utf-8''a"), .multipart),
            (part("Content-Disposition: form-data; name=\"a\"; name=\"b\""), .multipart),
            (part("Content-Disposition: form-data; name=\"a\"; NAME=\"a\""), .multipart),
            (part("Content-Disposition: form-data; name=\"a\"\r\nContent-Disposition: form-data; name=\"a\""), .multipart),
            (part("Content-Disposition: form-data;\r\n name=\"a\""), .multipart),
            (part("Content-Disposition : form-data; name=\"a\""), .multipart),
            (part("Content-Disposition: form-data; name=\"a\rb\""), .multipart),
            (part("Content-Disposition: form-data; name=\"a\nb\""), .multipart),
            (part("Content-Disposition: form-data; name=\"a\u{0}\""), .multipart),
            (part(": 1\r\nContent-Disposition: form-data; name=a"), .multipart),
            (part("Content-Disposition: form-data; name=\"a\"\r\nContent-Type: nonsense"), .multipart),
            (part("Content-Disposition: form-data; name=\"a\"\r\nContent-Type: multipart/mixed; boundary=c"), .multipart),
            (part("Content-Disposition: form-data; name=\"a\"\r\nContent-Type: text/plain; charset=iso-8859-1"), .charset),
            (part("Content-Disposition: form-data; name=\"a\"\r\nContent-Type: text/plain; charset=utf-16"), .charset),
            (part("Content-Disposition: form-data; name=\"a\"\r\nContent-Transfer-Encoding: base64"), .transferEncoding),
            (part("Content-Disposition: form-data; name=\"a\"\r\nContent-Transfer-Encoding: quoted-printable"), .transferEncoding),
            (part("Content-Disposition: form-data; name=\"a[b\""), .brackets),
            (part("Content-Disposition: form-data; name=\"a\"", content: "\u{0}"), .nul),
            (part("X: " + String(repeating: "x", count: 8192)), .partHeadTooLarge),
            (part(String(repeating: "X: 1\r\n", count: 2000) + "Content-Disposition: form-data; name=a"), .partHeadTooLarge),
            (
                part("Content-Disposition: form-data; name=a", end: "\r\n--b\r\nContent-Disposition: form-data; name=A\r\n\r\n2\r\n--b--"),
                .givenTwice("A")
            ),
        ] as [(String, FormFault)])
    func refuses(body: String, fault: FormFault) {
        #expect(throws: fault) { try Self.json(body, boundary: "b") }
    }

    @Test(
        "Refuses contents and names that are not UTF-8",
        arguments: [[0xFF], [0xC0, 0xAE], [0xC3], [0xED, 0xA0, 0x80], [0x89, 0x50]] as [[UInt8]])
    func notUTF8(bytes: [UInt8]) {
        let head = "--b\r\nContent-Disposition: form-data; name=\"a"
        let content = Array((head + "\"; filename=\"a.png\"\r\nContent-Type: image/png\r\n\r\n").utf8) + bytes + Array("\r\n--b--".utf8)
        #expect(throws: FormFault.encoding) { try Form.json(multipart: content, boundary: "b") }
        let name = Array(head.utf8) + bytes + Array("\"\r\n\r\n1\r\n--b--".utf8)
        #expect(throws: FormFault.encoding) { try Form.json(multipart: name, boundary: "b") }
    }

    @Test("Takes boundaries of 1 to 70 printable characters")
    func boundaries() throws {
        for boundary in ["b", "*****", "a b", "'()+_,-./:=?", String(repeating: "-", count: 70)] {
            #expect(try Self.json("--\(boundary)--", boundary: boundary) == "{}")
        }
        for boundary in ["", "b ", "é", "a\r\nb", "a\u{0}", String(repeating: "-", count: 71)] {
            #expect(throws: FormFault.multipart) { try Self.json("--\(boundary)--", boundary: boundary) }
        }
    }

    @Test("Takes 2,000 parts and refuses one more")
    func partLimit() throws {
        let parts = (0..<2000).map { ("f[]", "\($0)") }
        #expect(try Self.json(parts).utf8.count > 2000)
        #expect(throws: FormFault.tooManyFields) { try Self.json(parts + [("one", "more")]) }
    }

    @Test("Finds the end of a text that is full of almost-delimiters")
    func almostDelimiters() throws {
        let boundary = String(repeating: "-", count: 69) + "b"
        let text = String(repeating: "\r\n" + String(repeating: "-", count: 71) + "\r", count: 10_000)
        let body = "--\(boundary)\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\(text)\r\n--\(boundary)--"
        let written = text.unicodeScalars.map { $0 == "\r" ? "\\r" : $0 == "\n" ? "\\n" : String($0) }.joined()
        #expect(try Self.json(body, boundary: boundary) == "{\"a\":\"" + written + "\"}")
    }

    @Test("Random bytes are refused or become JSON that the scanner accepts")
    func randomBytes() {
        var random = SeededGenerator(seed: 7578)
        let words = [
            "\r\n", "\r", "--b", "\r\n--b\r\n", "\r\n--b--", "Content-Disposition: form-data; name=", "\"a\"", "a[]", "; ", "\r\n\r\n",
            "Content-Type: text/plain", "x", "é", "\u{0}", ":", "\\", "%22",
            "\r\n--b\r\nContent-Disposition: form-data; name=\"x[]\"\r\n\r\n",
        ]
        var accepted = 0
        for _ in 0..<10_000 {
            var bytes = Array("--b\r\nContent-Disposition: form-data; name=\"z\"\r\n\r\n".utf8)
            for _ in 0..<Int.random(in: 0...10, using: &random) { bytes += Array((words.randomElement(using: &random) ?? "").utf8) }
            bytes += Array("\r\n--b--".utf8)
            if Bool.random(using: &random) {
                bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            guard let json = try? Form.json(multipart: bytes, boundary: "b") else { continue }
            accepted += 1
            #expect(throws: Never.self, "\(bytes)") { _ = try JSONScanner.object(json.span, in: 0..<json.count) }
        }
        #expect(accepted > 500)
    }

    @Test(
        "Query, urlencoded body and multipart body of the same fields become the same JSON",
        arguments: [
            [],
            [("a", "1")],
            [("a", ""), ("b", " + % & = ; \" \\ ü 😀 \r\n")],
            [("Command", "tag.create"), ("Tags[]", "1"), ("Tags[]", "2")],
            [("x[1][b]", "1"), ("x[0][a]", "2"), ("y[k][]", "3"), ("x[0][b]", "4"), ("y[5]", "5")],
            [("ABTesting[Variations][0][EmailID]", "301"), ("ABTesting[Variations][1][EmailID]", "302")],
            [("a\"b\\c", "1")],
            [("ü é", "+")],
        ] as [[(String, String)]])
    func equivalence(fields: [(String, String)]) throws {
        let encoded = fields.map { Self.encoded($0.0) + "=" + Self.encoded($0.1) }.joined(separator: "&")
        let json = String(decoding: try Form.json(query: encoded), as: UTF8.self)
        #expect(try String(decoding: Form.json(urlencoded: Array(encoded.utf8)), as: UTF8.self) == json)
        #expect(try Self.json(fields) == json)
    }

    /// One part with this head, and what follows it.
    private static func part(_ head: String, content: String = "1", end: String = "\r\n--b--") -> String {
        "--b\r\n\(head)\r\n\r\n\(content)\(end)"
    }

    private static func encoded(_ text: String) -> String {
        text.utf8.map { "%" + String(0x100 + Int($0), radix: 16).dropFirst() }.joined()
    }

    /// The fields as browsers send them, read.
    static func json(_ fields: [(String, String)]) throws -> String {
        let parts = fields.map { name, text in
            let name = name.replacing("\"", with: "%22")
            return "--b\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(text)\r\n"
        }
        return try json(parts.joined() + "--b--\r\n", boundary: "b")
    }

    private static func json(_ body: String, boundary: String) throws -> String {
        String(decoding: try Form.json(multipart: Array(body.utf8), boundary: boundary), as: UTF8.self)
    }
}
