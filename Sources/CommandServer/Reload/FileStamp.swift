// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// By what a file is known to be as it was: which file a path leads to, links followed, how long it is, and when it was
/// written and changed. Equal stamps are of equal contents, unless a file is written twice within a tick of its system's clock.
struct FileStamp: Hashable {
    private let device, inode, size: Int64
    private let written, changed: [Int]

    /// Stamps what a path leads to; nil where there is nothing.
    init?(_ path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        (device, inode, size) = (Int64(truncatingIfNeeded: status.st_dev), Int64(truncatingIfNeeded: status.st_ino), Int64(status.st_size))
        #if canImport(Glibc)
        (written, changed) = (
            [status.st_mtim.tv_sec, status.st_mtim.tv_nsec], [status.st_ctim.tv_sec, status.st_ctim.tv_nsec]
        )
        #else
        (written, changed) = (
            [status.st_mtimespec.tv_sec, status.st_mtimespec.tv_nsec], [status.st_ctimespec.tv_sec, status.st_ctimespec.tv_nsec]
        )
        #endif
    }
}

/// The stamps of a manifest's files, by path.
struct ManifestStamp: Hashable {
    private let files: [String: FileStamp?]

    /// Stamps files.
    init(_ paths: [String]) {
        files = Dictionary(paths.map { ($0, FileStamp($0)) }, uniquingKeysWith: { first, _ in first })
    }

    /// Whether every file is there.
    var isComplete: Bool { files.values.allSatisfy { $0 != nil } }
    /// Which files it is of.
    var paths: Set<String> { Set(files.keys) }
}
