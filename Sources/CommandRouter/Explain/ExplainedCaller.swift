// SPDX-License-Identifier: Apache-2.0

package import CommandKit
import CommandManifest

/// Who is calling: what was given for it, and whom it was taken for.
package struct ExplainedCaller: Sendable {
    /// A credential of the call, never its value.
    package struct Credential: Sendable {
        /// `session`, `key`, `adminKey`, or `bearer` for the header field.
        package let kind: String
        /// The parameter's name as it was sent, or `Authorization`.
        package let sentAs: String
        /// What stands there.
        package let state: State

        /// What stands in a credential's place.
        package enum State: String, Sendable {
            case given, empty
            case notText = "not a text"
        }

        var json: ManifestValue {
            .object([
                .init("kind", .string(kind)), .init("sentAs", .string(sentAs)), .init("state", .string(state.rawValue)),
            ])
        }
    }

    /// Where the principal is from.
    package enum Source: String, Sendable {
        /// The call's credentials were looked at.
        case credentials
        /// It was given beside the call, whose credentials were not looked at.
        case assumed
        /// The command asks for none.
        case notAsked
    }

    /// What the call carries.
    package let credentials: [Credential]
    /// Who it is; nil where that could not be told.
    package let principal: Principal?
    /// Where that is from.
    package let source: Source

    var json: ManifestValue {
        var members: [ManifestValue.Member] = [
            .init("credentials", .array(credentials.map(\.json))), .init("source", .string(source.rawValue)),
        ]
        if let principal {
            members += [
                .init("kind", .string(principal.kind.rawValue)), .init("accountID", .integer(principal.accountID)),
                .init("permissions", .array(principal.permissions.names.map(ManifestValue.string))),
            ]
        }
        return .object(members)
    }
}

extension Permissions {
    /// As a person writes them, in order: `*` alone for all.
    var names: [String] {
        switch self {
        case .all: ["*"]
        case .these(let names): names.sorted()
        }
    }
}
