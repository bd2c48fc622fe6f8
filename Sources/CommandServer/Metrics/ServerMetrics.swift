// SPDX-License-Identifier: Apache-2.0

import CommandGateway
import CommandMetrics
import CoreMetrics
import Synchronization

/// What a run of `serve` measures.
final class ServerMetrics: Sendable {
    let registry = PrometheusRegistry()
    /// What counts calls.
    let calls: CallMetrics
    private let connections: Meter
    private let gateway = Mutex<Gateway?>(nil)

    init() {
        CallMetrics.describe(in: registry)
        ManifestStatus.describe(in: registry)
        registry.describe("command_router_connections", "Connections that are open.")
        calls = CallMetrics(factory: registry)
        connections = Meter(label: "command_router_connections", factory: registry)
    }

    /// Takes note of the gateway whose connections are told.
    func watch(_ gateway: Gateway) { self.gateway.withLock { $0 = gateway } }

    /// What `/metrics` answers.
    var page: MetricsPage {
        if let gateway = gateway.withLock(\.self) { connections.set(gateway.connectionCount) }
        return MetricsPage(text: registry.text, mediaType: PrometheusRegistry.mediaType)
    }
}
