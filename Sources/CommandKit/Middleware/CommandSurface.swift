// SPDX-License-Identifier: Apache-2.0

/// Where a call comes in, by the manifest's word for it.
public struct CommandSurface: Hashable, Sendable, CustomStringConvertible {
    /// The manifest's word: `api`, `v1`, `rpc`.
    public let description: String

    /// `/api.php`.
    public static let api = CommandSurface(description: "api")
    /// `/api/v1/NAME`.
    public static let v1 = CommandSurface(description: "v1")
    /// JSON-RPC 2.0 on `/rpc`.
    public static let rpc = CommandSurface(description: "rpc")
}
