// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The shipped manifest with two more commands, which have no handler.
enum HalfBuiltManifest {
    /// Their names. The second has no v1 alias.
    static let commands = ["report.start", "report.stop"]

    /// Writes it into a folder.
    static func write(_ name: String, in folder: TemporaryFolder) throws {
        let shipped = try String(contentsOfFile: Project.manifest, encoding: .utf8)
        let more = commands.map { command(named: $0, surfaces: $0 == "report.stop" ? "[api, rpc]" : "[api, v1, rpc]") }
        try (shipped + "\n" + more.joined()).write(to: folder.file(name), atomically: true, encoding: .utf8)
    }

    private static func command(named name: String, surfaces: String) -> String {
        """
          \(name):
            summary: A report
            plugin: reports
            access: [user]
            permissions: []
            effects: read
            surfaces: \(surfaces)
            groups: [call, session, key]
            returns: {}

        """
    }
}
