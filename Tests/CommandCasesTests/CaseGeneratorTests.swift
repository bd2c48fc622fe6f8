// SPDX-License-Identifier: Apache-2.0

import CommandCases
import CommandKit
import CommandManifest
import CommandRouter
import Testing

@Suite struct CaseGeneratorTests {
    @Test func `Every case of the shipped manifest gets its exact answer`() async throws {
        let read = ManifestReader().read(file: "commands.yaml")
        let manifest = try #require(read.manifest)
        var settings = RouterSettings()
        settings.standIns = StandIn.Runs()
        let router = Router(
            manifest: manifest, plugins: [], authenticator: CaseAuthenticator(permissions: manifest.permissions.map(\.name)), settings: settings)
        let runner = CaseRunner(router)
        var count = 0
        var failures: [String] = []
        for command in manifest.commands {
            for one in CaseGenerator.cases(of: command, in: manifest) {
                for surface in one.surfaces {
                    count += 1
                    if let failure = try await runner.run(one, on: surface, of: command) {
                        failures.append("\(one.name) @\(surface) \(failure.differences) sent \(String(decoding: failure.request.body.prefix(400), as: UTF8.self))")
                    }
                }
            }
        }
        print("CASES", count, "FAILURES", failures.count)
        for failure in failures.prefix(60) { print("F:", failure) }
        #expect(failures.isEmpty)
    }
}

