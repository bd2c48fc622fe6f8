// SPDX-License-Identifier: Apache-2.0

public import CommandWire
public import Logging
import NIOCore
import NIOPosix
public import ServiceLifecycle
import Synchronization
import UnixSignals

/// The HTTP server: sockets to requests, and answers back. What a request means is the handler's business.
///
/// `/health`, `/ready` and, where they are given, `/metrics` and documents are answered here; everything else, unknown paths too,
/// goes to the handler.
public struct Gateway: Service {
    private let configuration: GatewayConfiguration
    private let surroundings: Surroundings
    private let onServing: @Sendable (ServingAddress) async -> Void

    /// Where a gateway listens.
    public struct ServingAddress: Hashable, Sendable, CustomStringConvertible {
        /// The IP address.
        public let host: String
        /// The port, never 0.
        public let port: Int

        /// As in a URL: `127.0.0.1:8080`, `[::1]:8080`.
        public var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
    }

    /// Composes a gateway, which serves once it is run.
    ///
    /// - Parameters:
    ///   - handler: What answers. Its `begin` is called on the threads that serve sockets.
    ///   - ready: Whether the server can do its work now; `/ready` asks on each call.
    ///   - metrics: What `/metrics` answers; without it that is a path like any other.
    ///   - documents: What has documents about the commands; without it their paths are like any other.
    ///   - onServing: Called once, when the socket listens and `/health` answers.
    public init(
        handler: any RequestHandler, configuration: GatewayConfiguration = GatewayConfiguration(), logger: Logger,
        ready: @escaping @Sendable () async -> Readiness = { Readiness(isReady: true) },
        metrics: (@Sendable () -> MetricsPage)? = nil, documents: (any DocumentSource)? = nil,
        onServing: @escaping @Sendable (ServingAddress) async -> Void = { _ in }
    ) {
        self.configuration = configuration
        self.onServing = onServing
        surroundings = Surroundings(
            handler: handler, probe: Probe(ready: ready, metrics: metrics), documents: documents.map(DocumentPages.init),
            configuration: configuration, logger: logger)
    }

    /// How many connections there are now.
    public var connectionCount: Int { surroundings.slots.count }

    /// Serves until the service group that it runs in shuts down gracefully: then it accepts no more, finishes every
    /// request in hand, and returns when the last connection is closed or the grace is over. A gateway runs once.
    ///
    /// - Throws: ``ListenFailure`` when it cannot listen at the address, or no more.
    public func run() async throws {
        do {
            let listener = Listener(
                try ListeningSocket(host: configuration.host, port: configuration.port), slots: surroundings.slots,
                pressure: surroundings.pressure, setUp: GatewayChannel(surroundings: surroundings).setUp)
            try await serve(listener)
        } catch {
            surroundings.logger.error("listening ended", metadata: ["cause": "\(error)"])
            await finish(within: .zero)
            throw ListenFailure(error)
        }
        await finish(within: configuration.shutdownGrace)
        surroundings.logger.info("stopped")
    }

    /// Serves until the process is told to stop by SIGTERM or SIGINT; other gateways are served beside it for as long.
    ///
    /// - Throws: As ``run()``.
    public func runUntilSignalled(beside others: [Gateway] = []) async throws {
        var configuration = ServiceGroupConfiguration(
            services: ([self] + others).map { .init(service: $0, successTerminationBehavior: .gracefullyShutdownGroup) },
            gracefulShutdownSignals: [.sigterm, .sigint], logger: quietLogger)
        configuration.maximumGracefulShutdownDuration = nil
        try await ServiceGroup(configuration: configuration).run()
    }

    /// Accepts connections until the gateway is told to stop.
    private func serve(_ listener: Listener) async throws {
        try await withTaskCancellationHandler {
            try await withGracefulShutdownHandler {
                try await listener.run { await announce($0) }
            } onGracefulShutdown: {
                surroundings.isStopping.store(true, ordering: .releasing)
                surroundings.logger.info("stopping")
                listener.stop()
            }
        } onCancel: {
            listener.stop()
        }
    }

    /// Gives the requests in hand this time to finish, and then closes every connection.
    private func finish(within grace: Duration) async {
        surroundings.isStopping.store(true, ordering: .releasing)
        surroundings.slots.quiesce()
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await surroundings.slots.untilNone() }
            group.addTask { try? await Task.sleep(for: grace) }
            await group.next()
            surroundings.slots.closeAll()
            group.cancelAll()
        }
    }

    /// The logger for the libraries beneath, which tell of every step at info.
    private var quietLogger: Logger {
        var logger = surroundings.logger
        logger.logLevel = max(logger.logLevel, .warning)
        return logger
    }

    private func announce(_ address: SocketAddress?) async {
        let serving = ServingAddress(
            host: address?.ipAddress ?? configuration.host, port: address?.port ?? configuration.port)
        surroundings.logger.info("serving", metadata: ["address": "\(serving)"])
        await onServing(serving)
    }
}
