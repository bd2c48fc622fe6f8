// SPDX-License-Identifier: Apache-2.0

/// The codes that belong to no command. A manifest may give them other texts; their numbers are fixed.
/// - SeeAlso: docs/manifest.md; the API's shared rules, "Codes of no command"
package enum StandardCode: Int, Sendable, CaseIterable {
    /// No valid credential, or an expired session.
    case unauthenticated = 99998
    /// A valid credential that may not do this.
    case forbidden = 99999
    /// The body is not strict JSON, or not a form.
    case malformed = 100_000
    /// The HTTP method is not supported.
    case method = 100_001
    /// The command is declared, its handler not installed.
    case notInstalled = 100_002
    /// There is no such command, or none is named.
    case unknownCommand = 100_003
    /// Something the command needs is away.
    case unavailable = 100_004
    /// A fault of ours.
    case unexpected = 100_005
    /// A value is invalid and has no code of its own.
    case invalid = 100_006
    /// A parameter is unknown, where unknown ones are refused.
    case unknownParameter = 100_007
    /// The caller must wait.
    case limited = 100_008
    /// Body, batch or reply is too large.
    case tooLarge = 100_009
    /// Media type, charset or content coding is not supported.
    case mediaType = 100_010
    /// The account holds as much as it may.
    case quota = 100_011

    /// What a caller reads where the manifest gives no text.
    package var text: String {
        switch self {
        case .unauthenticated: "Authentication failure or session expired"
        case .forbidden: "Not enough privileges"
        case .malformed: "The request is not valid"
        case .method: "Method not supported"
        case .notInstalled: "This command is not installed"
        case .unknownCommand: "Unknown command"
        case .unavailable: "A component is unavailable, try again later"
        case .unexpected: "Unexpected failure"
        case .invalid: "Invalid parameter value"
        case .unknownParameter: "Unknown parameter"
        case .limited: "Too many requests, try again later"
        case .tooLarge: "Too large"
        case .mediaType: "Media type not supported"
        case .quota: "Quota exceeded"
        }
    }

    /// The rule id of its violations.
    package var rule: String {
        switch self {
        case .unauthenticated: "call.credentials"
        case .forbidden: "call.permissions"
        case .malformed: "call.wellFormed"
        case .method: "call.method"
        case .notInstalled: "call.installed"
        case .unknownCommand: "call.command"
        case .unavailable: "call.available"
        case .unexpected: "call.unexpected"
        case .invalid: "call.value"
        case .unknownParameter: "call.parameters"
        case .limited: "call.rate"
        case .tooLarge: "call.size"
        case .mediaType: "call.mediaType"
        case .quota: "call.quota"
        }
    }
}

/// Makes the refusals of no command, with the manifest's texts.
package struct StandardRefusals: Sendable {
    private let texts: [Int: String]

    /// Takes the texts that a manifest gives, by code; what is not among them has its usual text.
    package init(texts: [Int: String] = [:]) { self.texts = texts }

    /// What a caller reads for a code.
    package func text(_ code: StandardCode) -> String { texts[code.rawValue] ?? code.text }

    /// A refusal with one code; `detail` says more in `Errors`, and must not hold a cause.
    package func refusal(_ kind: Refusal.Kind, _ code: StandardCode, detail: String? = nil) -> Refusal {
        let text = text(code)
        let violation = Violation(code: code.rawValue, rule: code.rule, message: detail ?? text)
        return Refusal(kind, codes: [code.rawValue], texts: [text], violations: [violation])
    }

    /// Bytes that are no call.
    package func malformed(_ detail: String) -> Refusal { refusal(.malformed, .malformed, detail: detail) }
}
