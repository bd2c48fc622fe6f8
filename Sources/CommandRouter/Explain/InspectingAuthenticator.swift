// SPDX-License-Identifier: Apache-2.0

import CommandKit

/// An authenticator that is asked without a trace: a session that is looked at is not used by it.
struct InspectingAuthenticator: Authenticator {
    let base: any Authenticator

    func remembered(_ credentials: Credentials) -> Principal? { base.remembered(credentials) }
    func remembered(apiKey: Span<UInt8>) -> Principal? { base.remembered(apiKey: apiKey) }
    func principal(for credentials: Credentials) async throws -> Principal? { try await base.principal(inspecting: credentials) }
    func principal(ofAccount accountID: Int) async throws -> Principal? { try await base.principal(ofAccount: accountID) }
}
