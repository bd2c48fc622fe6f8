// SPDX-License-Identifier: Apache-2.0

package import CommandManifest
package import CommandWire

/// A call that is told of rather than sent: its parts, of which a request is made.
package struct DescribedCall: Sendable {
    /// Its parameters.
    package enum Content: Sendable {
        /// The text of a JSON object, into which the surface's own frame is put.
        case parameters([UInt8])
        /// The body as it would be sent, and its media type.
        case body([UInt8], type: String)
        /// A query, without its `?`, on the flat API.
        case query(String)
    }

    /// Where it comes in.
    package var surface: CommandDeclaration.Surface
    /// The command; nil where the content names it.
    package var command: String?
    /// Its parameters.
    package var content: Content
    /// The key in `Authorization: Bearer`.
    package var bearer: String?

    /// Describes a call.
    package init(surface: CommandDeclaration.Surface, command: String? = nil, content: Content, bearer: String? = nil) {
        self.surface = surface
        self.command = command
        self.content = content
        self.bearer = bearer
    }

    /// The request that it would be.
    package var request: InboundRequest {
        let authorization = bearer.map { "Bearer " + $0 }
        switch content {
        case .query(let query):
            return InboundRequest(method: "GET", path: path, query: query, authorization: authorization, address: "described")
        case .body(let body, let type):
            return InboundRequest(
                method: "POST", path: path, contentType: type, authorization: authorization, address: "described",
                body: framed(body, type))
        case .parameters(let parameters):
            return InboundRequest(
                method: "POST", path: path, contentType: "application/json", authorization: authorization, address: "described",
                body: framed(parameters))
        }
    }

    private var path: String {
        switch surface {
        case .api: "/api.php"
        case .v1: "/api/v1/" + PercentEncoding.encode(command ?? "")
        case .rpc: "/rpc"
        }
    }

    /// A form names its command in a field of its own.
    private func framed(_ body: [UInt8], _ type: String) -> [UInt8] {
        guard surface == .api, let command, MediaType(type)?.essence == "application/x-www-form-urlencoded" else { return body }
        return Array(("Command=" + PercentEncoding.encode(command)).utf8) + (body.isEmpty ? [] : [UInt8(ascii: "&")] + body)
    }

    private func framed(_ parameters: [UInt8]) -> [UInt8] {
        guard let command, surface != .v1 else { return parameters }
        var name: [UInt8] = []
        JSONString.append(command, to: &name)
        switch surface {
        case .rpc:
            return Array(#"{"jsonrpc":"2.0","method":"#.utf8) + name + Array(#","params":"#.utf8) + parameters + Array(#","id":1}"#.utf8)
        default:
            guard let open = parameters.firstIndex(of: UInt8(ascii: "{")) else { return parameters }
            let rest = parameters[(open + 1)...]
            let isEmpty = rest.first { $0 > 0x20 } == UInt8(ascii: "}")
            return Array(#"{"Command":"#.utf8) + name + (isEmpty ? [] : [UInt8(ascii: ",")]) + rest
        }
    }
}
