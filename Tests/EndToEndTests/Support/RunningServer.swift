// SPDX-License-Identifier: Apache-2.0

import Foundation

/// `command-router serve` as a process of its own, on a port that was free, with its database in a folder.
final class RunningServer: Sendable {
    /// The server of the suite that the running test stands in.
    @TaskLocal static var ofSuite: RunningServer?

    let folder: TemporaryFolder
    let process: RunningProcess
    let port: Int
    /// The accounts that its tests share.
    let people = People()

    /// Starts a server and waits until it serves.
    ///
    /// - Throws: ``TestFailure`` with what it printed where it does not.
    static func start(in folder: TemporaryFolder? = nil, _ arguments: [String] = []) async throws -> RunningServer {
        try await BlockingWork.run { try RunningServer(in: folder ?? TemporaryFolder(), arguments) }
    }

    /// The same, on the thread that calls.
    init(in folder: TemporaryFolder, _ arguments: [String] = []) throws {
        self.folder = folder
        let process = try RunningProcess(Project.executable, Self.arguments + arguments, in: folder)
        self.process = process
        port = try BlockingWork.poll("the address", for: .seconds(60)) {
            guard process.isRunning else { throw TestFailure("serve ended: \(process.errors)") }
            return process.output.firstMatch(after: "Serving on http://127.0.0.1:", until: ".").flatMap(Int.init)
        }
    }

    /// What a demo is started with: accounts alone, since the data takes seconds and is in the way of most tests.
    static let arguments = [
        "serve", "--manifest", Project.manifest, "--demo-account", "--port", "0", "--database",
        "sqlite:router.sqlite", "--log-level", "trace",
    ]

    /// The key of the user `demo`.
    var userKey: String { process.output.firstMatch(after: "\nAPIKey: ", until: "\n") ?? "no key was printed" }
    /// The key of the admin `demo-admin`.
    var adminKey: String { process.output.firstMatch(after: "AdminAPIKey: ", until: "\n") ?? "no key was printed" }

    /// A caller with the user's key.
    var user: Client { Client(port: port, key: userKey) }
    /// A caller with the admin's key.
    var admin: Client { Client(port: port, key: adminKey) }
    /// A caller without credentials.
    var nobody: Client { Client(port: port, key: nil) }

    /// Asks the process to stop, and gives its exit status.
    func stop() async throws -> Int32 {
        try await BlockingWork.run {
            self.process.signal(SIGTERM)
            return try self.process.exitStatus()
        }
    }

    /// Ends the process at once.
    func kill() throws {
        process.signal(SIGKILL)
        _ = try process.exitStatus()
    }

    /// The lines of the log so far.
    var log: [Substring] { process.errors.split(separator: "\n") }
}

extension String {
    /// What stands between the first `start` and the next `end`; a `start` that begins with a line feed also matches at the
    /// text's begin.
    func firstMatch(after start: String, until end: String) -> String? {
        let text = start.hasPrefix("\n") ? "\n" + self : self
        guard let from = text.range(of: start)?.upperBound, let to = text.range(of: end, range: from..<text.endIndex)?.lowerBound
        else { return nil }
        return String(text[from..<to])
    }
}
