// SPDX-License-Identifier: Apache-2.0

import CommandManifest
import Foundation

/// What `check` found as a SARIF log, for editors and for services that show findings beside a change.
/// - SeeAlso: Static Analysis Results Interchange Format 2.1.0, OASIS
struct SARIFReport {
    private let diagnostics: [Diagnostic]
    /// The ids that were found, each once, in order.
    private let ids: [Diagnostic.ID]

    init(_ diagnostics: [Diagnostic]) {
        self.diagnostics = diagnostics
        var seen: Set<Diagnostic.ID> = []
        ids = diagnostics.map(\.id).filter { seen.insert($0).inserted }
    }

    /// The log in one line.
    var text: String {
        let run = ManifestValue.object([
            .init("tool", .object([.init("driver", driver)])), .init("columnKind", .string("unicodeCodePoints")),
            .init("results", .array(diagnostics.map(result))),
        ])
        return ManifestValue.object([
            .init("$schema", .string("https://json.schemastore.org/sarif-2.1.0.json")), .init("version", .string("2.1.0")),
            .init("runs", .array([run])),
        ]).json
    }

    private var driver: ManifestValue {
        .object([
            .init("name", .string(CommandServer.name)), .init("semanticVersion", .string(CommandServer.version)),
            .init("rules", .array(ids.map(rule))),
        ])
    }

    private func rule(_ id: Diagnostic.ID) -> ManifestValue {
        guard let page = PageIndex.page(of: id) else { return .object([.init("id", .string(id.rawValue))]) }
        return .object([
            .init("id", .string(id.rawValue)), .init("shortDescription", Self.message(page.meaning)),
            .init("fullDescription", Self.message(page.reason)), .init("help", Self.message(page.text)),
        ])
    }

    private func result(_ diagnostic: Diagnostic) -> ManifestValue {
        let words = [diagnostic.message, diagnostic.note].compactMap(\.self).joined(separator: " ")
        let related = diagnostic.related.enumerated().map { number, related in
            ManifestValue.object([
                .init("id", .integer(number + 1)), Self.place(related.location), .init("message", Self.message(related.message)),
            ])
        }
        return .object(
            [
                .init("ruleId", .string(diagnostic.id.rawValue)), .init("ruleIndex", .integer(ids.firstIndex(of: diagnostic.id) ?? -1)),
                .init("level", .string(diagnostic.severity.rawValue)), .init("message", Self.message(words)),
                .init("locations", .array([.object([Self.place(diagnostic.location)])])),
            ] + (related.isEmpty ? [] : [.init("relatedLocations", .array(related))]))
    }

    private static func place(_ location: SourceLocation) -> ManifestValue.Member {
        var region: [ManifestValue.Member] = [
            .init("startLine", .integer(location.line)), .init("startColumn", .integer(location.column)),
        ]
        if let end = location.endColumn { region.append(.init("endColumn", .integer(end))) }
        let artifact = ManifestValue.object([.init("uri", .string(uri(location.file)))])
        return .init("physicalLocation", .object([.init("artifactLocation", artifact), .init("region", .object(region))]))
    }

    /// A path as a URI: relative where it is, so that it means a file of the change that is looked at.
    private static func uri(_ path: String) -> String {
        let allowed = CharacterSet(charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/")
        let encoded = path.addingPercentEncoding(withAllowedCharacters: allowed) ?? ""
        return path.hasPrefix("/") ? "file://" + encoded : encoded
    }

    private static func message(_ text: String) -> ManifestValue { .object([.init("text", .string(text))]) }
}
