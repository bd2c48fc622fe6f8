// SPDX-License-Identifier: Apache-2.0

import Foundation
import NIOCore

extension Gateway {
    /// Listens at the configured address for a moment, so that a server can be told that it is taken before it does
    /// anything else. Whoever connects in this moment is not accepted, since nobody would answer.
    ///
    /// - Throws: ``ListenFailure``.
    public static func tryAddress(of configuration: GatewayConfiguration) throws {
        do {
            let socket = try ListeningSocket(host: configuration.host, port: configuration.port)
            try socket.listen()
            socket.close()
        } catch {
            throw ListenFailure(error)
        }
    }
}

/// Why an address cannot be listened at, in the system's words.
public struct ListenFailure: Error, CustomStringConvertible {
    /// `Address already in use`, for example.
    public let description: String

    init(_ error: any Error) {
        description = (error as? IOError).map { String(cString: strerror($0.errnoCode)) } ?? "\(error)"
    }
}
