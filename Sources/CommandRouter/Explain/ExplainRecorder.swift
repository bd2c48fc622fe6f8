// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandManifest
import CommandWire

/// What the dispatcher's gates report of one call that is explained: how far it came, and what each of them gave.
struct ExplainRecorder {
    /// The gate that the call is at.
    private(set) var gate = ExplainedGate.Gate.find
    /// The command, once it is found.
    private(set) var entry: CommandEntry?
    /// Who is calling, once that is known.
    private(set) var principal: Principal?
    /// The call ready to run, once it is bound.
    private(set) var bound: BoundCall?

    mutating func found(_ entry: CommandEntry) { (self.entry, gate) = (entry, .identify) }

    mutating func identified(_ principal: Principal) { (self.principal, gate) = (principal, .admit) }

    mutating func admitted() { gate = .bind }

    mutating func bound(_ call: BoundCall) { (bound, gate) = (call, .run) }
}
