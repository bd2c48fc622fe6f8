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
    /// From the end of a request, with its body, to its answer; then the call is cancelled and refused with 100004. A batch has
    /// as long for all of its calls. Default: 30 s.
    public var answerDeadline = Duration.seconds(30)
    /// From an answer's first byte until the system has taken its last: what a slow reader has. One that is sent piece by
    /// piece has as long for each piece, and for all of them as ``minimumReplyRate`` says beside. Default: 30 s.
    public var replyDeadline = Duration.seconds(30)
    /// How many bytes a second an answer that is sent piece by piece must be read at, beside ``replyDeadline``. Default: 16 KiB.
    public var minimumReplyRate = 16_384
    /// The most bytes of answers that clients have not taken yet, in all. Beyond it the connection that holds the most for the
    /// longest is closed. Default: 64 MiB.
    public var maximumReplyBytes = 67_108_864
    /// The same for the connections of one account, or of all strangers together. Default: 16 MiB.
    public var maximumReplyBytesPerAccount = 16_777_216
    /// The most bytes of bodies that are being received or answered, in all; an address has a quarter. Beyond it 503 is the
    /// answer to the body that has taken the longest for its size. A body of the largest size has always room alone.
    /// Default: 64 MiB.
    public var maximumBodyBytes = 67_108_864
    /// How long a connection may lie idle between two requests. Default: 60 s.
    public var idleTimeout = Duration.seconds(60)
    /// The most connections at once. Beyond it the longest idle one is closed; where none is idle, a new one is refused with
    /// 503. Sixteen more are served for `/health`, `/ready` and `/metrics` alone. Default: 1024, or fewer where the system
    /// allows fewer open files.
    public var maximumConnections = 1024
    /// The most connections of one IPv4 address, or of one IPv6 network of 64 bits, in the same way. Trusted proxies are not
    /// counted. Default: a quarter of ``maximumConnections``, at least 8.
    public var maximumConnectionsPerAddress: Int?
    /// Addresses of proxies whose `X-Forwarded-For` is believed. Default: none, and the field means nothing.
    public var trustedProxies: [String] = []
    /// How long requests in hand may take to finish once the gateway is told to stop; then they are cut. Default: 30 s.
    public var shutdownGrace = Duration.seconds(30)

    /// The defaults.
    public init() {}

    /// Whether a text is an IP address, as ``trustedProxies`` have to be.
    public static func isAddress(_ text: String) -> Bool { AddressBlock(text: text) != nil }

    /// ``maximumConnectionsPerAddress``, or its default.
    var connectionsPerAddress: Int { maximumConnectionsPerAddress ?? max(maximumConnections / 4, 8) }
}
