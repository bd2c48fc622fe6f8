// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Files of the repository that stand outside of this target.
enum Repository {
    /// A path from the repository's root.
    static func path(_ relative: String) -> String {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent(relative).path
    }

    /// The bytes of the manifest that is shipped.
    static func manifest() throws -> [UInt8] { Array(try Data(contentsOf: URL(fileURLWithPath: path("commands.yaml")))) }
}
