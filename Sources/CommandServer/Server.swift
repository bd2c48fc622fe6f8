// SPDX-License-Identifier: Apache-2.0

import CommandAccounts
import CommandGateway
import CommandManifest
import CommandRouter
import CommandStorage
import CommandStorageSQLite
import CoreMetrics
import Logging

/// One run of `serve`: from an opened database to the last answer.
struct Server {
    let options: ServeCommand
    let manifest: Manifest
    /// The files that it was read from.
    let files: [String]
    /// As they were then.
    let stamp: ManifestStamp

    /// Serves until the process is told to stop; then what was accepted is finished and the database closed.
    func run() async throws {
        Allocator.returnLargeBlocks()
        let logger = logger()
        let hangUp = await HangUp()
        let metrics = options.metricsPlace == .off ? nil : ServerMetrics()
        do {
            for configuration in [options.gateway, options.metricsGateway] {
                if let configuration { try Gateway.tryAddress(of: configuration) }
            }
        } catch { throw cannotServe(error) }
        var settings = RouterSettings()
        settings.allowedOrigins = Set(options.allowedOrigin)
        let limits = try ApplicationLimits(CommandServer.application.limits, given: options.givenLimits)
        settings.isGetStrict = options.strictGet || Defaults.isGetStrict
        let publicURL = PublicURL(options.publicURL, listeningAt: address(port: options.port))
        let composition = try await Composition(
            CommandServer.application, manifest: manifest, database: options.database, publicURL: publicURL, settings: settings,
            limits: limits, metrics: metrics, logger: logger)
        let status = ManifestStatus(factory: metrics?.registry ?? NOOPMetricsHandler.instance)
        let demo = try await makeDemo(in: composition, logger)
        // A port that is already known is printed before it answers, so that whoever waits for /health finds the line.
        if options.port != 0 { demo?.sayUse(at: "\(options.host):\(options.port)") }
        let gateway = Gateway(
            handler: composition.router, configuration: options.gateway, logger: logger,
            ready: { await readiness(composition.database, status) },
            metrics: metricsPage(metrics), documents: composition.router,
            onServing: { address in
                publicURL.listens(at: self.address(port: address.port))
                if options.port == 0 { demo?.sayUse(at: address.description) }
                Terminal.say("Serving on http://\(address). Stop with Control-C.")
            })
        metrics?.watch(gateway)
        let upkeep = [
            Task { await prune(composition, logger) }, Task { await composition.eraser.run() },
            Task { await sweep(composition.database, logger) },
        ]
        let failures = Task { await tellFailedLogins(composition.audit.failures) }
        defer {
            (upkeep + [failures]).forEach { $0.cancel() }
            composition.audit.failures.flushAll()
        }
        let reloading = Task { await reload(into: composition, status, hangUp, logger) }
        defer { reloading.cancel() }
        do {
            try await gateway.runUntilSignalled(beside: metricsGateways(metrics, logger))
        } catch {
            try? await composition.database.close()
            throw cannotServe(error)
        }
        try await composition.database.close()
    }

    /// What the server's own `/metrics` answers; nil where it is none.
    private func metricsPage(_ metrics: ServerMetrics?) -> (@Sendable () -> MetricsPage)? {
        guard let metrics, options.metricsPlace == .on else { return nil }
        return { metrics.page }
    }

    /// What serves metrics at an address of their own.
    private func metricsGateways(_ metrics: ServerMetrics?, _ logger: Logger) -> [Gateway] {
        guard let metrics, let configuration = options.metricsGateway else { return [] }
        return [
            Gateway(
                handler: MetricsHandler(), configuration: configuration, logger: logger, metrics: { metrics.page },
                onServing: { Terminal.say("Metrics on http://\($0)/metrics") })
        ]
    }

    /// The address as a URL has it; this machine's own where the server listens at all that it has.
    private func address(port: Int) -> String {
        let host = ["0.0.0.0", "::", ""].contains(options.host) ? "127.0.0.1" : options.host
        return host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    }

    private func cannotServe(_ error: any Error) -> CommandLineFailure {
        CommandLineFailure("Cannot serve on \(options.host):\(options.port): \(Reason(error))")
    }

    private func logger() -> Logger {
        var logger = Logger(label: CommandServer.name) { LineLogHandler(StreamLogHandler.standardError(label: $0)) }
        logger.logLevel = Logger.Level(rawValue: options.logLevel) ?? .info
        return logger
    }

    /// Makes the demo that was asked for, on a fresh database, and prints its keys, this once.
    private func makeDemo(in composition: Composition, _ logger: Logger) async throws -> Demo? {
        guard options.demo || options.demoAccount else { return nil }
        let extent: Demo.Extent = options.demo ? .data : .account
        guard let demo = try await Demo.make(extent, of: CommandServer.application, manifest, in: composition, logger) else {
            Terminal.say(
                "The database has accounts already, so no demo account was made. Its keys were printed when it was; "
                    + "a database that is not there yet (--database) gets new ones.")
            return nil
        }
        demo.sayKeys()
        return demo
    }

    // MARK: Upkeep

    /// Whether writes reach the disk, and how the manifest stands.
    private func readiness(_ database: SQLiteDatabase, _ status: ManifestStatus) async -> Readiness {
        let writes = await database.writability()
        guard writes != .ok else { return Readiness(isReady: true, notes: status.notes) }
        return Readiness(isReady: false, notes: [("database", writes.rawValue)] + status.notes)
    }

    /// Reloads the manifest at each SIGHUP and, where it is watched, each time that it changes.
    private func reload(into composition: Composition, _ status: ManifestStatus, _ hangUp: HangUp, _ logger: Logger) async {
        let reload = ManifestReload(
            options.manifest, by: options.includes.reader, files: files, stamp: stamp, into: composition, unbound: options.unbound,
            status: status, logger: logger)
        let (triggers, trigger) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await hangUp.listen(trigger) }
            group.addTask { await reload.run(triggers) }
            if options.watch { group.addTask { await reload.watch(every: .seconds(1), trigger) } }
        }
    }

    /// Takes away what was deleted, where the application does so in steps.
    private func sweep(_ database: any Database, _ logger: Logger) async {
        guard let step = CommandServer.application.sweep else { return }
        await Sweeper(database: database, step: step, logger: logger).run()
    }

    /// Writes the lines about failed logins that were gathered.
    private func tellFailedLogins(_ failures: FailedLogins) async {
        while (try? await Task.sleep(for: .seconds(5))) != nil { failures.flush() }
    }

    /// Removes expired sessions, and accounts of test runs that nobody looked after, at the start and every ten minutes.
    private func prune(_ composition: Composition, _ logger: Logger) async {
        repeat {
            do {
                _ = try await composition.accounts.prune(until: .now + .seconds(30))
                try await composition.fixtures.removeAbandoned(until: .now + .seconds(30))
            } catch {
                logger.warning("what is over was not removed", metadata: ["cause": "\(Reason(error))"])
            }
        } while (try? await Task.sleep(for: .seconds(600))) != nil
    }
}
