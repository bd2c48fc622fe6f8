// SPDX-License-Identifier: Apache-2.0

import CommandManifest

/// One gate, and what it decided about a call.
package struct ExplainedGate: Sendable {
    /// The gates, in the order that is part of the contract.
    package enum Gate: String, Sendable, CaseIterable {
        /// Bytes to a call.
        case open
        /// A name to a command.
        case find
        /// Credentials to a caller.
        case identify
        /// Whether the caller may.
        case admit
        /// Parameters as declared.
        case bind
        /// The command itself, which an explanation stops before.
        case run
    }

    /// What a gate decided.
    package enum Decision: String, Sendable {
        case passed, refused
        /// An earlier gate refused.
        case notReached
        /// The gate is `run`, and nothing stands before it.
        case wouldRun
        /// The gate is `run`, and the call asks to stop before it.
        case stopsBefore
    }

    /// Which one.
    package let gate: Gate
    /// What it decided.
    package let decision: Decision
    /// One line on why.
    package let says: String

    var json: ManifestValue {
        .object([.init("gate", .string(gate.rawValue)), .init("decision", .string(decision.rawValue)), .init("says", .string(says))])
    }
}
