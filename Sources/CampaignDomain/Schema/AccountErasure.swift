// SPDX-License-Identifier: Apache-2.0

public import CommandStorage

/// Everything that is kept of an account, removed in steps.
public enum AccountErasure {
    /// Removes a thousand rows or so.
    /// - Returns: whether something may be left.
    public static func erase(_ owner: Int, _ writing: any Writing) throws -> Bool { try Removal.step(all: owner, in: writing) }
}
