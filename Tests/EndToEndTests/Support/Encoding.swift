// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The ways in which one call can be sent.
enum Encoding: String, CaseIterable, Sendable {
    case json, form, multipart, get, v1, rpc

    /// Parameters in their order.
    typealias Parameters = [(name: String, value: JSON)]

    /// The bytes of a whole request.
    func request(_ command: String, _ parameters: Parameters, headers: String = "") -> [UInt8] {
        let named = [(name: "Command", value: JSON.text(command))] + parameters
        return switch self {
        case .json: Self.post("/api.php", "application/json", Self.object(named), headers)
        case .form: Self.post("/api.php", "application/x-www-form-urlencoded", Self.pairs(named), headers)
        case .multipart: Self.post("/api.php", "multipart/form-data; boundary=xYzZy", Self.parts(named), headers)
        case .get: Array("GET /api.php?\(Self.pairs(named)) HTTP/1.1\r\nHost: a\r\n\(headers)\r\n".utf8)
        case .v1: Self.post("/api/v1/\(command)", "application/json", Self.object(parameters), headers)
        case .rpc:
            Self.post(
                "/rpc", "application/json",
                "{\"jsonrpc\":\"2.0\",\"method\":\(JSON.text(command)),\"params\":\(Self.object(parameters)),\"id\":7}", headers)
        }
    }

    /// A POST with a body.
    static func post(_ path: String, _ type: String, _ body: String, _ headers: String = "") -> [UInt8] {
        post(path, type, Array(body.utf8), headers)
    }

    /// A POST with a body of bytes.
    static func post(_ path: String, _ type: String, _ body: [UInt8], _ headers: String = "") -> [UInt8] {
        Array(
            "POST \(path) HTTP/1.1\r\nHost: a\r\nContent-Type: \(type)\r\n\(headers)Content-Length: \(body.count)\r\n\r\n".utf8)
            + body
    }

    private static func object(_ parameters: Parameters) -> String {
        "{" + parameters.map { "\(JSON.text($0.name)):\($0.value)" }.joined(separator: ",") + "}"
    }

    private static func pairs(_ parameters: Parameters) -> String {
        parameters.map { escaped($0.name) + "=" + escaped(plain($0.value)) }.joined(separator: "&")
    }

    private static func parts(_ parameters: Parameters) -> String {
        parameters.map { "--xYzZy\r\nContent-Disposition: form-data; name=\"\($0.name)\"\r\n\r\n\(plain($0.value))\r\n" }.joined()
            + "--xYzZy--\r\n"
    }

    private static func plain(_ value: JSON) -> String { value.text ?? value.description }

    private static func escaped(_ text: String) -> String {
        text.utf8.map { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                ? String(UnicodeScalar(byte)) : "%" + String(0x100 + Int(byte), radix: 16).dropFirst()
        }.joined()
    }
}
