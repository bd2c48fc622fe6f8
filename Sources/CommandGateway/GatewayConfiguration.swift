// SPDX-License-Identifier: Apache-2.0

/// What an operator can set of the gateway. The defaults suit a server behind nothing at all.
///
/// Every deadline is absolute: it counts from one moment, and bytes that trickle in do not move it.
public struct GatewayConfiguration: Sendable {
    /// The address or name to listen at. Default: `127.0.0.1`, which only this machine reaches.
    public var host = "127.0.0.1"
    /// The port to listen at; 0 takes any that is free. Default: 8080.
    public var port = 8080
    /// The most bytes of a request's body; a larger one gets 413. Default: 1 MiB.
    public var maximumBody = 1_048_576
    /// The most bytes of a request's target and header fields together, and of any one of them; more gets 431. Default: 16 KiB.
    public var maximumHead = 16_384
    /// The most header fields of a request, trailers included; more gets 431. Default: 100.
    public var maximumHeaderFields = 100
    /// From a connection's start, or a later head's first byte, to the end of the head. Default: 10 s.
    public var headDeadline = Duration.seconds(10)
    /// From the end of the head to the end of the body; then 408. Default: 30 s.
    public var requestDeadline = Duration.seconds(30)
    /// From an answer's first byte until the system has taken its last: what a slow reader has. Default: 30 s.
    public var replyDeadline = Duration.seconds(30)
    /// How long a connection may lie idle between two requests. Default: 60 s.
    public var idleTimeout = Duration.seconds(60)
    /// The most connections at once; others wait in the system's backlog until one closes. Default: 1024.
    ///
    /// Up to three more may be accepted when several arrive in the same instant.
    public var maximumConnections = 1024
    /// Addresses of proxies whose `X-Forwarded-For` is believed. Default: none, and the field means nothing.
    public var trustedProxies: [String] = []
    /// How long requests in hand may take to finish once the gateway is told to stop; then they are cut. Default: 30 s.
    public var shutdownGrace = Duration.seconds(30)

    /// The defaults.
    public init() {}
}
