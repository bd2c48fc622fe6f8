// SPDX-License-Identifier: Apache-2.0

import Foundation

/// What `serve --demo` prints: the lines that a shell takes, by their names.
struct Demo {
    let server: RunningServer
    /// `CampaignToPause`: `40`, for example.
    let names: [String: String]

    /// Starts a server with data.
    static func start(in folder: TemporaryFolder? = nil) async throws -> Demo {
        Demo(of: try await RunningServer.start(in: folder, ["--demo"]))
    }

    init(of server: RunningServer) {
        self.server = server
        var names: [String: String] = [:]
        for line in server.process.output.split(separator: "\n") {
            guard let match = line.wholeMatch(of: /([A-Za-z]+)=(\S+)( +#.*)?/) else { continue }
            names[String(match.1)] = String(match.2)
        }
        self.names = names
    }

    /// The value of a name; a text that is no id where it was not printed.
    subscript(name: String) -> String { names[name] ?? "\(name) was not printed" }
}
