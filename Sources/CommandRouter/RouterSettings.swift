// SPDX-License-Identifier: Apache-2.0

package import CommandKit
package import CommandWire

/// What an operator can set about the router.
package struct RouterSettings: Sendable {
    /// Where the time of day comes from.
    package var clock: any WallClock = SystemClock()
    /// Origins of browser pages that may call `/rpc`, such as `https://app.example.com`; none unless configured.
    package var allowedOrigins: Set<String> = []
    /// Whether `/api.php` refuses by GET what changes something, logins included: a URL is kept in logs and histories, and is called by
    /// whoever loads it.
    package var isGetStrict = false
    /// The most calls in a JSON-RPC batch.
    package var maximumBatchCalls = 100
    /// Once a batch's answers have so many bytes, the rest of its calls is refused unrun.
    package var maximumBatchReply = 4_194_304
    /// The most bytes of a reply that is held whole: one without rows that are read while it is sent, or one that a middleware
    /// keeps.
    package var maximumReply = 8_388_608
    /// Where replies have their places that are read while they are sent.
    package var places = ReplyPlaces()

    /// What stands around each run; nil where nothing does.
    package var middleware: MiddlewareChain?
    /// Where stand-ins count that they ran; nil where commands without a handler are answered with 100002.
    package var standIns: StandIn.Runs?

    /// The usual settings.
    package init() {}
}
