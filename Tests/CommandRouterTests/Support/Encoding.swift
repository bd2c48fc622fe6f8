// SPDX-License-Identifier: Apache-2.0

import CommandWire

/// The ways in which one call can be sent.
enum Encoding: CaseIterable {
    case json, form, multipart, query, v1, rpc

    /// A dry call of a command.
    ///
    /// - Parameters:
    ///   - json: the parameters as members of JSON.
    ///   - fields: the same as the fields of a form.
    func request(_ command: String, json: String, fields: [(String, String)]) -> InboundRequest {
        let key = #""APIKey":"all"\#(json.isEmpty ? "" : ",")\#(json)"#
        let all = [("Command", command), ("APIKey", "all")] + fields
        let request: InboundRequest
        switch self {
        case .json: request = .json("/api.php", #"{"Command":"\#(command)",\#(key)}"#)
        case .v1: request = .json("/api/v1/" + command, "{\(key)}")
        case .rpc: request = .json("/rpc", #"{"jsonrpc":"2.0","method":"\#(command)","params":{\#(key)},"id":1}"#)
        case .form: request = .form("/api.php", Self.encoded(all))
        case .query: request = InboundRequest(method: "GET", path: "/api.php", query: Self.encoded(all))
        case .multipart: request = Self.multipart(all)
        }
        return request.changed { $0.mode = "validate" }
    }

    private static func encoded(_ fields: [(String, String)]) -> String {
        fields.map { percent($0.0) + "=" + percent($0.1) }.joined(separator: "&")
    }

    private static func percent(_ text: String) -> String {
        text.utf8.map { byte in
            let digits = String(byte, radix: 16)
            return byte == 0x20 ? "+" : "%" + (digits.count == 1 ? "0" : "") + digits
        }.joined()
    }

    private static func multipart(_ fields: [(String, String)]) -> InboundRequest {
        let parts = fields.map { "--B\r\nContent-Disposition: form-data; name=\"\($0.0)\"\r\n\r\n\($0.1)\r\n" }
        return InboundRequest(
            method: "POST", path: "/api.php", contentType: "multipart/form-data; boundary=B",
            body: Array((parts.joined() + "--B--\r\n").utf8))
    }
}
