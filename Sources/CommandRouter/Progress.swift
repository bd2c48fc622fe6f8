// SPDX-License-Identifier: Apache-2.0

package import CommandWire

/// How far a call came without waiting.
package enum Progress: Sendable {
    /// To its end.
    case done(Outcome)
    /// To its credentials, which have to be verified.
    case unverified(UnverifiedCall)
    /// To its command, which is ready to run.
    case ready(BoundCall)
}

/// A call whose credentials have to be verified before it goes on. Held by reference: few calls are one, and all would copy
/// it.
package final class UnverifiedCall: Sendable {
    let call: Call
    let request: InboundRequest
    let entry: CommandEntry
    let oddities: BindingPlan.Oddities

    init(_ call: Call, _ request: InboundRequest, _ entry: CommandEntry, _ oddities: BindingPlan.Oddities) {
        self.call = call
        self.request = request
        self.entry = entry
        self.oddities = oddities
    }
}

/// How a call ended.
package enum Outcome: Sendable {
    /// Done: the reply's object as JSON, after the call's own prefix; and the parameters that were ignored.
    case reply(SealedReply, ignored: [String])
    /// Not done.
    case refused(Refusal)
}
