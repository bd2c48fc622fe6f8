// SPDX-License-Identifier: Apache-2.0

package import CommandKit
package import CommandManifest
import CommandWire

/// Every command, found by name in time that does not grow with their number. Made once from a manifest and the
/// plugins, never changed.
package final class CommandTable: Sendable {
    /// Every command, in declared order.
    package let entries: [CommandEntry]
    private let index: NameIndex
    /// Permissions and codes that the manifest declares.
    package let manifest: Manifest

    /// Binds handlers to declarations. Hold ``ContractCheck`` against both first.
    package init(_ manifest: Manifest, plugins: [any CommandPlugin], settings: RouterSettings, faults: Faults) {
        let handlers = Dictionary(
            Registration.all(of: plugins).map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        entries = manifest.commands.map {
            CommandEntry($0, handler: handlers[CommandName($0.name)], standard: manifest.errors, settings: settings, faults: faults)
        }
        index = NameIndex(manifest.commands.enumerated().map { ($1.name, $0) })
        self.manifest = manifest
    }

    /// The command that a call names.
    func find(_ name: CallName, _ source: Span<UInt8>) -> CommandEntry? {
        name.number(in: index, source).map { entries[$0] }
    }

    /// The command of this name.
    package func find(_ name: String) -> CommandEntry? { index.find(name).map { entries[$0] } }
}
