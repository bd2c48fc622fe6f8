// SPDX-License-Identifier: Apache-2.0

import CommandStorage

/// A word that an account marks its campaigns with.
public struct Tag: Hashable, Sendable {
    /// At least 1, never used twice.
    public let id: Int
    /// As its owner wrote it: trimmed, in NFC, up to 250 letters, digits, spaces, hyphens and underscores.
    public let name: String
    /// The account whose tag it is.
    public let ownerID: Int
}

extension Tag {
    /// From the columns `tag_id, tag, owner_id`.
    init(_ row: Row) throws {
        id = try row.get(0)
        name = try row.get(1)
        ownerID = try row.get(2)
    }
}
