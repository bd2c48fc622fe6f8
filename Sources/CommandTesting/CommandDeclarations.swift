// SPDX-License-Identifier: Apache-2.0

import CommandManifest

/// What a manifest declares, for checks that are derived from it: ``GoldenCoverage``, ``ReplyCheck``, ``TenancyCheck``.
public struct CommandDeclarations: Sendable {
    let manifest: Manifest

    /// Reads a manifest's file and those that it includes.
    ///
    /// - Throws: ``UnsoundManifest`` with every fault, where there is one.
    public init(manifestFile path: String) throws(UnsoundManifest) {
        try self.init(ManifestReader().read(file: path))
    }

    /// The same for a text, as if it stood in the file `name`.
    ///
    /// - Throws: ``UnsoundManifest`` with every fault, where there is one.
    public init(manifest text: String, name: String = "commands.yaml") throws(UnsoundManifest) {
        try self.init(ManifestReader().read(text: Array(text.utf8), name: name))
    }

    private init(_ read: (manifest: Manifest?, diagnostics: [Diagnostic])) throws(UnsoundManifest) {
        guard let manifest = read.manifest else { throw UnsoundManifest(read.diagnostics) }
        self.manifest = manifest
    }

    /// Every command's name, in declared order.
    public var commands: [String] { manifest.commands.map(\.name) }

    /// Every declared permission, in declared order.
    public var permissions: [String] { manifest.permissions.map(\.name) }

    func command(_ name: String) -> CommandDeclaration? { manifest.commands.first { $0.name == name } }
}
