// SPDX-License-Identifier: Apache-2.0

import CommandCases
import CommandManifest

/// A place in a command's parameters where an id stands, found from the manifest: an `id`, an `idList`, or a union with one;
/// a parameter or a member at any depth.
public struct IDPlace: Sendable, Hashable, CustomStringConvertible {
    let place: CommandCases.IDPlace

    /// The command.
    public var command: String { place.command }
    /// Whether admins may call the command. What they may read of any account is for tests of yours.
    public var admitsAdmins: Bool { place.admitsAdmins }

    /// Such as `campaign.update ABTesting.Variations.EmailID`.
    public var description: String { command + " " + place.text }
}

extension CommandDeclarations {
    /// Every place where an id stands, in declared order.
    public var idPlaces: [IDPlace] { manifest.idPlaces.map(IDPlace.init) }
}
