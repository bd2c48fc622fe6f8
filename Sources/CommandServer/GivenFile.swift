// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Synchronization

/// Files that a command line names, `-` for standard input. Never more is read than was asked for, and what is no file is said so.
enum GivenFile {
    /// The most bytes of a parameter's value or of a body.
    static let longestValue = 64 << 20
    /// The most bytes of a password or key.
    static let longestSecret = 65_536

    private static let isInputTaken = Mutex(false)

    /// The bytes of a file or of a pipe.
    ///
    /// - Throws: ``CommandLineFailure`` where it cannot be read, is a folder, or has more bytes; and where standard input was read before.
    static func bytes(_ path: String, most: Int) throws -> [UInt8] {
        guard path != "-" else {
            try takeInput()
            return try contents(STDIN_FILENO, "Standard input", most)
        }
        let descriptor = open(path, O_RDONLY | O_NOCTTY | O_CLOEXEC)
        guard descriptor >= 0 else { throw unreadable(path) }
        defer { close(descriptor) }
        return try contents(descriptor, path, most)
    }

    /// Standard input, piece by piece to its end.
    ///
    /// - Throws: ``CommandLineFailure`` where it was read before or cannot be read; what `body` throws.
    static func eachChunk(ofInput body: (ArraySlice<UInt8>) throws -> Void) throws {
        try takeInput()
        try eachChunk(STDIN_FILENO, "Standard input", body)
    }

    private static func takeInput() throws {
        guard isInputTaken.withLock({ take(&$0) }) else {
            throw CommandLineFailure("Standard input (-) can be given for one thing alone.")
        }
    }

    private static func take(_ isTaken: inout Bool) -> Bool {
        defer { isTaken = true }
        return !isTaken
    }

    /// A text that a file holds, without the end of its last line.
    static func text(_ path: String, most: Int = longestValue) throws -> String {
        var bytes = try bytes(path, most: most)
        if bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
        if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw CommandLineFailure("\(path) is not UTF-8.") }
        return text
    }

    /// A password or key that a file holds, as one line.
    static func secret(_ path: String) throws -> String {
        let text = try text(path, most: longestSecret)
        guard !text.isEmpty else { throw CommandLineFailure("\(path == "-" ? "Standard input" : path) is empty.") }
        guard !text.utf8.contains(where: { $0 == 0x0A || $0 == 0x0D || $0 == 0 }) else {
            throw CommandLineFailure("\(path == "-" ? "Standard input" : path) has several lines, and a password or key is one.")
        }
        return text
    }

    /// A regular file, for what has to be read more than once or in parts.
    ///
    /// - Throws: ``CommandLineFailure`` where it cannot be read, or is a folder, a pipe or a device.
    static func regular(_ path: String) throws -> FileHandle {
        // A pipe that nobody writes to must not be waited for, and a device not be opened.
        var status = stat()
        guard stat(path, &status) == 0 else { throw unreadable(path) }
        try requireRegular(status, path)
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
        guard descriptor >= 0 else { throw unreadable(path) }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        guard fstat(descriptor, &status) == 0 else { throw unreadable(path) }
        try requireRegular(status, path)
        return file
    }

    private static func requireRegular(_ status: stat, _ path: String) throws {
        switch status.st_mode & S_IFMT {
        case S_IFREG: return
        case S_IFDIR: throw CommandLineFailure("\(path) is a folder, not a file.")
        case S_IFIFO: throw CommandLineFailure("\(path) is a pipe; it is read more than once, so write it to a file first.")
        default: throw CommandLineFailure("\(path) is not a regular file.")
        }
    }

    private static func contents(_ descriptor: Int32, _ name: String, _ most: Int) throws -> [UInt8] {
        var result: [UInt8] = []
        try eachChunk(descriptor, name) { chunk in
            result += chunk
            guard result.count <= most else { throw CommandLineFailure("\(name) has more than \(most) bytes.") }
        }
        return result
    }

    private static func eachChunk(_ descriptor: Int32, _ name: String, _ body: (ArraySlice<UInt8>) throws -> Void) throws {
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(descriptor, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            if count < 0, errno == EISDIR { throw CommandLineFailure("\(name) is a folder, not a file.") }
            guard count >= 0 else { throw unreadable(name) }
            if count == 0 { return }
            try body(chunk[..<count])
        }
    }

    private static func unreadable(_ path: String) -> CommandLineFailure {
        CommandLineFailure("\(path) cannot be read: \(String(cString: strerror(errno))).")
    }
}

/// A key or session that is given by itself, by a file, or by the environment.
struct GivenSecret {
    /// The flag for the value; that for a file is this with `-file` at its end.
    let flag: String
    let value, file: String?
    /// The environment's variable for the value, without `COMMAND_ROUTER_`; that for a file is this with `_FILE` at its end.
    var variable: String?

    /// Whether the command line gives it.
    var isGiven: Bool { value != nil || file != nil }

    /// Looks whether it is given in one way alone.
    /// - Throws: `ValidationError` where it is not.
    func check() throws {
        guard value == nil || file == nil else { throw ValidationError("\(flag) and \(flag)-file do not go together") }
    }

    /// The secret; nil where none is given.
    ///
    /// - Throws: `ValidationError` where it is given in two ways; ``CommandLineFailure`` for a file that holds none.
    func text() throws -> String? {
        try check()
        if let value { return value }
        if let file { return try GivenFile.secret(file) }
        guard let variable else { return nil }
        let (inherited, inheritedFile) = (Defaults.environment(variable), Defaults.environment(variable + "_FILE"))
        guard inherited == nil || inheritedFile == nil else {
            throw ValidationError("COMMAND_ROUTER_\(variable) and COMMAND_ROUTER_\(variable)_FILE do not go together")
        }
        return try inherited ?? inheritedFile.map(GivenFile.secret)
    }
}
