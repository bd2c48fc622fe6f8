// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// Where metrics are given: `off`, `on` or `ADDRESS:PORT`.
enum MetricsPlace: ExpressibleByArgument, Hashable {
    /// Nowhere, and nothing is measured.
    case off
    /// At `/metrics` of the server itself, to whoever reaches it.
    case on
    /// At `/metrics` of an address of their own.
    case address(host: String, port: Int)

    /// An IPv6 address stands in brackets, as in a URL.
    init?(argument: String) {
        switch argument {
        case "off": self = .off
        case "on": self = .on
        default:
            guard let colon = argument.lastIndex(of: ":"), let port = Int(argument[argument.index(after: colon)...]),
                (0...65_535).contains(port)
            else { return nil }
            let host = argument[..<colon].drop { $0 == "[" }
            let isBracketed = argument.hasPrefix("[") && host.hasSuffix("]")
            guard !host.isEmpty, isBracketed || !(argument.hasPrefix("[") || host.contains(":")) else { return nil }
            self = .address(host: String(isBracketed ? host.dropLast() : host), port: port)
        }
    }
}
