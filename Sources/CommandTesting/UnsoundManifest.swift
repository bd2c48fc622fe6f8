// SPDX-License-Identifier: Apache-2.0

import CommandManifest

/// Thrown for a manifest with which no server would start, by itself or with the handlers that it was held against.
public struct UnsoundManifest: Error, CustomStringConvertible {
    /// Each fault as `commands.yaml:41:7: error: … [id]`, in order of place.
    public let diagnostics: [String]

    /// The faults, one to a line.
    public var description: String { diagnostics.joined(separator: "\n") }

    init(_ diagnostics: [Diagnostic]) {
        self.diagnostics = diagnostics.map { "\($0.location): \($0.severity.rawValue): \($0.message) [\($0.id)]" }
    }
}
