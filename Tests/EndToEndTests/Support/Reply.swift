// SPDX-License-Identifier: Apache-2.0

/// A reply as it came.
struct Reply: Sendable {
    let status: Int
    /// In their order, names in lower case.
    let fields: [(name: String, value: String)]
    var body: [UInt8] = []

    init(head: String) {
        var lines = head.split(separator: "\r\n", omittingEmptySubsequences: false)[...]
        status = Int(lines.popFirst()?.split(separator: " ").dropFirst().first ?? "") ?? 0
        fields = lines.map { line in
            let colon = line.firstIndex(of: ":") ?? line.endIndex
            let value = line[colon...].dropFirst()
            return (line[..<colon].lowercased(), String(value.first == " " ? value.dropFirst() : value))
        }
    }

    subscript(name: String) -> String? { fields.first { $0.name == name }?.value }

    var text: String { String(decoding: body, as: UTF8.self) }

    var closes: Bool { self["connection"] == "close" }

    /// The body as JSON; null where it is none.
    var json: JSON { JSON(text) ?? .null }

    /// The object that tells what was decided, the same on every surface.
    var decision: JSON {
        let json = json
        if case .null = json["jsonrpc"] { return json }
        if case .null = json["error"] { return json["result"] }
        return json["error"]["data"]
    }

    /// The decision's code: 0, one number, or an array.
    var code: JSON { decision["ErrorCode"] }
}
