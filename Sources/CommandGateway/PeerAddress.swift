// SPDX-License-Identifier: Apache-2.0

import NIOCore

/// Who a request comes from, as the text of an IP address.
enum PeerAddress {
    /// The address of a connection's other end; `unknown` where the system no longer says.
    static func text(of address: SocketAddress?) -> String {
        address?.ipAddress.map(canonical) ?? "unknown"
    }

    /// The client's address: the peer's, or where the peer is a trusted proxy, the last address in `X-Forwarded-For`
    /// that is none. What stands before it was written by the client and is not looked at.
    ///
    /// - Parameters:
    ///   - peer: The connection's other end.
    ///   - fields: The values of all `X-Forwarded-For` fields, in their order.
    static func client(peer: String, fields: [String], proxies: Set<String>) -> String {
        guard !fields.isEmpty, proxies.contains(peer) else { return peer }
        var client = peer
        for hop in fields.joined(separator: ",").split(separator: ",").reversed() {
            guard let address = parsed(hop) else { return client }
            client = address
            guard proxies.contains(address) else { return client }
        }
        return client
    }

    /// An address in the one spelling in which addresses are compared: an IPv4 address stays one when it comes over IPv6.
    static func canonical(_ address: String) -> String {
        guard let text = (try? SocketAddress(ipAddress: address, port: 0))?.ipAddress else { return address }
        return text.hasPrefix("::ffff:") && text.contains(".") ? String(text.dropFirst(7)) : text
    }

    /// The address in one hop of `X-Forwarded-For`; nil where there is none. Proxies write it plain (`203.0.113.4`,
    /// `2001:db8::1`), with a port (`203.0.113.4:4711`), in brackets (`[2001:db8::1]`, `[2001:db8::1]:80`), or any of it in
    /// quotation marks.
    private static func parsed(_ hop: Substring) -> String? {
        let text = unbracketed(unquoted(hop.trimmingSpace))
        guard let text, (try? SocketAddress(ipAddress: text, port: 0)) != nil else { return nil }
        return canonical(text)
    }

    private static func unquoted(_ text: String) -> Substring {
        let isQuoted = text.utf8.count > 1 && text.utf8.first == UInt8(ascii: "\"") && text.utf8.last == UInt8(ascii: "\"")
        return isQuoted ? text.dropFirst().dropLast() : text[...]
    }

    /// An address without brackets and port; nil where these are not well-formed.
    private static func unbracketed(_ text: Substring) -> String? {
        let utf8 = text.utf8
        guard utf8.first != UInt8(ascii: "[") else {
            guard let end = utf8.firstIndex(of: UInt8(ascii: "]")), isPort(utf8[utf8.index(after: end)...]) else { return nil }
            let address = text[..<end].dropFirst()
            return address.utf8.contains(UInt8(ascii: ":")) ? String(address) : nil
        }
        // One colon is an IPv4 address's; an IPv6 address without brackets has several and no port.
        guard let colon = utf8.firstIndex(of: UInt8(ascii: ":")), utf8[colon...].dropFirst().firstIndex(of: UInt8(ascii: ":")) == nil
        else { return String(text) }
        return isPort(utf8[colon...]) ? String(text[..<colon]) : nil
    }

    /// Whether this is nothing, or a colon and a port.
    private static func isPort(_ bytes: Substring.UTF8View) -> Bool {
        guard !bytes.isEmpty else { return true }
        let digits = bytes.dropFirst()
        guard bytes.first == UInt8(ascii: ":"), (1...5).contains(digits.count) else { return false }
        return digits.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } && Int(String(Substring(digits))) ?? 65_536 <= 65_535
    }
}
