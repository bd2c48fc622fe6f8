// SPDX-License-Identifier: Apache-2.0

import CommandAccounts
import Foundation

/// A new file that a key is written to, readable by its owner alone.
struct KeyFile {
    let path: String

    /// Makes it.
    ///
    /// - Throws: ``CommandLineFailure`` where there is a file of this name, or none can be made.
    init(_ path: String) throws {
        self.path = path
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw CommandLineFailure("The key cannot be written to \(AuditTrail.quoted(path)): \(String(cString: strerror(errno)))")
        }
        Foundation.close(descriptor)
    }

    /// Writes a key, to stay after a power cut.
    ///
    /// - Throws: ``CommandLineFailure`` where it cannot be written.
    func write(_ key: String) throws {
        do {
            let handle = try FileHandle(forWritingTo: URL(filePath: path))
            defer { try? handle.close() }
            try handle.write(contentsOf: Data((key + "\n").utf8))
            try handle.synchronize()
        } catch {
            throw CommandLineFailure("The key cannot be written to \(AuditTrail.quoted(path)): \(Reason(error))")
        }
    }

    /// Removes it, since no account was made.
    func remove() { try? FileManager.default.removeItem(atPath: path) }
}
