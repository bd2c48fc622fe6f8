// SPDX-License-Identifier: Apache-2.0

import CommandExport
package import CommandKit
import CommandManifest
import CommandWire
import Synchronization

/// The documents that were asked for, each in the form for callers who may call the same commands. Bounded: few sets of
/// permissions are in use, and whoever brings many has each made anew.
final class DocumentShelf: Sendable {
    private struct Key: Hashable {
        let format: ExportFormat
        let shown: [Bool]
    }

    private static let most = 64
    private let documents = Mutex<[Key: Document]>([:])

    /// A document about what a caller may call, neither more nor less, where it was made before.
    func kept(_ format: ExportFormat, for principal: Principal, of table: CommandTable) -> Document? {
        let key = key(format, principal, table)
        return documents.withLock { $0[key] }
    }

    /// The same, made where it is not there. That takes some milliseconds.
    func document(_ format: ExportFormat, for principal: Principal, of table: CommandTable) -> Document {
        let key = key(format, principal, table)
        if let kept = documents.withLock({ $0[key] }) { return kept }
        let commands = zip(table.entries, key.shown).filter(\.1).map(\.0.declaration)
        let text = Export(table.manifest.showing(commands)).text(format)
        let document = Document(mediaType: format.mediaType, bytes: Array(text.utf8))
        documents.withLock { kept in
            if kept.count >= Self.most { kept.removeAll() }
            kept[key] = document
        }
        return document
    }

    private func key(_ format: ExportFormat, _ principal: Principal, _ table: CommandTable) -> Key {
        Key(format: format, shown: format == .schema ? [] : table.entries.map { $0.isCallable(by: principal) })
    }
}

extension CommandEntry {
    /// Whether a call by this caller would reach its parameters. Commands that ask for no credentials are everybody's.
    package func isCallable(by principal: Principal) -> Bool {
        callType != nil && (offered.isOpenToAll || offered.admits(principal))
    }
}

extension Manifest {
    /// The same with these commands alone, and the permissions that they need.
    fileprivate func showing(_ commands: [CommandDeclaration]) -> Manifest {
        let needed = Set(commands.flatMap(\.permissions))
        return Manifest(permissions: permissions.filter { needed.contains($0.name) }, errors: errors, commands: commands)
    }
}
