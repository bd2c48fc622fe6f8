// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CommandManifest
import CommandRouter
import CommandWire
import Foundation

/// An explanation that a running gateway makes, by `rpc.explain`, for an admin.
struct RemoteExplanation {
    private let client: GatewayClient
    private let body: [UInt8]

    /// - Throws: `ValidationError` where the gateway's address is none, or no admin's key is given.
    init(_ command: ExplainCommand, at address: String) throws {
        let base = address.hasSuffix("/") ? String(address.dropLast()) : address
        guard let url = URL(string: base + "/rpc"), url.host != nil else {
            throw ValidationError("--url is the address of a gateway, such as http://127.0.0.1:8080")
        }
        guard let key = try command.call.admin(isRemote: true).text() else {
            throw ValidationError("A gateway explains to admins: give --admin-api-key, or COMMAND_ROUTER_ADMIN_API_KEY")
        }
        client = GatewayClient(url: url, bearer: key, maxReply: command.maxReply)
        body = try Self.request(command)
    }

    private static func request(_ command: ExplainCommand) throws -> [UInt8] {
        let call = try command.call.call(isRemote: true)
        var members: [ManifestValue.Member] = [
            .init("Surface", .string(call.surface.rawValue)), .init("Text", .boolean(true)),
        ]
        var raw: [UInt8]?
        switch call.content {
        case .parameters(let json): raw = json
        case .body(let body, let type):
            members += [.init("Body", .string(try text(body))), .init("ContentType", .string(type))]
        case .query(let query): members.append(.init("Query", .string(query)))
        }
        if let name = call.command { members.append(.init("Command", .string(name))) }
        if let account = command.account { members.append(.init("Account", .integer(account))) }
        if let kind = command.kind { members.append(.init("As", .string(kind.rawValue))) }
        if let names = command.permissionNames { members.append(.init("Permissions", .array(names.map(ManifestValue.string)))) }
        var params = Array(ManifestValue.object(members).json.utf8)
        if let raw { params = params.dropLast() + Array(#","Params":"#.utf8) + raw + [UInt8(ascii: "}")] }
        return Array(#"{"jsonrpc":"2.0","method":"rpc.explain","params":"#.utf8) + params + Array(#","id":1}"#.utf8)
    }

    /// What stands in a JSON text has to be one.
    private static func text(_ body: [UInt8]) throws -> String {
        guard let text = String(validating: body, as: UTF8.self) else { throw CommandLineFailure("The body is not UTF-8") }
        return text
    }

    func report() async throws -> ExplanationReport {
        let (_, reply) = try await client.post(body, mode: nil)
        guard let result = Self.member("result", of: reply[...]), let explanation = Self.member("Explanation", of: result),
            let verdict = Self.member("verdict", of: explanation)
        else { throw CommandLineFailure("\(client.url.absoluteString) does not explain: \(String(decoding: reply, as: UTF8.self))") }
        let text = Self.member("Text", of: result).flatMap(Self.string) ?? ""
        return ExplanationReport(
            json: String(decoding: explanation, as: UTF8.self), text: text, isDone: Self.string(verdict) != "refused")
    }

    /// The JSON of a member; nil where there is none.
    private static func member(_ name: String, of json: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        let bytes = Array(json)
        guard let fields = try? JSONScanner.members(bytes.span, in: 0..<bytes.count) else { return nil }
        guard let value = fields.first(where: { JSONString.string(bytes.span, $0.name) == name })?.value else { return nil }
        return value.kind.isString ? bytes[(value.start - 1)..<(value.end + 1)] : bytes[value.range]
    }

    private static func string(_ json: ArraySlice<UInt8>) -> String? {
        let bytes = Array(json)
        return (try? JSONScanner.value(bytes.span, in: 0..<bytes.count)).map { JSONString.string(bytes.span, $0) }
    }
}
