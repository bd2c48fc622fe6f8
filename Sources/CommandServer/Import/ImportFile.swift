// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The file that is brought in: read from its start, and looked at again where a row is refused.
final class ImportFile {
    /// How messages call it.
    let name: String
    private let file: FileHandle

    /// Opens a file.
    ///
    /// - Throws: ``CommandLineFailure`` where it cannot be read, or is a folder, a pipe or a device.
    init(path: String) throws { (name, file) = (path, try GivenFile.regular(path)) }

    private init(name: String, file: FileHandle) { (self.name, self.file) = (name, file) }

    /// Standard input to its end, in a file that has no name.
    ///
    /// - Throws: ``CommandLineFailure`` where it was read before, cannot be read, or finds no room.
    static func input() throws -> ImportFile {
        let path = FileManager.default.temporaryDirectory.appending(path: "command-router-import-\(UUID())").path
        let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw failure("No file for standard input can be made in \(FileManager.default.temporaryDirectory.path)")
        }
        unlink(path)
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do {
            try GivenFile.eachChunk(ofInput: { try file.write(contentsOf: $0) })
        } catch let failure as CommandLineFailure {
            throw failure
        } catch {
            throw CommandLineFailure("Standard input cannot be kept: \(Reason(error)).")
        }
        try file.seek(toOffset: 0)
        return ImportFile(name: "Standard input", file: file)
    }

    private static func failure(_ text: String) -> CommandLineFailure {
        CommandLineFailure("\(text): \(String(cString: strerror(errno))).")
    }

    /// The next bytes; none at its end.
    func read(upTo count: Int) throws -> [UInt8] {
        do { return Array(try file.read(upToCount: count) ?? Data()) } catch {
            throw CommandLineFailure("\(name) cannot be read: \(Reason(error)).")
        }
    }

    /// Reads on from a byte.
    func seek(to offset: Int) throws { try file.seek(toOffset: UInt64(offset)) }

    /// Its length and a hash; reading goes on where it was.
    func mark() throws -> FileMark {
        let place = try file.offset()
        try file.seek(toOffset: 0)
        defer { try? file.seek(toOffset: place) }
        return try FileMark(file)
    }

    /// Some of its bytes, piece by piece; reading goes on where it was.
    func each(of range: Range<Int>, _ body: ([UInt8]) throws -> Void) throws {
        let place = try file.offset()
        defer { try? file.seek(toOffset: place) }
        try seek(to: range.lowerBound)
        var left = range.count
        while left > 0 {
            let bytes = try read(upTo: min(left, 262_144))
            guard !bytes.isEmpty else { return }
            try body(bytes)
            left -= bytes.count
        }
    }
}
