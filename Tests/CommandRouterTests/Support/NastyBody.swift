// SPDX-License-Identifier: Apache-2.0

import CommandWire
import Testing

/// A body of the largest size that is made of very many parts.
struct NastyBody: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let request: InboundRequest

    private static let size = 1_048_576

    private init(_ description: String, at path: String = "/api.php", type: String = "application/json", body: String) {
        testDescription = description
        request = InboundRequest(method: "POST", path: path, contentType: type, body: Array(body.utf8))
    }

    /// A JSON call of a user with this behind its credentials, made of a part that is repeated as often as there is room.
    private static func call(_ description: String, _ command: String, _ before: String, _ part: (Int) -> String, _ after: String)
        -> NastyBody
    {
        NastyBody(description, body: #"{"Command":"\#(command)","APIKey":"all",\#(before)"# + filled(part) + after + "}")
    }

    /// Parts with commas between them, as many as there is room for.
    private static func filled(_ part: (Int) -> String, separator: String = ",") -> String {
        var text = part(0)
        var number = 1
        while text.utf8.count < size - 512 {
            text += separator + part(number)
            number += 1
        }
        return text
    }

    static let all: [NastyBody] = [
        call("many names", "campaign.get", "", { #""a\#($0)":0"# }, ""),
        call("many names with escapes", "campaign.get", "", { #""\u0061\#($0)":0"# }, ""),
        call("many names like one that is declared", "campaign.update", "", { #""CampainNam\#($0)":0"# }, ""),
        call("many names in an object", "segment.create", #""Rules":{"#, { #""a\#($0)":0"# }, "}"),
        call("many members of an object", "campaign.update", #""ABTesting":{"#, { #""a\#($0)":0"# }, "}"),
        call("many ids", "campaigns.delete", #""Campaigns":["#, { "\($0 + 1)" }, "]"),
        call("one id many times", "campaigns.delete", #""Campaigns":["#, { _ in "1" }, "]"),
        call("many ids as texts", "campaigns.delete", #""Campaigns":["#, { #""\#($0 + 1)""# }, "]"),
        call("many ids in a text", "campaigns.delete", #""Campaigns":""#, { "\($0 + 1)" }, "\""),
        call("many empty ids", "campaigns.delete", #""Campaigns":""#, { _ in "" }, "\""),
        call("many numbers where texts are due", "campaigns.get", #""ExcludeColumns":["#, { _ in "1" }, "]"),
        call("many empty objects", "subscribers.import", #""ListID":1,"Subscribers":["#, { _ in "{}" }, "]"),
        call("many variations", "campaign.update", #""ABTesting":{"Variations":["#, { _ in "{}" }, "]}"),
        call("many arrays of arrays", "campaign.get", #""X":["#, { _ in "[[[]]]" }, "]"),
        call("long names that begin alike", "campaign.get", "", { String(repeating: "a", count: 16_000).quoted(with: $0) + ":0" }, ""),
        NastyBody("many calls", at: "/rpc", body: "[" + filled { _ in "{}" } + "]"),
        NastyBody(
            "many calls with names", at: "/rpc",
            body: "["
                + (0..<100).map { _ in #"{"jsonrpc":"2.0","id":1,"method":"campaign.get","params":{\#(names(2500))}}"# }
                .joined(separator: ",") + "]"),
        NastyBody("many fields", type: form, body: "Command=campaign.get&APIKey=all&" + filled({ "a\($0)=" }, separator: "&")),
        NastyBody("many brackets", type: form, body: "Command=campaign.get&APIKey=all&a" + filled({ _ in "[b]" }, separator: "") + "=1"),
        NastyBody("many open brackets", type: form, body: "Command=campaign.get&APIKey=all&a" + filled({ _ in "[" }, separator: "") + "=1"),
        NastyBody("many items by number", type: form, body: "Command=campaign.get&APIKey=all&" + filled({ "a[\($0)]=1" }, separator: "&")),
        NastyBody(
            "many percent signs", type: form, body: "Command=campaign.get&APIKey=all&a=" + filled({ _ in "%65%CC%81" }, separator: "")),
        NastyBody("many ampersands", type: form, body: "Command=campaign.get" + filled({ _ in "&" }, separator: "")),
        NastyBody("many parts", type: multipart, body: filled({ _ in "--b\r\n\r\n" }, separator: "")),
        NastyBody("many line ends", type: multipart, body: "--b\r\n" + filled({ _ in "\r\n--" }, separator: "")),
        NastyBody(
            "many named parts", type: multipart,
            body: filled({ "--b\r\nContent-Disposition: form-data; name=a\($0)\r\n\r\n1\r\n" }, separator: "") + "--b--\r\n"),
    ]

    private static let form = "application/x-www-form-urlencoded"
    private static let multipart = "multipart/form-data; boundary=b"

    /// So many bytes of members.
    private static func names(_ bytes: Int) -> String { (0..<bytes / 12).map { #""Campain\#($0)":0"# }.joined(separator: ",") }
}

extension String {
    fileprivate func quoted(with number: Int) -> String { "\"" + self + "\(number)\"" }
}
