// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandManifest

/// Handlers whose commands are not declared. Where a declared command without a handler may be meant, the two are told of
/// once, at that declaration; else at `commands` in the file where the plugin has its others.
struct StrayHandlers {
    private(set) var diagnostics: [Diagnostic] = []
    /// The declared commands that may be meant.
    private(set) var meant: Set<String> = []

    init(_ handlers: [Registration], _ manifest: Manifest, unbound: [CommandDeclaration], file: String) {
        for handler in handlers {
            let free = unbound.filter { !meant.contains($0.name) }
            let nearest = Suggestion.nearest(to: handler.name.description, among: free.map(\.name))
            let own = free.filter { $0.plugin == handler.plugin }
            let isAlone = own.count == 1 && handlers.count { $0.plugin == handler.plugin } == 1
            let other = free.first { $0.name == nearest } ?? (isAlone ? own.first : nil)
            if let other { meant.insert(other.name) }
            diagnostics.append(
                Diagnostic(
                    .contractUndeclared, at: other?.location ?? Self.place(of: handler, manifest, file),
                    "The plugin `\(handler.plugin)` handles `\(handler.name)`, which is not declared.",
                    note: Self.note(nearest, other)))
        }
    }

    private static func note(_ nearest: String?, _ other: CommandDeclaration?) -> String {
        if let nearest { return "Did you mean `\(nearest)`? Write one name in both places." }
        guard let other else { return "Declare it under `commands`, or remove the handler." }
        return "`\(other.name)` of this plugin has no handler: if that is meant, write one name in both places."
    }

    private static func place(of handler: Registration, _ manifest: Manifest, _ file: String) -> SourceLocation {
        let sibling = manifest.commands.last { $0.plugin == handler.plugin }?.location.file
        let places = manifest.commandsLocations
        return places.first { $0.file == sibling } ?? places.first ?? SourceLocation(file: file, line: 1, column: 1)
    }
}
