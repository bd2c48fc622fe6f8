// SPDX-License-Identifier: Apache-2.0

public import CommandStorage

/// What goes in steps, for the server that runs them.
public enum CampaignRemoval {
    /// Takes away some of what was deleted and is still stored. To be called now and then, in a write of its own.
    /// - Returns: whether something may be left.
    public static func step(_ writing: any Writing) throws -> Bool { try Removal.step(in: writing) }
}
