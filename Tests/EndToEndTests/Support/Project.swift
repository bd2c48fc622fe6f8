// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Where the project's files are, and the executable under test.
enum Project {
    /// The folder of the package.
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path(percentEncoded: false)

    /// The manifest that ships.
    static let manifest = root + "commands.yaml"

    /// `command-router`: what `COMMAND_ROUTER_BINARY` names, else the one that was built beside these tests.
    static let executable: String = {
        if let path = ProcessInfo.processInfo.environment["COMMAND_ROUTER_BINARY"] { return path }
        let maps = (try? String(contentsOfFile: "/proc/self/maps", encoding: .utf8)) ?? ""
        let bundle = maps.split(separator: "\n").first { $0.hasSuffix(".xctest") }.flatMap { line in
            line.firstIndex(of: "/").map { String(line[$0...]) }
        }
        return URL(filePath: bundle ?? "./tests").deletingLastPathComponent().appending(path: "command-router")
            .path(percentEncoded: false)
    }()

    /// Whether a program is installed.
    static func has(_ program: String) -> Bool {
        (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
            FileManager.default.isExecutableFile(atPath: $0 + "/" + program)
        }
    }
}
