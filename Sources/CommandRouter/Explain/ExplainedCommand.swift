// SPDX-License-Identifier: Apache-2.0

package import CommandManifest

/// The command that a call names.
package struct ExplainedCommand: Sendable {
    /// The name as it came; nil where none was given.
    package let named: String?
    /// The command of that name; nil where there is none.
    package let declaration: CommandDeclaration?
    /// The type of its handler; nil where none is installed.
    package let handler: String?
    /// The command that may be meant.
    package let didYouMean: String?

    var json: ManifestValue {
        var members: [ManifestValue.Member] = [.init("named", named.map(ManifestValue.string) ?? .null)]
        if let declaration {
            members += [
                .init("name", .string(declaration.name)), .init("plugin", .string(declaration.plugin)),
                .init("effects", .string(declaration.effects.rawValue)),
                .init("surfaces", .array(declaration.surfaces.map(\.rawValue).sorted().map(ManifestValue.string))),
                .init("declared", .string(declaration.location.description)),
            ]
        }
        if let handler { members.append(.init("handler", .string(handler))) }
        if let deprecated = declaration?.deprecated { members.append(.init("deprecated", .string(deprecated))) }
        if let didYouMean { members.append(.init("didYouMean", .string(didYouMean))) }
        return .object(members)
    }
}
