// SPDX-License-Identifier: Apache-2.0

public import CommandStorage

/// Everything that is kept of an account, removed.
public enum AccountErasure {
    /// Removes it. What belongs to campaigns and lists goes with them.
    public static func erase(_ owner: Int, _ writing: any Writing) throws {
        for statement: SQL in [
            "DELETE FROM events WHERE owner_id = \(owner)", "DELETE FROM split_tests WHERE owner_id = \(owner)",
            "DELETE FROM campaigns WHERE owner_id = \(owner)", "DELETE FROM emails WHERE owner_id = \(owner)",
            "DELETE FROM lists WHERE owner_id = \(owner)", "DELETE FROM tags WHERE owner_id = \(owner)",
            "DELETE FROM suppressions WHERE owner_id = \(owner)", "DELETE FROM resubscriptions WHERE owner_id = \(owner)",
        ] { try writing.execute(statement) }
    }
}
