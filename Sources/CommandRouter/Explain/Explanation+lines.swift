// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandManifest

extension ExplainedCaller {
    /// Who is calling, in a line.
    var line: String {
        guard let principal else { return credentials.isEmpty ? "no credentials" : given }
        switch source {
        case .notAsked: return "nobody: the command asks for no credentials"
        case .assumed: return principal.line + ", assumed; the call's credentials are not looked at"
        case .credentials: return principal.line + (credentials.isEmpty ? "" : ", by " + given)
        }
    }

    private var given: String {
        credentials.map { $0.sentAs + ($0.state == .given ? "" : " (\($0.state.rawValue))") }.joined(separator: ", ")
    }
}

extension Principal {
    fileprivate var line: String {
        guard kind != .none else { return "nobody" }
        let names = permissions.names
        // An account that is assumed has no id.
        return (accountID == 0 ? "\(kind == .admin ? "an" : "a") \(kind.rawValue)" : "\(kind.rawValue) \(accountID)") + ", "
            + (names.isEmpty ? "without permissions" : "permissions " + names.joined(separator: ", "))
    }
}

extension ExplainedAdmission {
    /// What is asked and held, in a line.
    var line: String {
        let kind = "for " + access.joined(separator: ", ") + (isKindAdmitted ? "" : ", which the caller is not")
        return ([kind] + permissions.map { "\($0.name) \($0.isHeld ? "held" : "missing")" }).joined(separator: "; ")
    }
}

extension ExplainedCommand {
    /// What would run, in a line.
    var runLine: String {
        guard let declaration, let handler else { return "" }
        return "\(handler) of \(declaration.plugin), effects \(declaration.effects.rawValue)"
    }
}

extension Explanation {
    /// How many things binding looked at, in a line.
    var bindingLine: String {
        let checks = parameters.flatMap(\.allChecks)
        let failed = checks.count { $0.result == .failed } + rules.count { $0.result == .broken }
        return "\(checks.count) checks of \(parameters.count) parameters, \(rules.count) rules, \(failed) failed"
    }
}
