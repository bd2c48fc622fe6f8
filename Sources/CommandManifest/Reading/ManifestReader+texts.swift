// SPDX-License-Identifier: Apache-2.0

/// Reading files as they would be.
extension ManifestReader {
    /// Reads a file and those that it includes, with texts that stand for what some of these files hold.
    ///
    /// - Parameter texts: by path, as diagnostics name it.
    /// - Returns: The manifest, exactly when there is no error among the diagnostics, which are in order of place.
    package func read(file: String, with texts: [String: [UInt8]]) -> (manifest: Manifest?, diagnostics: [Diagnostic]) {
        var files = files()
        for (path, text) in texts { files.texts[SourceFile.identity(path)] = text }
        files.load(file)
        return result(files)
    }
}
