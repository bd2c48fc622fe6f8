// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandManifest
import CommandWire

/// `rpc.explain`: an explanation of a call that is described, for admins.
struct ExplainMethod: Decodable {
    let surface: String
    let command: String?
    let params: JSONText?
    let body: String?
    let contentType: String
    let query: String?
    let bearer: String?
    let account: Int?
    let `as`: String?
    let permissions: [String]?
    let text: Bool

    /// The call that it describes.
    ///
    /// - Throws: `InvalidParameter` where it is described twice or not at all.
    func call() throws -> DescribedCall {
        guard let surface = CommandDeclaration.Surface(rawValue: surface) else {
            throw InvalidParameter("Surface", reason: "there is no such surface")
        }
        return DescribedCall(surface: surface, command: command, content: try content(), bearer: bearer)
    }

    private func content() throws -> DescribedCall.Content {
        guard [params != nil, body != nil, query != nil].count(where: \.self) <= 1 else {
            throw InvalidParameter("Params", reason: "a call has one of Params, Body and Query")
        }
        if let body { return .body(Array(body.utf8), type: contentType) }
        if let query { return .query(query) }
        guard command != nil || params != nil else { throw InvalidParameter("Command", reason: "no call is described") }
        return .parameters(Array((params?.text ?? "{}").utf8))
    }

    /// The caller that is described; nil where the call's own credentials say who it is.
    ///
    /// - Throws: `InvalidParameter` for one that is described in two ways, for an account that is not there, or for a
    ///   permission that is not declared.
    func principal(_ authenticator: any Authenticator, _ manifest: Manifest) async throws -> Principal? {
        if let account {
            guard self.as == nil else { throw InvalidParameter("As", reason: "a caller is an Account or As, not both") }
            guard let principal = try await authenticator.principal(ofAccount: account) else {
                throw InvalidParameter("Account", reason: "there is no such account, or none can be looked up here")
            }
            return principal
        }
        guard let kind = self.as else {
            guard permissions == nil else { throw InvalidParameter("Permissions", reason: "they stand beside As alone") }
            return nil
        }
        do { return try AssumedCaller(kind, permissions, manifest).principal } catch {
            throw InvalidParameter("Permissions", reason: error.description)
        }
    }
}

extension BuiltInCommand {
    /// `rpc.explain`, which asks the router behind the door.
    static func explain(_ manifest: Manifest, _ door: RouterDoor) -> BuiltInCommand {
        BuiltInCommand(ExplainMethod.declaration, in: manifest) { call in
            guard let router = door.router else { throw ComponentUnavailable("router", cause: "it has stopped") }
            let method = try ExplainMethod(from: call)
            try door.explanations.take(call.principal.accountID)
            let principal = try await method.principal(router.dispatcher.authenticator, manifest)
            let explanation: Explanation
            do { explanation = try await router.explain(try method.call().request, as: principal) } catch let batch as BatchUnexplained {
                throw InvalidParameter("Body", reason: batch.description)
            }
            if explanation.isWrongGuess { door.explanations.takeGuess(call.principal.accountID) }
            return explanation.reply(withText: method.text)
        }
    }
}

extension Explanation {
    /// Whether credentials were given and are nobody's.
    fileprivate var isWrongGuess: Bool {
        guard let caller, caller.principal == nil else { return false }
        return !caller.credentials.isEmpty
    }

    fileprivate func reply(withText: Bool) -> [UInt8] {
        let buffer = ReplyBuffer()
        buffer.append(raw: "{\"Success\":true,\"ErrorCode\":0,\"Explanation\":")
        buffer.append(raw: Array(json.utf8))
        if withText {
            buffer.append(raw: ",\"Text\":")
            buffer.append(text)
        }
        buffer.append(raw: "}")
        return buffer.bytes
    }
}
