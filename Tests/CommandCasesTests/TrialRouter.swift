// SPDX-License-Identifier: Apache-2.0

import CommandCases
import CommandManifest
import CommandRouter
import Synchronization

extension CaseRunner {
    /// One over a router with stand-ins for handlers.
    static func trial(_ manifest: Manifest) -> CaseRunner {
        var settings = RouterSettings()
        let runs = StandIn.Runs()
        settings.standIns = runs
        let router = Router(
            manifest: manifest, plugins: [], authenticator: CaseAuthenticator(permissions: manifest.permissions.map(\.name)),
            settings: settings)
        return CaseRunner(router, runs: { runs.count })
    }
}

/// Results as they come.
final class FoundResults: Sendable {
    private let found = Mutex<[CaseSuite.Result]>([])

    var all: [CaseSuite.Result] { found.withLock { $0 } }

    func add(_ results: [CaseSuite.Result]) { found.withLock { $0 += results } }
}
