// SPDX-License-Identifier: Apache-2.0

import NIOCore

/// What names a server in a request: a host and perhaps a port, such as `example.com:8080`.
///
/// - SeeAlso: RFC 9112, 3.2; RFC 3986, 3.2, of which user information and an empty host are not allowed in HTTP.
enum Authority {
    /// Whether a text is an authority with a host.
    static func isValid(_ text: Substring) -> Bool {
        let bytes = text.utf8
        guard bytes.first == UInt8(ascii: "[") else {
            let colon = bytes.firstIndex(of: UInt8(ascii: ":")) ?? bytes.endIndex
            return isName(text[..<colon]) && isPort(bytes[colon...])
        }
        guard let end = bytes.firstIndex(of: UInt8(ascii: "]")) else { return false }
        return isLiteral(text[..<end].dropFirst()) && isPort(bytes[bytes.index(after: end)...])
    }

    /// Whether a text is an authority with a host and a port, as CONNECT asks for.
    static func hasPort(_ text: Substring) -> Bool { isValid(text) && text.utf8.last.map(isDigit) == true && text.utf8.contains(0x3A) }

    /// Nothing, or a colon and digits up to 65535.
    private static func isPort(_ bytes: Substring.UTF8View) -> Bool {
        guard let first = bytes.first else { return true }
        guard first == UInt8(ascii: ":") else { return false }
        var number = 0
        for byte in bytes.dropFirst() {
            guard isDigit(byte) else { return false }
            number = number * 10 + Int(byte - 0x30)
            guard number <= 65_535 else { return false }
        }
        return true
    }

    /// A name or an IPv4 address. A comma, which RFC 3986 allows, is in no name: it is left of two fields that were made one.
    private static func isName(_ text: Substring) -> Bool {
        var digitsDue = 0
        for byte in text.utf8 {
            if digitsDue > 0 {
                guard isHexDigit(byte) else { return false }
                digitsDue -= 1
            } else if byte == UInt8(ascii: "%") {
                digitsDue = 2
            } else if !isNameByte(byte) {
                return false
            }
        }
        return !text.isEmpty && digitsDue == 0
    }

    /// An IPv6 address, or one of a version to come, such as `v1.a`.
    private static func isLiteral(_ text: Substring) -> Bool {
        guard let first = text.utf8.first, first | 0x20 == UInt8(ascii: "v") else {
            return text.utf8.contains(0x3A) && (try? SocketAddress(ipAddress: String(text), port: 0)) != nil
        }
        guard let dot = text.utf8.firstIndex(of: UInt8(ascii: ".")) else { return false }
        let (version, address) = (text.utf8[..<dot].dropFirst(), text.utf8[dot...].dropFirst())
        return !version.isEmpty && version.allSatisfy(isHexDigit) && !address.isEmpty
            && address.allSatisfy { isNameByte($0) || $0 == 0x3A }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    private static func isHexDigit(_ byte: UInt8) -> Bool { isDigit(byte) || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x66) }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        if isDigit(byte) || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) { return true }
        return switch byte {
        case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "!"), UInt8(ascii: "$"),
            UInt8(ascii: "&"), UInt8(ascii: "'"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "*"), UInt8(ascii: "+"),
            UInt8(ascii: ";"), UInt8(ascii: "="):
            true
        default: false
        }
    }
}
