// SPDX-License-Identifier: Apache-2.0

package import CommandManifest
import CommandWire

/// Cases as JSON, for test programs in any language.
///
/// `{"version":1,"cases":[…]}`; each case has its name, the request as it is sent, the answer that is due, and why.
/// - SeeAlso: docs/testing.md, "Cases as a file"
package enum CaseDocument {
    /// The start of the text.
    package static let head = "{\"version\":1,\"cases\":["
    /// The end of the text.
    package static let tail = "\n]}\n"

    /// One case on one surface.
    package static func text(_ one: Case, on surface: CommandDeclaration.Surface, of command: CommandDeclaration) -> String {
        let request = CaseRequest(one.call, to: command, on: surface, key: \.key)
        let members: [ManifestValue.Member] = [
            .init("name", .string(one.name + "@" + surface.rawValue)), .init("command", .string(one.command)),
            .init("surface", .string(surface.rawValue)), .init("reason", .string(one.reason)),
            .init("declared", .string(one.location.description)),
            .init("caller", caller(one.call.caller)),
        ]
        let others = one.call.callers.filter { $0 != one.call.caller && $0.key != nil }.sorted { ($0.key ?? "") < ($1.key ?? "") }
        let rest: [ManifestValue.Member] = [
            .init("request", self.request(request)), .init("expected", expected(one.expected, surface)),
        ]
        return ManifestValue.object(members + (others.isEmpty ? [] : [.init("others", .array(others.map(caller)))]) + rest).json
    }

    private static func caller(_ caller: Caller) -> ManifestValue {
        let (kind, permission): (String, String?) =
            switch caller {
            case .user(let permission): ("user", permission)
            case .admin(let permission): ("admin", permission)
            case .session(let state): (state == .open ? "session" : state.rawValue + "-session", nil)
            case .nobody: ("nobody", nil)
            case .unknown: ("unknown", nil)
            }
        return .object(
            [.init("kind", .string(kind))] + (permission.map { [.init("without", .string($0))] } ?? [])
                + (caller.key.map { [.init("key", .string($0))] } ?? []))
    }

    private static func request(_ request: CaseRequest) -> ManifestValue {
        let text = String(validating: request.body, as: UTF8.self)
        let body: ManifestValue.Member =
            text.map { .init("body", .string($0)) } ?? .init("bodyBytes", .array(request.body.map { .integer(Int($0)) }))
        return .object([
            .init("method", .string("POST")), .init("path", .string(request.target)),
            .init("headers", .object(request.headers.map { .init($0.name, .string($0.value)) })), body,
        ])
    }

    private static func expected(_ expected: Expectation, _ surface: CommandDeclaration.Surface) -> ManifestValue {
        var members: [ManifestValue.Member] = [
            .init("status", .integer(expected.status(on: surface))), .init("success", .boolean(expected.kind == .accepted)),
        ]
        if surface == .rpc, let error = expected.rpcError { members.append(.init("rpcCode", .integer(error.code))) }
        if expected.kind == .accepted {
            if let bound = expected.bound, let value = ManifestValue(json: bound) { members.append(.init("bound", value)) }
        } else if surface != .rpc || expected.rpcError?.hasData == true {
            let codes = expected.codes.map(ManifestValue.integer)
            members.append(.init("errorCode", expected.isArray ? .array(codes) : codes.first ?? .null))
            members.append(.init("errors", .array(expected.violations.map(violation))))
        }
        return .object(members)
    }

    private static func violation(_ violation: Expectation.Violation) -> ManifestValue {
        .object(
            [.init("Code", .integer(violation.code))] + (violation.parameter.map { [.init("Parameter", .string($0))] } ?? [])
                + [.init("Rule", .string(violation.rule))])
    }
}
