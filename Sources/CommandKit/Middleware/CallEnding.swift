// SPDX-License-Identifier: Apache-2.0

/// How a call ended, and what was known of it by then.
public struct CallEnding: Sendable {
    /// How.
    public enum Outcome: Sendable {
        /// The command ran and answered.
        case done
        /// A call in `Command-Mode: validate` passed every gate; nothing ran.
        case validated
        /// It was refused, by a gate or by the command.
        case refused(CallRefusal)
    }

    /// How.
    public var outcome: Outcome
    /// What is declared of its command; nil where none was found.
    public var command: DeclaredCommand?
    /// Where it came in; nil for a request that could not be received, or that came in nowhere.
    public var surface: CommandSurface?
    /// Who called; nil where that was not known yet.
    public var principal: Principal?
    /// The id under which its request stands in the log and in the reply's `X-Request-ID`.
    public var requestID: RequestID
    /// The address of the peer, as text without a port; nil where a request could not be received.
    public var address: String?
    /// How many parameters were ignored since the command does not declare them.
    public var ignoredParameters: Int
    /// From when its parameters were bound to its answer; nil where it did not run.
    public var duration: Duration?

    /// Composes an ending; the router does, tests of a middleware may.
    public init(
        _ outcome: Outcome, command: DeclaredCommand? = nil, surface: CommandSurface? = nil, principal: Principal? = nil,
        requestID: RequestID = RequestID(), address: String? = nil, ignoredParameters: Int = 0, duration: Duration? = nil
    ) {
        self.outcome = outcome
        self.command = command
        self.surface = surface
        self.principal = principal
        self.requestID = requestID
        self.address = address
        self.ignoredParameters = ignoredParameters
        self.duration = duration
    }
}

/// Why a call was not done, as its caller is told. Nothing in it was given by the caller.
public struct CallRefusal: Sendable, Hashable {
    /// The gates, in the order in which a call passes them.
    public struct Gate: Sendable, Hashable, CustomStringConvertible {
        /// Its name.
        public let description: String

        /// The request could not be received or read as a call.
        public static let open = Gate(description: "open")
        /// No such command, or none that is installed.
        public static let find = Gate(description: "find")
        /// Nobody knows who is calling.
        public static let identify = Gate(description: "identify")
        /// The caller may not call this.
        public static let admit = Gate(description: "admit")
        /// The parameters break their declaration.
        public static let bind = Gate(description: "bind")
        /// The command refused, or a middleware in its place.
        public static let run = Gate(description: "run")
    }

    /// Where it was refused.
    public var gate: Gate
    /// The codes, at least one.
    public var codes: [Int]
    /// The rule ids of all violations, as `Errors` has them; may be empty.
    public var rules: [String]

    /// Composes a refusal.
    public init(at gate: Gate, codes: [Int], rules: [String] = []) {
        self.gate = gate
        self.codes = codes
        self.rules = rules
    }
}
