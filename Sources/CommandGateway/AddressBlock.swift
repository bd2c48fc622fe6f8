// SPDX-License-Identifier: Apache-2.0

import NIOCore

/// The addresses that count as one caller: one IPv4 address, or the 2^64 of an IPv6 network, which one customer of a provider
/// has.
struct AddressBlock: Hashable, Sendable {
    private let isIPv4: Bool
    private let prefix: UInt64

    /// The block of a socket's address; nil for one that is not of the internet.
    init?(_ address: SocketAddress?) {
        guard let address else { return nil }
        // As the system has it: an IPv4 address stands after family and port, an IPv6 address after the flow too.
        let bytes = address.withSockAddr { pointer, size in Array(UnsafeRawBufferPointer(start: pointer, count: size)) }
        switch address {
        case .v4 where bytes.count >= 8: self.init(isIPv4: true, prefix: Self.number(bytes[4..<8]))
        case .v6 where bytes.count >= 24: self.init(IPv6: bytes[8..<24])
        default: return nil
        }
    }

    /// The block of an address as text; nil where it is none.
    init?(text: String) {
        guard let address = try? SocketAddress(ipAddress: text, port: 0) else { return nil }
        self.init(address)
    }

    private init(isIPv4: Bool, prefix: UInt64) {
        self.isIPv4 = isIPv4
        self.prefix = prefix
    }

    /// An IPv4 address that comes over IPv6 (`::ffff:a.b.c.d`) is an IPv4 address.
    private init(IPv6 bytes: ArraySlice<UInt8>) {
        let isMapped = Self.number(bytes.prefix(8)) == 0 && Self.number(bytes.dropFirst(8).prefix(4)) == 0xFFFF
        self.init(isIPv4: isMapped, prefix: Self.number(isMapped ? bytes.suffix(4) : bytes.prefix(8)))
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }
}
