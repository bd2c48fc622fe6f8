// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Thrown when another process, or another part of this one, has the database open.
///
/// SQLite itself would let both in; two connections that write one file in WAL mode can damage it in versions before
/// 3.51.3, and two processes would not see what the other has in its memory.
/// - SeeAlso: https://www.sqlite.org/wal.html, section 11, "The WAL-Reset Bug".
public struct DatabaseInUse: Error, CustomStringConvertible {
    /// The database's file.
    public let path: String
    /// The process that has it, where it could be read.
    public let holder: Int?

    /// One sentence for whoever started the second one.
    public var description: String {
        "\(path) is in use by \(holder.map { "process \($0)" } ?? "another process"); one process at a time may open it"
    }
}

/// A lock on `PATH.lock`, held until it is released or the process ends, however it ends.
///
/// The file stays behind: to delete it would let two processes lock two files of one name.
struct FileLock: Sendable {
    private let descriptor: Int32

    /// Takes the lock without waiting.
    /// - Throws: ``DatabaseInUse`` when it is held; ``FileUnavailable`` when the file cannot be made.
    init(database path: String) throws {
        let descriptor = open(path + ".lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw FileUnavailable(path: path + ".lock", number: errno) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            defer { close(descriptor) }
            throw DatabaseInUse(path: path, holder: Self.holder(descriptor))
        }
        self.descriptor = descriptor
        let name = Array("\(getpid())\n".utf8)
        if ftruncate(descriptor, 0) == 0 { _ = pwrite(descriptor, name, name.count, 0) }
    }

    /// Lets the next one in. Called once, after the last connection was closed.
    func release() { close(descriptor) }

    private static func holder(_ descriptor: Int32) -> Int? {
        var digits = [UInt8](repeating: 0, count: 20)
        let count = pread(descriptor, &digits, digits.count, 0)
        return Int(String(decoding: digits.prefix(max(0, count)).prefix { $0 != 0x0A }, as: UTF8.self))
    }
}

/// Thrown when a file that the database needs cannot be made or opened.
struct FileUnavailable: Error, CustomStringConvertible {
    let path: String
    let number: Int32
    var description: String { "\(path): \(String(cString: strerror(number)))" }
}
