// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

import Synchronization

/// Sees to it that the database's files stay those that were opened, and that nobody opens them by another name.
///
/// A file that was removed or replaced goes on taking writes which nobody finds again. Each commit asks for it, before and
/// after; once a file is not in its place, no write is taken until the database is opened anew, since two files of one
/// name may both have been written meanwhile.
///
/// The lock on the file itself holds against a second process that comes by a hard link or a bind mount, where `PATH.lock`
/// is another file. It is a lock of `flock`, which on Linux has nothing to do with the locks of `fcntl` that SQLite takes.
final class FileWatch: Sendable {
    private let path: String
    private let descriptor: Int32
    private let identity: FileIdentity
    private let state = Mutex(State())

    private struct State {
        /// The files beside the database, by their names.
        var sides: [(path: String, identity: FileIdentity)] = []
        /// What was found out of its place.
        var lost: String?
    }

    /// What this process has open. To open and close one of them again would take away the locks that SQLite holds.
    /// - SeeAlso: https://www.sqlite.org/howtocorrupt.html, section 2.2.
    private static let opened = Mutex<Set<FileIdentity>>([])

    /// Locks the file, which is there, before SQLite opens it.
    /// - Throws: ``DatabaseInUse`` when it is open elsewhere, by whatever name; ``FileUnavailable`` when it cannot be opened.
    init(_ path: String) throws {
        self.path = path
        guard let identity = FileIdentity(at: path) else { throw FileUnavailable(path: path, number: errno) }
        guard Self.opened.withLock({ $0.insert(identity).inserted }) else { throw DatabaseInUse(path: path, holder: Int(getpid())) }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        do {
            guard descriptor >= 0, FileIdentity(of: descriptor) == identity else { throw FileUnavailable(path: path, number: errno) }
            guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { throw DatabaseInUse(path: path, holder: nil) }
        } catch {
            if descriptor >= 0 { close(descriptor) }
            _ = Self.opened.withLock { $0.remove(identity) }
            throw error
        }
        (self.descriptor, self.identity) = (descriptor, identity)
    }

    /// Watches the files beside the database, too. Called once, after SQLite has opened them.
    func watchSides() {
        let sides = ["-wal", "-shm"].compactMap { end in FileIdentity(at: path + end).map { (path: path + end, identity: $0) } }
        state.withLock { $0.sides = sides }
    }

    /// Looks whether the files are in their places.
    /// - Throws: `ComponentUnavailable` where one is not, and from then on.
    func check() throws {
        let lost = state.withLock { state in
            if state.lost == nil { state.lost = missing(beside: state.sides) }
            return state.lost
        }
        if let lost { throw Fault.unavailable("\(lost) was removed or replaced while it was open; writes stop until a restart") }
    }

    /// Whether the files are in their places, and always were.
    var isInPlace: Bool { (try? check()) != nil }

    private func missing(beside sides: [(path: String, identity: FileIdentity)]) -> String? {
        if FileIdentity(at: path) != identity { return path }
        return sides.first { FileIdentity(at: $0.path) != $0.identity }?.path
    }

    /// How long the log is, in bytes.
    var logSize: Int {
        var status = stat()
        return stat(path + "-wal", &status) == 0 ? Int(status.st_size) : 0
    }

    /// How many bytes the file system has left for this process; nil where it does not say.
    var bytesLeft: UInt64? {
        var system = statvfs()
        return statvfs(path, &system) == 0 ? UInt64(system.f_bavail) * UInt64(system.f_frsize) : nil
    }

    /// Lets the next one in. Called once, after the last connection was closed.
    func release() {
        close(descriptor)
        _ = Self.opened.withLock { $0.remove(identity) }
    }
}
