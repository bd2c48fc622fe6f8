// SPDX-License-Identifier: Apache-2.0

import CommandManifest
import CommandRouter
import CommandWire
import Testing

/// A place in a shipped command's parameters where a text can be put, and what is written around it.
struct ParameterTarget: Sendable, CustomTestStringConvertible {
    let command: String
    let path: String
    /// The body before the text, and after it.
    let before: String, after: String
    /// Whether any text is what the place is for.
    let isText: Bool

    var testDescription: String { command + " " + path }

    /// A request with this in the place.
    func request(_ json: String) -> InboundRequest { .json("/api.php", before + json + after) }

    /// Every place of every shipped command: each parameter, each member and each item. What the router reads itself is the same in
    /// every command, so it stands here for the first.
    static let all: [ParameterTarget] = (ShippedManifest.manifest?.commands ?? []).enumerated().flatMap { number, command in
        command.parameters.filter { $0.role == nil || number == 0 || $0.required != nil }.flatMap { parameter in
            places(parameter.value, command: command.name, path: parameter.name, before: #""\#(parameter.name)":"#, after: "}")
        }
    }

    private static func places(
        _ value: ValueDeclaration, command: String, path: String, before: String, after: String
    ) -> [ParameterTarget] {
        let key = path.hasPrefix("AdminAPIKey") ? "" : #","AdminAPIKey":"admin""#
        let user = path.hasPrefix("APIKey") || path.hasPrefix("AdminAPIKey") ? "" : #","APIKey":"all""#
        let isAdmins = ShippedManifest.manifest?.commands.first { $0.name == command }?.access == [.admin]
        let own = ParameterTarget(
            command: command, path: path, before: #"{"Command":"\#(command)"\#(isAdmins ? key : user),"# + before + "\"",
            after: "\"" + after, isText: value.kinds.contains(.string))
        let members = (value.members ?? []).flatMap { member in
            places(
                member.value, command: command, path: path + "." + member.name, before: before + #"{"\#(member.name)":"#,
                after: "}" + after)
        }
        let items = value.items.flatMap { item in
            places(item, command: command, path: path + "[]", before: before + "[", after: "]" + after)
        }
        return [own] + members + items
    }
}
