// SPDX-License-Identifier: Apache-2.0

import CommandManifest

/// What `check` found, in one line of JSON.
/// - SeeAlso: docs/diagnostics.md, "As JSON"
struct CheckReport {
    private let checked: ManifestFile

    init(_ checked: ManifestFile) { self.checked = checked }

    var text: String {
        ManifestValue.object([
            .init("file", .string(checked.file)), .init("sound", .boolean(checked.isSound)),
            .init("errors", .integer(checked.diagnostics.count(of: .error))),
            .init("warnings", .integer(checked.diagnostics.count(of: .warning))),
            .init("diagnostics", .array(checked.diagnostics.map(Self.value))),
        ]).json
    }

    private static func value(_ diagnostic: Diagnostic) -> ManifestValue {
        var members: [ManifestValue.Member] = [
            .init("severity", .string(diagnostic.severity.rawValue)), .init("id", .string(diagnostic.id.rawValue)),
        ]
        members += place(diagnostic.location)
        members.append(.init("message", .string(diagnostic.message)))
        if let note = diagnostic.note { members.append(.init("note", .string(note))) }
        if let page = PageIndex.page(of: diagnostic.id) { members.append(.init("meaning", .string(page.meaning))) }
        if !diagnostic.related.isEmpty {
            let related = diagnostic.related.map { ManifestValue.object(place($0.location) + [.init("message", .string($0.message))]) }
            members.append(.init("related", .array(related)))
        }
        return .object(members)
    }

    private static func place(_ location: SourceLocation) -> [ManifestValue.Member] {
        let members: [ManifestValue.Member] = [
            .init("file", .string(location.file)), .init("line", .integer(location.line)), .init("column", .integer(location.column)),
        ]
        return members + (location.endColumn.map { [.init("endColumn", .integer($0))] } ?? [])
    }
}
