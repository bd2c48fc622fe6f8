// SPDX-License-Identifier: Apache-2.0

/// What `/ready` says.
public struct Readiness: Sendable {
    /// Whether the server can do its work now; else the answer's status is 503.
    public var isReady: Bool
    /// What stands beside the status, such as `("manifest", "rejected")`.
    public var notes: [(name: String, text: String)]

    /// Says that it is so.
    public init(isReady: Bool, notes: [(name: String, text: String)] = []) {
        self.isReady = isReady
        self.notes = notes
    }
}
