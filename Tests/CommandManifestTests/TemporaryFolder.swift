// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A folder that is gone when nobody holds it any more.
final class TemporaryFolder: Sendable {
    /// Its path, without a slash at the end.
    let path: String

    /// Makes a folder with these files, by name; a name may have one folder before it.
    init(_ files: [String: String] = [:]) throws {
        path = NSTemporaryDirectory() + "manifest-" + UUID().uuidString
        for (name, text) in files {
            let url = URL(fileURLWithPath: path + "/" + name)
            try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try text.write(to: url, atomically: false, encoding: .utf8)
        }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
