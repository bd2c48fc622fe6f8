// SPDX-License-Identifier: Apache-2.0

import CommandGateway
import CommandKit
import CommandManifest
import CommandRouter
import CommandStorageSQLite
import CoreMetrics
import Foundation
import Logging
import Synchronization
import Testing

@testable import CommandServer

@Suite("CommandApplication.Environment")
struct EnvironmentTests {
    private static func compose(_ application: CommandApplication, _ metrics: ServerMetrics?) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let composition = try await Composition(
            application, manifest: Manifest(), database: "sqlite:" + folder.appending(path: "a.sqlite").path(percentEncoded: false),
            publicURL: PublicURL(), settings: RouterSettings(), metrics: metrics, logger: Logger(label: "test"))
        try await composition.database.close()
    }

    @Test("Shows what plugins and middleware measure beside what the server does")
    func measures() async throws {
        let metrics = ServerMetrics()
        let application = CommandApplication(
            middleware: { environment in
                Gauge(label: "cache.size", factory: environment.metrics).record(7)
                return []
            },
            plugins: { environment in
                Counter(label: "copies_lent", dimensions: [("branch", "north")], factory: environment.metrics).increment(by: 3)
                return []
            })
        try await Self.compose(application, metrics)
        let lines = metrics.page.text.split(separator: "\n")
        #expect(lines.contains(#"copies_lent_total{branch="north"} 3"#))
        #expect(lines.contains("cache_size 7"))
        #expect(lines.contains { $0.hasPrefix("command_router_connections ") })
    }

    @Test("Drops what is measured where there are no metrics")
    func drops() async throws {
        let factories = Mutex<[String]>([])
        let application = CommandApplication { environment in
            Counter(label: "copies_lent", factory: environment.metrics).increment()
            factories.withLock { $0.append("\(type(of: environment.metrics))") }
            return []
        }
        try await Self.compose(application, nil)
        _ = Composition.plugins(application, for: Manifest())
        #expect(factories.withLock(\.self) == ["NOOPMetricsHandler", "NOOPMetricsHandler"])
    }
}
