// SPDX-License-Identifier: Apache-2.0

package import CommandKit

/// What an operator can set about the router.
package struct RouterSettings: Sendable {
    /// How long a command has for its answer.
    package var commandDeadline: Duration = .seconds(30)
    /// Where the time of day comes from.
    package var clock: any WallClock = SystemClock()
    /// Origins of browser pages that may call `/rpc`, such as `https://app.example.com`; none unless configured.
    package var allowedOrigins: Set<String> = []
    /// The most calls in a JSON-RPC batch.
    package var maximumBatchCalls = 100
    /// Once a batch's answers have so many bytes, the rest of its calls is refused unrun.
    package var maximumBatchReply = 4_194_304

    /// What stands around each run; nil where nothing does.
    package var middleware: MiddlewareChain?
    /// Where stand-ins count that they ran; nil where commands without a handler are answered with 100002.
    package var standIns: StandIn.Runs?

    /// The usual settings.
    package init() {}
}
