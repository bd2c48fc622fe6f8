// SPDX-License-Identifier: Apache-2.0

import CommandManifest
import Testing

/// Manifests for tests, read from YAML as a server reads them.
enum FixtureManifest {
    /// What every fixture begins with: credentials in the group `call`, and the codes 1 to 40 for `errors: *codes`.
    private static let top = """
        manifest: 1
        permissions: { Do: Do it, Undo: Undo it }
        groups:
          call:
            Command: { type: string, role: command, summary: "API command" }
            SessionID: { type: string, role: session, secret: true, summary: "Session" }
            APIKey: { type: string, role: key, secret: true, summary: "Key" }
            AdminAPIKey: { type: string, role: adminKey, secret: true, summary: "Admin's key" }
            ResponseFormat: { type: string, role: format, summary: "Format" }

        """

    /// A manifest of the commands in a YAML text, written without indentation.
    static func commands(_ text: String) throws -> Manifest {
        try read(top + "commands:\n" + indented(text, by: 2))
    }

    /// A command without special wishes; `more` holds further lines of it.
    static func command(_ name: String, _ more: String = "", parameters: String = "", rules: String = "") -> String {
        var text = "\(name):\n  summary: A command\n  plugin: test\n  groups: [call]\n  effects: write\n"
        for (key, usual) in [("access", "[user]"), ("permissions", "[]"), ("errors", codes), ("returns", "{}")]
        where !more.split(separator: "\n").contains(where: { $0.hasPrefix(key + ":") }) {
            text += "  \(key): \(usual)\n"
        }
        if !more.isEmpty { text += indented(more, by: 2) }
        if !parameters.isEmpty { text += "  parameters:\n" + indented(parameters, by: 4) }
        if !rules.isEmpty { text += "  rules:\n" + indented(rules, by: 4) }
        return text
    }

    private static let codes = "{ " + (1...40).map { "\($0): Text of \($0)" }.joined(separator: ", ") + " }"

    /// Reads a text, which must be free of faults.
    static func read(_ text: String) throws -> Manifest {
        let (manifest, diagnostics) = ManifestReader().read(text: Array(text.utf8), name: "test.yaml")
        let faults = diagnostics.map { "\($0.location.line): \($0.message)" }.joined(separator: "\n")
        return try #require(manifest, "\(faults)\n\(text)")
    }

    private static func indented(_ text: String, by count: Int) -> String {
        let space = String(repeating: " ", count: count)
        return text.split(separator: "\n").map { space + $0 + "\n" }.joined()
    }
}
