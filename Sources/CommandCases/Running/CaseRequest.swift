// SPDX-License-Identifier: Apache-2.0

package import CommandManifest
package import CommandWire

/// A case as one whole request on one surface.
package struct CaseRequest: Sendable {
    /// The path.
    package let path: String
    /// What stands behind `?`; nil for nothing.
    package let query: String?
    /// Header fields.
    package let headers: [(name: String, value: String)]
    /// The body.
    package let body: [UInt8]

    /// Composes any request.
    package init(path: String, query: String? = nil, headers: [(name: String, value: String)], body: [UInt8]) {
        self.path = path
        self.query = query
        self.headers = headers
        self.body = body
    }

    /// Composes the request of a case.
    ///
    /// - Parameters:
    ///   - command: the declaration of the case's command.
    ///   - key: the key of a caller; nil for one who has none.
    package init(_ call: CaseCall, to command: CommandDeclaration, on surface: CommandDeclaration.Surface, key: (Caller) -> String?) {
        let credentials = Credentials(call, command, key)
        query = [credentials.query, call.content.query].compactMap(\.self).nonEmpty?.joined(separator: "&")
        path =
            switch surface {
            case .api: "/api.php"
            case .v1: "/api/v1/" + call.command
            case .rpc: "/rpc"
            }
        headers =
            (call.mediaType.map { [("Content-Type", $0)] } ?? [])
            + ((call.mode ?? (call.isDryRun ? "validate" : nil)).map { [("Command-Mode", $0)] } ?? [])
            + (credentials.authorization.map { [("Authorization", $0)] } ?? [])
        switch call.content {
        case .document(let bytes): body = bytes
        case .form(let fields, _):
            let own = credentials.fields.map { CaseCall.FormField($0.name, json: $0.json) }
            body = Array(Self.form([CaseCall.FormField("Command", call.command)] + own + fields).utf8)
        case .fields(let fields):
            let all = credentials.fields + fields
            body =
                switch surface {
                case .api: Self.object([.init("Command", ManifestValue.string(call.command).json)] + all)
                case .v1: Self.object(all)
                case .rpc:
                    Array("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\(ManifestValue.string(call.command).json),\"params\":".utf8)
                        + Self.object(all)
                        + Array("}".utf8)
                }
        }
    }

    /// The path with the query.
    package var target: String { path + (query.map { "?" + $0 } ?? "") }

    /// The request as a router in this process gets it.
    package var inbound: InboundRequest {
        func field(_ name: String) -> String? { headers.first { $0.name == name }?.value }
        return InboundRequest(
            method: "POST", path: path, query: query, contentType: field("Content-Type"), authorization: field("Authorization"),
            mode: field("Command-Mode"), body: body)
    }

    /// Whether a caller can say who it is in the parameters of a command, as it must on the flat API.
    static func canSay(_ caller: Caller, to command: CommandDeclaration) -> Bool {
        switch caller {
        case .nobody, .unknown: true
        case .session: command.parameters.contains { $0.role == .session }
        case .user: command.parameters.contains { $0.role == .key }
        case .admin: command.parameters.contains { $0.role == .key || $0.role == .adminKey }
        }
    }

    /// Fields as a form writes them.
    static func form(_ fields: [CaseCall.FormField]) -> String {
        fields.map { escaped($0.name) + "=" + escaped($0.text) }.joined(separator: "&")
    }

    private static func escaped(_ text: String) -> String {
        var result = ""
        for byte in text.utf8 {
            if (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || "-._~".utf8.contains(byte) {
                result.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                result += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
        return result
    }

    private static func object(_ fields: [CaseCall.Field]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(fields.reduce(2) { $0 + $1.name.utf8.count + $1.json.utf8.count + 4 })
        for field in fields {
            bytes.append(bytes.isEmpty ? UInt8(ascii: "{") : UInt8(ascii: ","))
            JSONString.append(field.name, to: &bytes)
            bytes.append(UInt8(ascii: ":"))
            bytes.append(contentsOf: field.json.utf8)
        }
        return bytes.isEmpty ? Array("{}".utf8) : bytes + [UInt8(ascii: "}")]
    }

    /// How a caller says who it is: where the case has it, or in a parameter that the command declares for keys, else in a
    /// header field.
    private struct Credentials {
        var fields: [CaseCall.Field] = []
        var query: String?
        var authorization: String?

        private init() {}

        init(_ call: CaseCall, _ command: CommandDeclaration, _ key: (Caller) -> String?) {
            self.init()
            guard let placed = call.credentials else {
                self = Credentials(call.caller, command, key)
                return
            }
            for credential in placed {
                let text = key(credential.caller) ?? ""
                switch credential.place {
                case .field(let name):
                    if case .unknown(let json) = credential.caller {
                        fields.append(.init(name, json))
                    } else {
                        fields.append(.init(name, ManifestValue.string(text).json))
                    }
                case .query(let name): query = "\(name)=\(text)"
                case .header(let template): authorization = template.replacing("{}", with: text)
                }
            }
        }

        private init(_ caller: Caller, _ command: CommandDeclaration, _ key: (Caller) -> String?) {
            let declared = command.parameters.first { $0.role == .key } ?? command.parameters.first { $0.role == .adminKey }
            switch caller {
            case .nobody: break
            case .session:
                guard let name = command.parameters.first(where: { $0.role == .session })?.name, let id = key(caller) else { return }
                fields = [.init(name, ManifestValue.string(id).json)]
            case .unknown(let json): fields = declared.map { [.init($0.name, json)] } ?? []
            case .user, .admin:
                guard let key = key(caller) else { return }
                let place = command.parameters.first { $0.role == .key }
                let own = if case .admin = caller { command.parameters.first { $0.role == .adminKey } ?? place } else { place }
                if let own {
                    fields = [.init(own.name, ManifestValue.string(key).json)]
                } else {
                    authorization = "Bearer " + key
                }
            }
        }
    }
}

extension CaseCall.Content {
    /// What stands in the query; nil for nothing.
    fileprivate var query: String? {
        guard case .form(_, let fields) = self, !fields.isEmpty else { return nil }
        return CaseRequest.form(fields)
    }
}

extension Array {
    /// Itself, or nil where nothing is in it.
    fileprivate var nonEmpty: Self? { isEmpty ? nil : self }
}
