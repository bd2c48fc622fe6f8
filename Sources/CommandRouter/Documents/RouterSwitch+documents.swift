// SPDX-License-Identifier: Apache-2.0

import CommandExport
package import CommandWire

/// Documents are of the manifest in force.
extension RouterSwitch: DocumentSource {
    /// Whether there is a document at a path, whatever manifest is in force.
    package func hasDocument(at path: String) -> Bool { ExportFormat(path: path) != nil }

    /// The document at a request's path.
    package func document(for request: InboundRequest) -> DocumentExchange { current.document(for: request) }
}
