// SPDX-License-Identifier: Apache-2.0

/// A request and its exact reply, as a file tells them.
///
/// ```
/// # A tag's name is taken once an account has it, whatever the case of its letters.
/// # given: tag.create/summer
///
/// POST /api.php
///
/// {"Command": "tag.create", "APIKey": "{{user.key}}", "Tag": "SUMMER"}
///
/// HTTP/1.1 200
///
/// {"Success":false,"ErrorCode":2,"ErrorText":"Tag already exists in the system",
///   "Errors":[{"Code":2,"Rule":"tag.create.2","Message":"Tag already exists in the system"}]}
/// ```
/// A body without a `Content-Type` is JSON. The reply is compared byte for byte; line ends and the spaces at the begin of a line
/// are layout there. Its stated header fields are compared, and `Content-Type`, which is JSON where it is not stated.
/// - SeeAlso: docs/testing.md
public struct GoldenCase: Sendable, CustomStringConvertible {
    /// A case that is sent before, and how often.
    struct Given: Sendable, Hashable {
        let name: String
        let count: Int
    }
    /// A head and a body, with places to fill in.
    struct Message: Sendable {
        /// `POST /api.php`, or `200`.
        let start: String
        let headers: [(name: String, value: String)]
        let body: String
    }

    /// The file's folder and its name without the suffix: `tag.create/taken`.
    public let name: String
    /// What it shows, in the file's own words.
    public let summary: String
    let givens: [Given]
    let request: Message
    let reply: Message
    /// The reply's status.
    let status: Int

    /// The name.
    public var description: String { name }

    /// The folder: the command that it is about.
    public var command: String { String(name.prefix { $0 != "/" }) }

    /// Everything that is sent, to be looked through for a name.
    var sent: String { request.start + request.body }

    /// What is to be sent. Gives the first place that has no value instead, where there is one.
    func request(_ values: [String: String]) -> (request: CommandHarness.Request?, missing: String?) {
        var missing: String?
        func fill(_ text: String) -> String {
            GoldenTemplate(text).filled(values) { name in
                missing = missing ?? name
                return ""
            }
        }
        let start = fill(request.start).split(separator: " ", maxSplits: 1).map(String.init)
        var headers = request.headers.map { (name: $0.name, value: fill($0.value)) }
        let body = fill(request.body)
        if !body.isEmpty, !headers.contains(where: { $0.name.lowercased() == "content-type" }) {
            headers.append(("Content-Type", "application/json"))
        }
        let request = CommandHarness.Request(
            method: start.first ?? "", target: start.count == 2 ? start[1] : "/", headers: headers, body: Array(body.utf8))
        return missing == nil ? (request, nil) : (nil, missing)
    }
}
