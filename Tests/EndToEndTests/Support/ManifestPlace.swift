// SPDX-License-Identifier: Apache-2.0

import Foundation
import Glibc

/// A manifest's file, written as editors and deployments write.
struct ManifestPlace: Sendable {
    let folder: TemporaryFolder
    let name: String

    /// The path that a server is given.
    var path: String { folder.file(name).path(percentEncoded: false) }

    init(in folder: TemporaryFolder, named name: String = "commands.yaml") {
        self.folder = folder
        self.name = name
    }

    /// In place, all at once or only so many bytes of it.
    func overwrite(_ text: String, bytes: Int = .max) throws {
        try write(path, O_WRONLY | O_CREAT | O_TRUNC, Array(text.utf8).prefix(bytes))
    }

    /// The bytes from a place on, behind those that are there.
    func append(_ text: String, from start: Int) throws { try write(path, O_WRONLY | O_APPEND, Array(text.utf8).dropFirst(start)) }

    /// Beside it, and then renamed.
    func rename(_ text: String) throws {
        let other = path + ".new"
        try write(other, O_WRONLY | O_CREAT | O_TRUNC, Array(text.utf8)[...])
        guard Glibc.rename(other, path) == 0 else { throw TestFailure("rename: \(errno)") }
    }

    /// Removed, and made anew.
    func remake(_ text: String) throws {
        unlink(path)
        try overwrite(text)
    }

    /// As Kubernetes does it: the file is a link into a folder that is a link, which is exchanged.
    func exchange(_ text: String) throws {
        let version = "version-\(UUID().uuidString)"
        try FileManager.default.createDirectory(at: folder.file(version), withIntermediateDirectories: false)
        try write(folder.file(version + "/" + name).path(percentEncoded: false), O_WRONLY | O_CREAT, Array(text.utf8)[...])
        try link("..data", to: version)
        try link(name, to: "..data/" + name)
    }

    private func link(_ name: String, to target: String) throws {
        let place = folder.file(name).path(percentEncoded: false)
        guard symlink(target, place + ".link") == 0, Glibc.rename(place + ".link", place) == 0 else {
            throw TestFailure("link: \(errno)")
        }
    }

    private func write(_ path: String, _ flags: Int32, _ bytes: ArraySlice<UInt8>) throws {
        let descriptor = open(path, flags | O_CLOEXEC, 0o600)
        defer { close(descriptor) }
        var rest = bytes
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { throw TestFailure("write: \(errno)") }
            rest = rest.dropFirst(count)
        }
    }
}
