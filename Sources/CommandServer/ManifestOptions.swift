// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CommandManifest
import Foundation

/// Which files a manifest may include.
struct IncludeOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The folder that included files must be in, wherever links lead; the manifest's own where none is given. "
                + "Also COMMAND_ROUTER_INCLUDE_ROOT.", valueName: "folder"))
    var includeRoot: String?

    func validate() throws {
        guard let root else { return }
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: root, isDirectory: &isFolder), isFolder.boolValue else {
            throw ValidationError("--include-root (or COMMAND_ROUTER_INCLUDE_ROOT) is a folder, and \(root) is none")
        }
    }

    /// The flag, else the environment; nil for the manifest's own folder.
    var root: String? { includeRoot ?? Defaults.includeRoot }

    /// Reads manifests as these options say.
    var reader: ManifestReader { ManifestReader(includeRoot: root) }
}
