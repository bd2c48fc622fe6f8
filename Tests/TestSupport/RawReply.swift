// SPDX-License-Identifier: Apache-2.0

/// A reply as it came.
package struct RawReply: Sendable {
    /// The status code; 0 where there is none.
    package let status: Int
    /// In their order, names in lower case.
    package let fields: [(name: String, value: String)]
    /// The body.
    package var body: [UInt8] = []

    /// Reads a head, without the empty line behind it.
    package init(head: String) {
        var lines = head.split(separator: "\r\n", omittingEmptySubsequences: false)[...]
        status = Int(lines.popFirst()?.split(separator: " ").dropFirst().first ?? "") ?? 0
        fields = lines.map { line in
            let colon = line.firstIndex(of: ":") ?? line.endIndex
            let value = line[colon...].dropFirst()
            return (line[..<colon].lowercased(), String(value.first == " " ? value.dropFirst() : value))
        }
    }

    /// The value of a field, by its name in lower case.
    package subscript(name: String) -> String? { fields.first { $0.name == name }?.value }

    /// The body as a text.
    package var text: String { String(decoding: body, as: UTF8.self) }

    /// Whether it says that the connection ends with it.
    package var closes: Bool { self["connection"] == "close" }
}
