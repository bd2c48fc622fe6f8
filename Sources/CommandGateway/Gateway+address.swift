// SPDX-License-Identifier: Apache-2.0

import Foundation
import NIOCore
import NIOPosix

extension Gateway {
    /// Listens at the configured address for a moment, so that a server can be told that it is taken before it does
    /// anything else.
    ///
    /// - Throws: ``ListenFailure``.
    public static func tryAddress(of configuration: GatewayConfiguration) async throws {
        do {
            let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                // Whoever connects in this moment is not accepted, since nobody would answer.
                .serverChannelOption(.autoRead, value: false)
                .bind(host: configuration.host, port: configuration.port).get()
            try await channel.close()
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
