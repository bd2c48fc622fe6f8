// SPDX-License-Identifier: Apache-2.0

@testable import CommandManifest

/// Small manifests, each with one command.
enum ManifestText {
    /// A command without parameters; `rest` follows its keys and must be indented as they are.
    static func command(_ rest: String = "", top: String = "") -> String {
        """
        manifest: 1
        \(top)
        commands:
          tag.create:
            summary: Create a tag
            plugin: tags
            access: [user]
            permissions: []
            effects: write
            returns: {}
        \(rest)
        """
    }

    /// A command with these parameters, each a line; `rest` follows them.
    static func parameters(_ lines: String..., rest: String = "") -> String {
        command("    parameters:\n" + lines.map { "      \($0)\n" }.joined() + rest)
    }
}

extension ManifestReader {
    /// Reads a text in the file `commands.yaml`.
    func read(_ text: String) -> (manifest: Manifest?, diagnostics: [Diagnostic]) {
        read(text: Array(text.utf8), name: "commands.yaml")
    }
}
