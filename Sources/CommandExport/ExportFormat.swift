// SPDX-License-Identifier: Apache-2.0

package import CommandManifest

/// What a manifest can be exported as.
package enum ExportFormat: String, CaseIterable, Sendable {
    /// OpenAPI 3.1: `/api/v1/NAME` and `/api.php`.
    case openapi
    /// OpenRPC 1.3: `/rpc`.
    case openrpc
    /// JSON Schema 2020-12: each command's parameters and reply.
    case jsonschema
    /// JSON Schema of the manifest language itself, for editors; the same for every manifest.
    case schema
    /// A reference to read.
    case markdown
}

/// What requests an OpenAPI document is about.
package enum RequestBody: String, CaseIterable, Sendable {
    /// All that a gateway takes, exactly: JSON and forms, a number as a text, both APIs.
    case any
    /// What a client should send that is generated from the document: JSON on `/api/v1`, each value in its own type, a key as a bearer.
    case json
}

extension ExportFormat {
    /// Where a gateway serves it.
    package var path: String { self == .markdown ? "/reference.md" : "/\(rawValue).json" }

    /// The format at a gateway's path; nil where there is none.
    package init?(path: String) {
        guard let format = Self.allCases.first(where: { $0.path.utf8.elementsEqual(path.utf8) }) else { return nil }
        self = format
    }

    /// What its documents are, for `Content-Type`.
    package var mediaType: String {
        switch self {
        case .openapi, .openrpc: "application/json"
        case .jsonschema, .schema: "application/schema+json"
        case .markdown: "text/markdown; charset=utf-8"
        }
    }
}

/// A manifest in the forms that other programs and people read. Everything in it comes from the declarations.
package struct Export: Sendable {
    /// What is described.
    package let manifest: Manifest
    /// What requests an OpenAPI document is about.
    package let body: RequestBody
    /// Where it is served, such as `https://api.example.com`, without a slash at its end; empty where that is not known.
    package let server: String

    /// Composes an export.
    package init(_ manifest: Manifest, server: String = "", body: RequestBody = .any) {
        self.manifest = manifest
        self.body = body
        self.server = server
    }

    /// The document, with a line's end.
    package func text(_ format: ExportFormat) -> String {
        switch format {
        case .openapi: OpenAPIDocument(manifest: manifest, server: server, body: body).document.text() + "\n"
        case .openrpc: OpenRPCDocument(manifest: manifest, server: server).document.text() + "\n"
        case .jsonschema: JSONSchemaDocument(manifest: manifest).document.text() + "\n"
        case .schema: ManifestSchema.document.text() + "\n"
        case .markdown: MarkdownDocument(manifest: manifest).text
        }
    }
}
