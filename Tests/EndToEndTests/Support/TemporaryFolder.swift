// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A fresh folder that nothing else uses. It is there for as long as somebody holds it, a running process for example.
final class TemporaryFolder: Sendable {
    private let url: URL
    /// The folder that it is in, where that is kept for it.
    private let outer: TemporaryFolder?

    init() throws {
        outer = nil
        url = FileManager.default.temporaryDirectory.appending(path: "command-router-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    /// A folder within another, which was made there.
    init(_ name: String, in folder: TemporaryFolder) {
        outer = folder
        url = folder.file(name)
    }

    deinit { remove() }

    /// Removes it now.
    func remove() { try? FileManager.default.removeItem(at: url) }

    var path: String { url.path(percentEncoded: false) }

    /// The place of a file in it.
    func file(_ name: String) -> URL { url.appending(path: name) }

    /// Whether it has a file of this name.
    func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: file(name).path(percentEncoded: false)) }
}
