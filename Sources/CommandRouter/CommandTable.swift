// SPDX-License-Identifier: Apache-2.0

package import CommandKit
package import CommandManifest
import CommandWire

/// Every command, found by name in time that does not grow with their number. Made once from a manifest and the
/// plugins, never changed.
package final class CommandTable: Sendable {
    /// Every command, in declared order, then the router's own.
    package let entries: [CommandEntry]
    private let index: NameIndex
    /// Permissions and codes that the manifest declares.
    package let manifest: Manifest

    /// Binds handlers to declarations. Hold ``ContractCheck`` against both first.
    package init(
        _ manifest: Manifest, plugins: [any CommandPlugin], builtIn: [BuiltInCommand] = [], settings: RouterSettings, faults: Faults
    ) {
        let handlers = Dictionary(
            Registration.all(of: plugins).map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        let standIn = settings.standIns.map { Registration(StandIn(runs: $0), plugin: "stand-in") }
        let declared = manifest.commands.map { ($0, handlers[CommandName($0.name)] ?? standIn) }
        let own = builtIn.map { ($0.declaration, Optional(Registration($0))) }
        entries = (declared + own).map {
            CommandEntry($0, handler: $1, standard: manifest.errors, settings: settings, faults: faults)
        }
        // Of two that are the same the first is kept: the router's own win.
        index = NameIndex(entries.enumerated().map { ($1.declaration.name, $0) }.reversed())
        self.manifest = manifest
    }

    /// The command that a call names.
    func find(_ name: CallName, _ source: Span<UInt8>) -> CommandEntry? {
        name.number(in: index, source).map { entries[$0] }
    }

    /// The command of this name.
    package func find(_ name: String) -> CommandEntry? { index.find(name).map { entries[$0] } }
}
