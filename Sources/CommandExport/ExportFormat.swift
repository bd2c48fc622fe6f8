// SPDX-License-Identifier: Apache-2.0

package import CommandManifest

/// What a manifest can be exported as.
package enum ExportFormat: String, CaseIterable, Sendable {
    /// JSON Schema of the manifest language itself, for editors; the same for every manifest.
    case schema
}

/// A manifest in the forms that other programs and people read. Everything in it comes from the declarations.
package struct Export: Sendable {
    /// What is described.
    package let manifest: Manifest
    /// Where it is served, such as `https://api.example.com`, without a slash at its end; empty where that is not known.
    package let server: String

    /// Composes an export.
    package init(_ manifest: Manifest, server: String = "") {
        self.manifest = manifest
        self.server = server
    }

    /// The document, with a line's end.
    package func text(_ format: ExportFormat) -> String {
        switch format {
        case .schema: ManifestSchema.document.text() + "\n"
        }
    }
}
