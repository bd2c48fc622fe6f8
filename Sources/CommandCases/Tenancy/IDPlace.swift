// SPDX-License-Identifier: Apache-2.0

package import CommandManifest

/// A place in a command's parameters where an id stands: an `id`, an `idList`, or a union with one; a parameter or a member
/// at any depth.
package struct IDPlace: Sendable, Hashable {
    /// The command.
    package let command: String
    /// The names that lead to it; items of arrays, and values with names of a caller's, have none.
    package let path: [String]
    /// Whether it takes several ids.
    package let isList: Bool
    /// Whether admins may call the command.
    package let admitsAdmins: Bool
    /// Where it is declared.
    package let location: SourceLocation

    /// The name that the id has itself.
    package var name: String { path.last ?? "" }
    /// The names that lead to it, as rules have them.
    package var text: String { path.joined(separator: ".") }
}

extension Manifest {
    /// Every place where an id stands, in declared order.
    package var idPlaces: [IDPlace] { commands.flatMap(\.idPlaces) }
}

extension CommandDeclaration {
    /// Every place where an id stands, in declared order.
    package var idPlaces: [IDPlace] {
        parameters.filter { $0.role == nil }.flatMap { Self.places($0.value, at: [$0.name], $0.location, of: self) }
    }

    // As deep as the manifest nests.
    private static func places(
        _ value: ValueDeclaration, at path: [String], _ location: SourceLocation, of command: CommandDeclaration
    ) -> [IDPlace] {
        let isList = value.kinds.contains(.idList)
        let place = IDPlace(
            command: command.name, path: path, isList: isList, admitsAdmins: command.access.contains(.admin), location: location)
        let own = isList || value.kinds.contains(.id) ? [place] : []
        let members = (value.members ?? []).flatMap { places($0.value, at: path + [$0.name], $0.location, of: command) }
        return own + members + value.items.flatMap { places($0, at: path, location, of: command) }
    }
}
