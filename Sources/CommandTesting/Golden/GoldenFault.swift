// SPDX-License-Identifier: Apache-2.0

/// Thrown for a golden file that cannot be read as one.
public struct GoldenFault: Error, CustomStringConvertible {
    /// The file, and what is wrong with it.
    public let description: String

    init(_ file: String, _ message: String) { description = "\(file): \(message)" }
}
