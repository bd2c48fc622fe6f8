// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandManifest
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

/// A call whose credentials have to be verified before it goes on.
package struct UnverifiedCall: Sendable {
    let found: FoundCall
}

/// How a call ended.
package enum Outcome: Sendable {
    /// Done: the reply's object as JSON, after the call's own prefix; and the parameters that were ignored.
    case reply([UInt8], ignored: [String])
    /// Not done.
    case refused(Refusal)
}

/// A call whose command is known.
struct FoundCall: Sendable {
    let call: Call
    let entry: CommandEntry
    let oddities: BindingPlan.Oddities

    /// Where its API key stands; nil where that is not its one credential, or is written with escapes.
    var onlyKey: Range<Int>? {
        guard call.bearer == nil else { return nil }
        var key: Range<Int>?
        for field in call.fields {
            guard let slot = field.slot.number, let role = entry.plan.slots[slot].credential else { continue }
            guard role == .key, key == nil, field.value.kind == .string, !field.value.range.isEmpty else { return nil }
            key = field.value.range
        }
        return key
    }

    /// The credentials that it carries; nil where one of them is no text, or where two keys disagree. A bearer key is a
    /// key like any other: it decides over a session.
    var credentials: Credentials? {
        var credentials = Credentials()
        for field in call.fields {
            guard let slot = field.slot.number, let role = entry.plan.slots[slot].credential, field.value.kind != .null
            else { continue }
            guard let text = text(of: field.value) else { return nil }
            if text.isEmpty { continue }
            switch role {
            case .session: credentials.sessionID = text
            case .key: credentials.apiKey = text
            default: credentials.adminAPIKey = text
            }
        }
        guard let bearer = call.bearer else { return credentials }
        guard credentials.apiKey == nil || credentials.apiKey == bearer,
            credentials.adminAPIKey == nil || credentials.adminAPIKey == bearer
        else { return nil }
        credentials.apiKey = bearer
        return credentials
    }

    /// A text; nil where it is something else.
    private func text(of spot: JSONSpot) -> String? {
        guard spot.kind.isString else { return nil }
        let text = JSONString.string(call.source.span, spot)
        return Format.isStreamSafe(text) ? text : nil
    }

    /// The names of parameters that the command does not declare, as they came.
    var unknownParameters: [String] {
        guard oddities.unknown else { return [] }
        return call.fields.indices.filter { call.fields[$0].slot == .unknown && $0 != call.nameField }
            .map { JSONString.string(call.source.span, call.fields[$0].name) }
    }
}

/// A call that is ready to run. Held by reference: it is handed on through what waits for the command.
// @unchecked, as its superclass: it holds constants alone.
package final class BoundCall: PendingExchange, @unchecked Sendable {
    let dispatcher: Dispatcher
    let surface: Call.Surface
    let entry: CommandEntry
    let values: [BoundValue]
    let ignored: [String]
    let context: CommandContext

    init(_ found: FoundCall, values: [BoundValue], ignored: [String], context: CommandContext, dispatcher: Dispatcher) {
        self.dispatcher = dispatcher
        surface = found.call.surface
        entry = found.entry
        self.values = values
        self.ignored = ignored
        self.context = context
    }

    /// Runs the command, and answers as `/api.php` or `/api/v1` does.
    package override func finish() async -> OutboundResponse {
        OutboundResponse(await dispatcher.run(self), isV1: surface == .v1)
    }

    /// The reply of a handler that gives nothing.
    var emptyReply: [UInt8] { surface == .rpc ? RPCEnvelope.replyPrefix + entry.emptyReply : entry.emptyReply }

    /// The reply with what a handler gave.
    func reply(_ fields: some Encodable) throws -> [UInt8] {
        let buffer = ReplyBuffer()
        if surface == .rpc { buffer.append(raw: RPCEnvelope.replyPrefix) }
        buffer.append(raw: entry.head)
        _ = buffer.adoptObject(isEmpty: false)
        try ReplyEncoder.appendFields(of: fields, shape: entry.shape, to: buffer)
        buffer.close(to: 0)
        return buffer.bytes
    }
}

/// Where a command can be called and who may call it, as a call asks: without a look into a set.
struct Offer: Sendable {
    private let api, v1, rpc: Bool
    private let none, user, admin: Bool
    private let permissions: [String]

    init(_ declaration: CommandDeclaration) {
        (api, v1, rpc) = (
            declaration.surfaces.contains(.api), declaration.surfaces.contains(.v1), declaration.surfaces.contains(.rpc)
        )
        (none, user, admin) = (
            declaration.access.contains(.none), declaration.access.contains(.user), declaration.access.contains(.admin)
        )
        permissions = declaration.permissions
    }

    /// Whether it can be called on a surface.
    func isOn(_ surface: Call.Surface) -> Bool {
        switch surface {
        case .api: api
        case .v1: v1
        case .rpc: rpc
        }
    }

    /// Whether it asks for no credentials.
    var isOpenToAll: Bool { none }

    /// Whether this caller may call it.
    func admits(_ principal: Principal) -> Bool {
        let isKindAdmitted =
            switch principal.kind {
            case .none: none
            case .user: user
            case .admin: admin
            }
        return isKindAdmitted && principal.permissions.allow(permissions)
    }
}
