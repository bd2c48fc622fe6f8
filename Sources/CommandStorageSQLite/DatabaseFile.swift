// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The file that a database lives in, under the one name by which it is locked.
struct DatabaseFile {
    /// Absolute, without symbolic links: two ways to write a path must not be two locks.
    let path: String

    /// Finds the name; the folder must be there, the file need not.
    /// - Throws: ``FileUnavailable`` when there is no such folder.
    init(_ name: String) throws {
        let url = URL(fileURLWithPath: name)
        if let path = try? Self.resolved(url.path) {
            self.path = path
        } else {
            path = try Self.resolved(url.deletingLastPathComponent().path) + "/" + url.lastPathComponent
        }
    }

    /// Makes the file where there is none, readable by its owner alone; SQLite gives its side files the same rights.
    ///
    /// A file that is there is not touched: to close it would take away the locks that SQLite holds on it elsewhere in
    /// this process. Call it with the ``FileLock`` held.
    /// - Throws: ``FileUnavailable`` when the file cannot be made.
    /// - SeeAlso: https://www.sqlite.org/howtocorrupt.html, section 2.2.
    func make() throws {
        let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 || errno == EEXIST else { throw FileUnavailable(path: path, number: errno) }
        if descriptor >= 0 { close(descriptor) }
    }

    private static func resolved(_ name: String) throws -> String {
        guard let resolved = realpath(name, nil) else { throw FileUnavailable(path: name, number: errno) }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}
