// SPDX-License-Identifier: Apache-2.0

package import CommandManifest
import CommandWire

/// A command of the router's own on `/rpc`, which no manifest declares: JSON-RPC keeps names that begin with `rpc.` for
/// such, and so does the manifest's reader. It goes through the same gates as any other command.
///
/// - SeeAlso: https://www.jsonrpc.org/specification, section 8
package struct BuiltInCommand: Sendable {
    /// What it takes and who may call it; on `/rpc` alone.
    package let declaration: CommandDeclaration
    /// Does the work of one call, whose parameters are decoded from it, and gives the result as JSON.
    package let answer: @Sendable (BuiltInCall) async throws -> [UInt8]

    /// A command on `/rpc`. Credentials that the manifest's commands take are added to its parameters. Access to all three,
    /// `none` among them, has who is calling looked at where it is said, and lets in who does not say.
    package init(
        _ declaration: CommandDeclaration, in manifest: Manifest, answer: @escaping @Sendable (BuiltInCall) async throws -> [UInt8]
    ) {
        var declaration = declaration
        declaration.surfaces = [.rpc]
        declaration.parameters = manifest.credentials + declaration.parameters
        self.declaration = declaration
        self.answer = answer
    }

    /// All of them, for a manifest's router.
    package static func all(_ manifest: Manifest, _ door: RouterDoor) -> [BuiltInCommand] {
        [
            .explain(manifest, door), .discover(manifest, door),
        ]
    }
}

extension Manifest {
    /// The parameters by which its commands are told who is calling, one for each role; none of them is required.
    var credentials: [ParameterDeclaration] {
        ParameterDeclaration.Role.allCases.filter(\.isCredential).compactMap { role in
            var credential = commands.lazy.flatMap(\.parameters).first { $0.role == role }
            credential?.required = nil
            return credential
        }
    }
}
