// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Files as bytes.
enum SourceFile {
    /// Why a file cannot be read.
    struct Unreadable: Error {
        let reason: String

        static var lastError: Unreadable { Unreadable(reason: String(cString: strerror(errno))) }
    }

    /// A regular file's bytes; of one that is too large, as many as show that it is.
    ///
    /// - Throws: ``Unreadable`` when it is not there, is no regular file, or may not be read.
    static func bytes(_ path: String) throws(Unreadable) -> [UInt8] {
        // Opening a pipe must not wait for a writer.
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { throw .lastError }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .lastError }
        guard status.st_mode & S_IFMT == S_IFREG else { throw Unreadable(reason: "it is not a regular file") }
        return try contents(descriptor)
    }

    private static func contents(_ descriptor: Int32) throws(Unreadable) -> [UInt8] {
        var result: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while result.count <= YAMLBounds.bytes {
            let count = read(descriptor, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .lastError }
            if count == 0 { break }
            result.append(contentsOf: chunk[..<count])
        }
        return result
    }

    /// The file in the folder of an absent one whose name is nearest; nil where none is near.
    static func nearest(to absent: String) -> String? {
        guard access(absent, F_OK) != 0 else { return nil }
        let folder = absent.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(absent[...$0]) } ?? ""
        guard let entries = opendir(folder.isEmpty ? "." : folder) else { return nil }
        defer { closedir(entries) }
        var names: [String] = []
        while names.count < 1_000, let entry = readdir(entries) {
            names.append(
                withUnsafePointer(to: &entry.pointee.d_name) { name in
                    name.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
                })
        }
        return Suggestion.nearest(to: String(absent.dropFirst(folder.count)), among: names.sorted()).map { folder + $0 }
    }

    /// A path that is relative to the folder of `file`.
    static func path(_ path: String, beside file: String) -> String {
        guard let slash = file.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path }
        return String(file[...slash]) + path
    }

    /// The path that tells a file from others, links followed; the path itself where there is no such file.
    static func identity(_ path: String) -> String {
        guard let resolved = realpath(path, nil) else { return path }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}
