// SPDX-License-Identifier: Apache-2.0

import CommandManifest

/// Thrown for a manifest with which no server would start, by itself or with the handlers that it was held against.
public struct UnsoundManifest: Error, CustomStringConvertible {
    /// Each fault as `commands.yaml:41:7: error: … [id]`, in order of place.
    public let diagnostics: [String]

    /// The faults with other places that have to do with them and with what to do, as `check` prints them but for the lines
    /// of the file.
    public let description: String

    init(_ diagnostics: [Diagnostic]) {
        let sorted = diagnostics.sorted { $0.location < $1.location }
        self.diagnostics = sorted.map { "\($0.location): \($0.severity.rawValue): \($0.message) [\($0.id)]" }
        var printer = DiagnosticPrinter { _ in nil }
        description = sorted.map { printer.text($0) }.joined(separator: "\n")
    }
}
