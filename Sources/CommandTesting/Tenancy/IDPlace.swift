// SPDX-License-Identifier: Apache-2.0

import CommandManifest

/// A place in a command's parameters where an id stands, found from the manifest: an `id`, an `idList`, or a union with one;
/// a parameter or a member at any depth.
public struct IDPlace: Sendable, Hashable, CustomStringConvertible {
    /// The command.
    public let command: String
    /// The names that lead to it; items of arrays have none.
    let path: [String]
    /// Whether it takes several ids.
    let isList: Bool
    /// Whether admins may call the command. What they may read of any account is for tests of yours.
    public let admitsAdmins: Bool

    /// Such as `campaign.update ABTesting.Variations.EmailID`.
    public var description: String { command + " " + path.joined(separator: ".") }

    /// The name that the id has itself.
    var name: String { path.last ?? "" }
}

extension CommandDeclarations {
    /// Every place where an id stands, in declared order.
    public var idPlaces: [IDPlace] {
        manifest.commands.flatMap { command in
            command.parameters.filter { $0.role == nil }.flatMap { Self.places($0.value, at: [$0.name], of: command) }
        }
    }

    // As deep as the manifest nests.
    private static func places(_ value: ValueDeclaration, at path: [String], of command: CommandDeclaration) -> [IDPlace] {
        let isList = value.kinds.contains(.idList)
        let place = IDPlace(command: command.name, path: path, isList: isList, admitsAdmins: command.access.contains(.admin))
        let own = isList || value.kinds.contains(.id) ? [place] : []
        let members = (value.members ?? []).flatMap { places($0.value, at: path + [$0.name], of: command) }
        return own + members + value.items.flatMap { places($0, at: path, of: command) }
    }
}
