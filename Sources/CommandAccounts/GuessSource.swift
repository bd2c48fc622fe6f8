// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// What counts as one address when guesses are counted.
enum GuessSource {
    /// An IPv4 address is itself, mapped into IPv6 or not. Of an IPv6 address the first 64 bits count, since whoever has one has
    /// all the others behind the same 64. Any other text is itself.
    static func name(of address: String) -> String { name(of: address, prefixBytes: 8) }

    /// Whose failures are counted together when passwords wait to be hashed: as ``name(of:)``, but of an IPv6 address the first
    /// 48 bits, since who has that much has 65,536 times the other.
    static func network(of address: String) -> String { name(of: address, prefixBytes: 6) }

    private static func name(of address: String, prefixBytes: Int) -> String {
        var parsed = in6_addr()
        guard inet_pton(AF_INET6, address, &parsed) == 1 else { return address }
        let bytes = withUnsafeBytes(of: parsed) { Array($0) }
        if bytes.prefix(12) == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF] {
            return bytes.suffix(4).map(String.init).joined(separator: ".")
        }
        return bytes.prefix(prefixBytes).map { String($0, radix: 16) }.joined(separator: ":") + "/\(prefixBytes * 8)"
    }
}
