// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The package that a project is built on, as its own package names it.
struct Framework {
    /// The line of `dependencies`.
    let dependency: String
    /// What products of it are asked for from.
    let identity: String

    /// Takes a folder or a URL; without either, the package in which this executable was built.
    ///
    /// - Parameter project: the folder of the project, beside which a relative path is meant.
    /// - Throws: ``CommandLineFailure`` where the folder does not hold the package, or where none was named and none is found.
    init(_ place: String?, from version: String, project: String) throws {
        if let place, place.contains("://") || place.hasPrefix("git@") {
            dependency = ".package(url: \(Self.quoted(place)), from: \"\(version)\")"
            identity = Self.identity(place)
            return
        }
        guard let folder = place ?? Self.origin else {
            throw CommandLineFailure("Say what to build on: --framework with the folder of command-router, or the URL of its repository.")
        }
        guard Self.isFramework(folder) else {
            throw CommandLineFailure("\(folder) does not hold the package \(CommandServer.standardName).")
        }
        // A folder that was given relative to here is told relative to the project, so that both can be moved together.
        let path = folder.hasPrefix("/") ? folder : "../" + folder
        dependency = ".package(name: \"\(CommandServer.standardName)\", path: \(Self.quoted(path)))"
        identity = CommandServer.standardName
    }

    /// The last part of a URL without `.git`, in lower case, as Swift's package manager has it.
    private static func identity(_ url: String) -> String {
        let last = url.split { $0 == "/" || $0 == ":" }.last.map(String.init) ?? url
        return (last.hasSuffix(".git") ? String(last.dropLast(4)) : last).lowercased()
    }

    private static func isFramework(_ folder: String) -> Bool {
        let text = try? String(contentsOfFile: folder + "/Package.swift", encoding: .utf8)
        return text?.contains("name: \"\(CommandServer.standardName)\",\n    platforms:") ?? false
    }

    /// The package above the folder that this executable was built into.
    private static var origin: String? {
        guard let executable = Bundle.main.executablePath else { return nil }
        var folder = URL(filePath: executable).resolvingSymlinksInPath().deletingLastPathComponent()
        while folder.pathComponents.count > 1 {
            if isFramework(folder.path) { return folder.path }
            folder.deleteLastPathComponent()
        }
        return nil
    }

    private static func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}
