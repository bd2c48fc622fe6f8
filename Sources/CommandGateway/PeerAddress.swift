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

    private static func parsed(_ hop: Substring) -> String? {
        let text = hop.trimmingSpace
        guard (try? SocketAddress(ipAddress: text, port: 0)) != nil else { return nil }
        return canonical(text)
    }
}
