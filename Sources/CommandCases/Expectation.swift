// SPDX-License-Identifier: Apache-2.0

package import CommandManifest

/// The exact answer that a call must get.
package struct Expectation: Sendable, Hashable {
    /// What becomes of a call; each kind has one status, and one frame, on each surface.
    package enum Kind: String, Sendable, Hashable {
        /// It would run.
        case accepted
        /// Its parameters break their declarations.
        case parameters
        /// Its bytes are no call.
        case malformed
        /// JSON-RPC: its JSON is no request.
        case invalidRequest
        /// No such command.
        case unknownCommand
        /// Nobody is known by its credentials.
        case unauthenticated
        /// Its caller may not.
        case forbidden
        /// Its media type is not read.
        case mediaType
    }

    /// One entry of `Errors`.
    package struct Violation: Sendable, Hashable {
        /// The code for it.
        package let code: Int
        /// The parameter to blame, with the numbers of items; nil where none is.
        package let parameter: String?
        /// The rule id.
        package let rule: String

        /// Composes a violation.
        package init(code: Int, parameter: String?, rule: String) {
            self.code = code
            self.parameter = parameter
            self.rule = rule
        }
    }

    /// What becomes of it.
    package let kind: Kind
    /// The code, or those of all missing parameters; empty where it is accepted.
    package let codes: [Int]
    /// Whether the codes are sent as an array.
    package let isArray: Bool
    /// Every entry of `Errors`, in order; none where it is accepted.
    package let violations: [Violation]
    /// What is bound, as JSON; nil where it is refused.
    package let bound: String?

    /// Composes an expectation.
    package init(_ kind: Kind, codes: [Int] = [], isArray: Bool = false, violations: [Violation] = [], bound: String? = nil) {
        self.kind = kind
        self.codes = codes
        self.isArray = isArray
        self.violations = violations
        self.bound = bound
    }

    /// A refusal with one of the codes of no command.
    package static func standard(_ kind: Kind) -> Expectation {
        let (code, rule): (Int, String) =
            switch kind {
            case .accepted, .parameters: (100_006, "call.value")
            case .malformed, .invalidRequest: (100_000, "call.wellFormed")
            case .unknownCommand: (100_003, "call.command")
            case .unauthenticated: (99_998, "call.credentials")
            case .forbidden: (99_999, "call.permissions")
            case .mediaType: (100_010, "call.mediaType")
            }
        return Expectation(kind, codes: [code], violations: [Violation(code: code, parameter: nil, rule: rule)])
    }

    /// The HTTP status on a surface.
    package func status(on surface: CommandDeclaration.Surface) -> Int {
        switch (surface, kind) {
        case (_, .accepted): 200
        case (_, .mediaType): 415
        case (.rpc, _): 200
        case (.api, .malformed), (.api, .unknownCommand), (.v1, .malformed), (_, .invalidRequest): 400
        case (.api, _): 200
        case (.v1, .parameters): 422
        case (.v1, .unknownCommand): 404
        case (.v1, .unauthenticated): 401
        case (.v1, .forbidden): 403
        }
    }

    /// JSON-RPC's own code, and whether its error has `data`; nil where the call is accepted.
    package var rpcError: (code: Int, hasData: Bool)? {
        switch kind {
        case .accepted: nil
        case .parameters: (-32_602, true)
        case .malformed: (-32_700, true)
        case .invalidRequest: (-32_600, true)
        case .mediaType: (-32_600, true)
        case .unknownCommand: (-32_601, false)
        case .unauthenticated: (-32_001, true)
        case .forbidden: (-32_002, true)
        }
    }
}
