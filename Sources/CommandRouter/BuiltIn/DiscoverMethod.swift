// SPDX-License-Identifier: Apache-2.0

import CommandExport
import CommandKit
import CommandManifest
import CommandWire

extension BuiltInCommand {
    /// `rpc.discover`: an OpenRPC document of what the caller may call on `/rpc`, neither more nor less.
    /// - SeeAlso: https://spec.open-rpc.org, "Service Discovery Method"
    static func discover(_ manifest: Manifest, _ door: RouterDoor) -> BuiltInCommand {
        let declaration = CommandDeclaration(
            name: "rpc.discover", summary: "Describe the methods that the caller may call, as an OpenRPC document", plugin: "router",
            access: [.none, .user, .admin], effects: .read, isIdempotent: true, surfaces: [.rpc],
            location: SourceLocation(file: "rpc.discover", line: 1, column: 1))
        return BuiltInCommand(declaration, in: manifest) { call in
            guard let router = door.router else { throw ComponentUnavailable("router", cause: "it has stopped") }
            return router.document(.openrpc, for: call.principal).bytes
        }
    }
}
