// SPDX-License-Identifier: Apache-2.0

import CommandGateway
import CommandWire
import Dispatch
import Logging
import ServiceLifecycle
import TestSupport
import Testing

/// A real gateway on a free port, and the way to reach it.
struct TestGateway: Sendable {
    let port: Int
    private let group: ServiceGroup

    /// Runs blocking socket work on a thread of its own, since the gateway's answers need those of the tests.
    func talk<Result: Sendable>(_ body: @escaping @Sendable (TestGateway) throws -> Result) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue(label: "client").async {
                continuation.resume(with: Swift.Result { try body(self) })
            }
        }
    }

    /// A new connection.
    func client(from source: String? = nil, receiveBuffer: Int32? = nil) throws -> RawClient {
        try RawClient(port: port, from: source, receiveBuffer: receiveBuffer)
    }

    /// Waits until the only place of a gateway is free, for which it must have cut whoever had it.
    func waitForPlace() throws {
        while try client().ask("GET /echo HTTP/1.1\r\nHost: a\r\n\r\n").status != 200 {}
    }

    /// Tells the gateway to stop, and waits until it accepts no more.
    func stop() async {
        await group.triggerGracefulShutdown()
        while (try? await talk({ try $0.client() })) != nil { await Task.yield() }
    }

    /// Runs a gateway for as long as `body` takes. At the end it must still answer `/health`, whatever it was sent,
    /// unless the test has stopped it.
    static func run<Result: Sendable>(
        _ handler: any RequestHandler = TestHandler(), logger: Logger = quiet, isAlive: Bool = true,
        ready: @escaping @Sendable () async -> Readiness = { Readiness(isReady: true) },
        metrics: (@Sendable () -> MetricsPage)? = nil, documents: (any DocumentSource)? = nil,
        configure: (inout GatewayConfiguration) -> Void = { _ in },
        _ body: @Sendable @escaping (TestGateway) async throws -> Result
    ) async throws -> Result {
        var configuration = GatewayConfiguration()
        configuration.port = 0
        configure(&configuration)
        let (ports, port) = AsyncStream.makeStream(of: Int.self)
        let gateway = Gateway(
            handler: handler, configuration: configuration, logger: logger, ready: ready, metrics: metrics, documents: documents
        ) { port.yield($0.port) }
        let group = ServiceGroup(
            configuration: .init(
                services: [.init(service: gateway, successTerminationBehavior: .gracefullyShutdownGroup)], logger: quiet))
        async let served: Void = {
            defer { port.finish() }
            try await group.run()
        }()
        var numbers = ports.makeAsyncIterator()
        let running = TestGateway(port: try #require(await numbers.next()), group: group)
        let result: Result
        do {
            result = try await body(running)
            if isAlive { #expect(try await running.answersHealth()) }
        } catch {
            await group.triggerGracefulShutdown()
            throw error
        }
        await group.triggerGracefulShutdown()
        try await served
        return result
    }

    /// Whether it still answers. A client of a busy machine may itself be too late for a deadline that a test made
    /// short, so it is asked again when it closes without a word.
    private func answersHealth() async throws -> Bool {
        for _ in 0..<50 {
            if let status = try await talk({ try? $0.client().ask(Self.health).status }), status != 408 { return status == 200 }
        }
        return false
    }

    private static let health = "GET /health HTTP/1.1\r\nHost: a\r\n\r\n"

    /// Logs nothing.
    static let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
}
