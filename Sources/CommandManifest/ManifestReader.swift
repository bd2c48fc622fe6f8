// SPDX-License-Identifier: Apache-2.0

/// Reads a manifest: YAML to declarations, checked, with every fault told at once.
///
/// ```swift
/// let (manifest, diagnostics) = ManifestReader().read(file: "commands.yaml")
/// ```
/// - SeeAlso: docs/manifest.md
public struct ManifestReader: Sendable {
    private let includeRoot: String?

    /// A reader; it keeps nothing between two manifests.
    ///
    /// - Parameter includeRoot: the folder that included files must be in, links followed; nil for that of the manifest.
    public init(includeRoot: String? = nil) { self.includeRoot = includeRoot }

    func files() -> ManifestFiles { ManifestFiles(includeRoot: includeRoot) }

    /// Reads a file and those that it includes, and says which these are.
    package func reading(of file: String) -> ManifestReading {
        var files = files()
        files.load(file)
        let (manifest, diagnostics) = result(files)
        return ManifestReading(manifest: manifest, diagnostics: diagnostics, files: files.paths)
    }

    /// Reads a file and those that it includes.
    ///
    /// - Returns: The manifest, exactly when there is no error among the diagnostics, which are in order of place.
    public func read(file: String) -> (manifest: Manifest?, diagnostics: [Diagnostic]) {
        var files = files()
        files.load(file)
        return result(files)
    }

    /// Reads a text as if it stood in the file `name`; what it includes is looked for beside that file.
    ///
    /// - Returns: The manifest, exactly when there is no error among the diagnostics, which are in order of place.
    public func read(text: [UInt8], name: String) -> (manifest: Manifest?, diagnostics: [Diagnostic]) {
        var files = files()
        files.load(text, name: name)
        return result(files)
    }

    func result(_ files: ManifestFiles) -> (manifest: Manifest?, diagnostics: [Diagnostic]) {
        var decoder = ManifestDecoder(faults: files.faults)
        if files.isComplete { decoder.decode(files.roots) }
        return (decoder.faults.hasError ? nil : decoder.manifest, decoder.faults.sorted)
    }
}

/// What came of reading a manifest.
package struct ManifestReading: Sendable {
    /// The manifest; there exactly when there is no error among the diagnostics.
    package let manifest: Manifest?
    /// What was found, in order of place.
    package let diagnostics: [Diagnostic]
    /// The path of each file that was looked for, the first one first; those that were not there included.
    package let files: [String]
}
