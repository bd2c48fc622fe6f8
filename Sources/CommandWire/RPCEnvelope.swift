// SPDX-License-Identifier: Apache-2.0

/// JSON-RPC 2.0 on `/rpc`: request objects alone or in a batch, parameters by name.
///
/// ```
/// {"jsonrpc":"2.0","method":"tag.create","params":{"APIKey":"…","Tag":"x"},"id":1}
/// ```
/// - SeeAlso: https://www.jsonrpc.org/specification
package enum RPCEnvelope {
    /// What a body holds.
    package enum Body {
        /// One request object, or what stands in its place.
        case single(Message)
        /// As many as the array has.
        case batch([Message])
    }

    /// One request object.
    package struct Message {
        /// The call, or why it is none.
        package let call: Result<Call, Refusal>
        /// The id's JSON, as it came; nil where there is none.
        package let id: [UInt8]?
        /// Whether nothing is answered: a call without an id.
        package let isNotification: Bool
    }

    /// The start of an answer that holds a reply.
    package static let replyPrefix = Array("{\"jsonrpc\":\"2.0\",\"result\":".utf8)

    /// The calls in a request.
    ///
    /// - Throws: a refusal for what makes the whole request unreadable: its method, media type, JSON, or an empty batch
    ///   or one of more than `limit` calls.
    package static func open(
        _ request: InboundRequest, limit: Int, _ refusals: StandardRefusals
    ) throws(Refusal) -> Body {
        guard request.method == "POST" else { throw refusals.refusal(.method(allow: "POST"), .method) }
        try CallSource.refuseCoding(request, refusals)
        guard let type = request.contentType.flatMap(MediaType.init), mediaTypes.contains(type.essence), type.allowsUTF8 else {
            throw refusals.refusal(.mediaType, .mediaType)
        }
        _ = try CallHeaders.isDryRun(request, refusals)
        // Who is calling is asked of each call, which is answered with its id.
        let headers = Result { () throws(Refusal) in try CallHeaders(request, takesBearer: true, refusals) }
        let body = request.body
        let reader = MessageReader(body: body, headers: headers, refusals: refusals)
        let whole: JSONSpot
        do { whole = try JSONScanner.value(body.span, in: 0..<body.count, mostNames: JSONScanner.maximumNames) } catch {
            throw refusals.malformed(error.sentence)
        }
        guard whole.kind == .array else { return .single(reader.read(whole)) }
        return .batch(try reader.batch(whole, limit: limit))
    }

    /// What a request may be called. The second and the third are those of JSON-RPC over HTTP's drafts.
    private static let mediaTypes: Set<String> = ["application/json", "application/json-rpc", "application/jsonrequest"]

    // MARK: Answers

    /// What ends an answer that holds a reply.
    package static func replySuffix(_ id: [UInt8]?) -> [UInt8] {
        Array(",\"id\":".utf8) + (id ?? Array("null".utf8)) + [UInt8(ascii: "}")]
    }

    /// A refusal as an error object.
    package static func error(_ refusal: Refusal, id: [UInt8]?) -> [UInt8] {
        let (code, message, hasData) = error(refusal)
        let buffer = ReplyBuffer()
        buffer.append(raw: "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":")
        buffer.append(code)
        buffer.append(raw: ",\"message\":")
        buffer.append(message)
        if hasData {
            buffer.append(raw: ",\"data\":")
            refusal.append(to: buffer)
        }
        buffer.append(raw: "},\"id\":")
        buffer.append(raw: id ?? Array("null".utf8))
        buffer.append(raw: "}")
        return buffer.bytes
    }

    private static func error(_ refusal: Refusal) -> (code: Int, message: String, hasData: Bool) {
        let text = refusal.texts.first ?? ""
        return switch refusal.kind {
        case .malformed: (-32700, "Parse error", true)
        case .invalidRequest: (-32600, "Invalid Request", true)
        case .method, .mediaType, .tooLarge: (-32600, text, true)
        case .unknownCommand: (-32601, "Method not found", false)
        case .parameters: (-32602, "Invalid params", true)
        case .unexpected: (-32603, "Internal error", false)
        case .failure: (-32000, text, true)
        case .unauthenticated: (-32001, text, true)
        case .forbidden: (-32002, text, true)
        case .limited, .quota: (-32003, text, true)
        case .notInstalled, .unavailable: (-32004, text, true)
        }
    }

    /// The HTTP status of a refusal of the whole request.
    package static func status(_ refusal: Refusal) -> Int {
        switch refusal.kind {
        case .method: 405
        case .mediaType: 415
        case .tooLarge: 413
        case .limited: 429
        default: 200
        }
    }
}
