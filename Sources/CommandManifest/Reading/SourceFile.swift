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
        // A device may do something when it is opened, so it is looked at before.
        var status = stat()
        guard stat(path, &status) == 0 else { throw .lastError }
        try requireRegular(status)
        // Opening a pipe must not wait for a writer, where one has come since.
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .lastError }
        defer { close(descriptor) }
        guard fstat(descriptor, &status) == 0 else { throw .lastError }
        try requireRegular(status)
        return try contents(descriptor)
    }

    private static func requireRegular(_ status: stat) throws(Unreadable) {
        switch status.st_mode & S_IFMT {
        case S_IFREG: return
        case S_IFDIR: throw Unreadable(reason: "it is a folder")
        case S_IFIFO: throw Unreadable(reason: "it is a pipe, not a regular file")
        case S_IFCHR, S_IFBLK: throw Unreadable(reason: "it is a device, not a regular file")
        default: throw Unreadable(reason: "it is not a regular file")
        }
    }

    private static func contents(_ descriptor: Int32) throws(Unreadable) -> [UInt8] {
        var result: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while result.count <= YAMLBudget.bytes {
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

    /// The folder of a file, as a path.
    static func folder(of file: String) -> String {
        file.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(file[...$0]) } ?? "."
    }

    /// Where a path leads, links followed. Of what is not there the nearest folder's links are followed and the rest is taken as it is
    /// written, `..` included.
    static func destination(_ path: String) -> String {
        if let resolved = realpath(path, nil) {
            defer { free(resolved) }
            return String(cString: resolved)
        }
        var parts = path.split(separator: "/", omittingEmptySubsequences: true).map(String.init)
        var rest: [String] = []
        while let last = parts.popLast() {
            rest.insert(last, at: 0)
            let start = (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
            guard let resolved = realpath(start.isEmpty ? "." : start, nil) else { continue }
            defer { free(resolved) }
            return joined(String(cString: resolved), rest)
        }
        return path
    }

    private static func joined(_ folder: String, _ rest: [String]) -> String {
        var parts = folder.split(separator: "/").map(String.init)
        for part in rest where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        return "/" + parts.joined(separator: "/")
    }

    /// The path that tells a file from others, links followed; the path itself where there is no such file.
    static func identity(_ path: String) -> String {
        guard let resolved = realpath(path, nil) else { return path }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}
