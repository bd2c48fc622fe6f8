// SPDX-License-Identifier: Apache-2.0

import CommandManifest
import Foundation

/// A manifest as a command line names it: a file, or `REVISION:FILE` in the git repository around the working directory.
///
/// Of a revision all YAML files are brought into a folder of their own, since a manifest may include others.
struct ManifestSource {
    private let file: String
    /// The folder of a revision's files, and what stands for it where a place is shown.
    private let folder: (path: String, name: String)?
    private let includeRoot: String?

    /// A manifest whose included files are in a folder, which is one of the same revision; nil for the manifest's own.
    ///
    /// - Throws: ``CommandLineFailure`` where git has no such revision or file.
    init(_ name: String, includeRoot: String? = nil) throws {
        let parts = name.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard !FileManager.default.fileExists(atPath: name), parts.count == 2, !parts[0].isEmpty, !parts[0].hasPrefix("-") else {
            (file, folder, self.includeRoot) = (name, nil, includeRoot)
            return
        }
        let top = try Self.git(["rev-parse", "--show-toplevel"])
        // As git has it: a path begins at the top, one that begins with `./` at the working directory.
        let inside = try parts[1].hasPrefix("./") ? Self.git(["rev-parse", "--show-prefix"]) + parts[1].dropFirst(2) : parts[1]
        let names = try Self.git(["-C", top, "ls-tree", "-r", "-z", "--name-only", parts[0]]).split(separator: "\0").map(String.init)
        guard names.contains(inside) else { throw CommandLineFailure("There is no \(inside) in the revision \(parts[0]).") }
        let path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
        (file, folder) = (path + "/" + inside, (path, parts[0]))
        self.includeRoot = try includeRoot.map { path + "/" + (try Self.git(["-C", $0, "rev-parse", "--show-prefix"])) }
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
            let files = names.filter { $0 == inside || $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }
            _ = try Self.git(
                ["-C", top, "archive", "--format=tar", "-o", path + "/.tar", parts[0], "--"] + files.map { ":(literal)" + $0 })
            _ = try Self.output("tar", ["-xf", path + "/.tar", "-C", path])
        } catch {
            remove()
            throw error
        }
    }

    /// Reads it by itself.
    /// - Throws: ``CommandLineFailure`` with its diagnostics where it is not sound.
    func read() throws -> Manifest {
        do {
            return try ManifestFile.read(file, by: ManifestReader(includeRoot: includeRoot))
        } catch let failure as CommandLineFailure {
            throw CommandLineFailure(named(failure.description))
        }
    }

    /// A text with the revision's name in the place of the folder's.
    func named(_ text: String) -> String { folder.map { text.replacingOccurrences(of: $0.path + "/", with: $0.name + ":") } ?? text }

    /// Takes the folder away again.
    func remove() { if let folder { try? FileManager.default.removeItem(atPath: folder.path) } }

    private static func git(_ arguments: [String]) throws -> String {
        var text = try output("git", arguments)
        if text.hasSuffix("\n") { text.removeLast() }
        return text
    }

    /// What a program says; its own words where it fails.
    private static func output(_ program: String, _ arguments: [String]) throws -> String {
        let process = Process()
        let (output, errors) = (Pipe(), Pipe())
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [program] + arguments
        (process.standardOutput, process.standardError) = (output, errors)
        do { try process.run() } catch { throw CommandLineFailure("\(program) cannot be run.") }
        let said = output.fileHandleForReading.readDataToEndOfFile()
        let words = errors.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            let reason = String(decoding: words, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
            throw CommandLineFailure("\(program): \(reason)")
        }
        return String(decoding: said, as: UTF8.self)
    }
}
