// SPDX-License-Identifier: Apache-2.0

/// Reads JSON-RPC request objects from a body that was scanned whole.
struct MessageReader {
    let body: [UInt8]
    /// What the request's header fields say of each call, or why they are none.
    let headers: Result<CallHeaders, Refusal>
    let refusals: StandardRefusals

    /// The members that the protocol knows.
    private struct Members {
        var version: JSONSpot?
        var method: JSONSpot?
        var params: JSONSpot?
        var id: JSONSpot?
    }

    /// The request objects of a batch.
    func batch(_ whole: JSONSpot, limit: Int) throws(Refusal) -> [RPCEnvelope.Message] {
        let items: [JSONSpot]
        do { items = try JSONScanner.items(body.span, in: whole.range, limit: limit) } catch {
            throw refusals.malformed(error.sentence)
        }
        guard !items.isEmpty else { throw invalid("A batch has at least one call") }
        guard items.count <= limit else {
            throw refusals.refusal(.tooLarge, .tooLarge, detail: "A batch has at most \(limit) calls")
        }
        return items.map(read)
    }

    /// One request object. What is none is a message with a refusal, answered with the id where that can be told.
    func read(_ spot: JSONSpot) -> RPCEnvelope.Message {
        guard spot.kind == .object else { return message(.failure(invalid("A call is an object, not \(spot.kind.noun)")), nil) }
        let fields: [JSONField]
        do { fields = try JSONScanner.object(body.span, in: spot.range) } catch {
            // The whole is strict JSON, so the fault is a name that stands there in another case as well.
            return message(.failure(invalid("A member stands twice, in another case: \(error.sentence)")), nil)
        }
        let members = members(fields)
        let id = id(members.id)
        guard id != .invalid else { return message(.failure(invalid("id is a text, a number or null")), nil) }
        guard isVersion2(members.version) else { return message(.failure(invalid("jsonrpc is \"2.0\"")), id.json) }
        guard let method = members.method, method.kind.isString else {
            return message(.failure(invalid("method is a command's name")), id.json)
        }
        do throws(Refusal) {
            let call = try call(method, members.params)
            return RPCEnvelope.Message(call: .success(call), id: id.json, isNotification: id == .absent)
        } catch {
            let isNotification = id == .absent && error.kind != .invalidRequest
            return RPCEnvelope.Message(call: .failure(error), id: id.json, isNotification: isNotification)
        }
    }

    private func message(_ call: Result<Call, Refusal>, _ id: [UInt8]?) -> RPCEnvelope.Message {
        RPCEnvelope.Message(call: call, id: id, isNotification: false)
    }

    private func members(_ fields: [JSONField]) -> Members {
        var members = Members()
        // By bytes: comparing a String of combining marks takes time that grows with their square.
        for field in fields {
            let name = JSONString.unescaped(body.span, field.name)
            if name.elementsEqual("jsonrpc".utf8) { members.version = field.value }
            if name.elementsEqual("method".utf8) { members.method = field.value }
            if name.elementsEqual("params".utf8) { members.params = field.value }
            if name.elementsEqual("id".utf8) { members.id = field.value }
        }
        return members
    }

    private func id(_ spot: JSONSpot?) -> MessageID {
        guard let spot else { return .absent }
        return switch spot.kind {
        case .string, .escapedString: .given(Array(body[(spot.start - 1)..<(spot.end + 1)]))
        case .integer, .number, .null: .given(Array(body[spot.range]))
        default: .invalid
        }
    }

    private func isVersion2(_ version: JSONSpot?) -> Bool {
        guard let version, version.kind.isString else { return false }
        return JSONString.string(body.span, version).utf8.elementsEqual("2.0".utf8)
    }

    private func call(_ method: JSONSpot, _ params: JSONSpot?) throws(Refusal) -> Call {
        let name = CallName(body.span, method)
        let headers = try headers.get()
        var call = Call(
            surface: .rpc, source: body, fields: [], name: name, nameField: nil, bearer: headers.bearer, isDryRun: headers.isDryRun)
        switch params?.kind {
        case nil: break
        case .object: if let params { call.fields = (try? JSONScanner.members(body.span, in: params.range)) ?? [] }
        case .array:
            call.isPositional = params.map { (try? JSONScanner.items(body.span, in: $0.range, limit: 0))?.isEmpty == false } ?? false
        default: throw invalid("params is an object, not \(params?.kind.noun ?? "")")
        }
        return call
    }

    private func invalid(_ detail: String) -> Refusal { refusals.refusal(.invalidRequest, .malformed, detail: detail) }
}

/// The id of a request object.
private enum MessageID: Equatable {
    /// There is none: a notification.
    case absent
    /// A text, a number or null, as its JSON came.
    case given([UInt8])
    /// Something else, which cannot be echoed.
    case invalid

    /// What an answer echoes; nil where there is nothing to echo.
    var json: [UInt8]? { if case .given(let json) = self { json } else { nil } }
}
