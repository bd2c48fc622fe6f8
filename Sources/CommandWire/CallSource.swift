// SPDX-License-Identifier: Apache-2.0

/// The JSON text that holds a request's parameters, whatever they were sent as: one object, not yet scanned.
package struct CallSource {
    /// The text.
    package let json: [UInt8]
    /// How many of its first bytes were made of a form or query.
    package let formLength: Int

    /// Both, to be taken over.
    var parts: (json: [UInt8], formLength: Int) { consuming get { (json, formLength) } }

    private init(json: [UInt8], formLength: Int = 0) {
        self.json = json
        self.formLength = formLength
    }

    /// The parameters of a request's query and body.
    ///
    /// - Throws: a refusal for a media type, charset or content coding that is not read, for a malformed form, or for a
    ///   body where the method gives it no meaning.
    package static func of(_ request: InboundRequest, _ refusals: StandardRefusals) throws(Refusal) -> CallSource {
        try refuseCoding(request, refusals)
        if request.query == nil, request.hasPlainJSON { return CallSource(json: request.body) }
        let query = request.query ?? ""
        guard request.method == "POST" else { return try form(query: query, besides: request.body, refusals) }
        guard let type = request.contentType else {
            guard request.body.isEmpty else { throw refusals.refusal(.mediaType, .mediaType, detail: "No Content-Type is given") }
            return try form(refusals) { form throws(FormFault) in try form.add(query: query) }
        }
        guard let type = MediaType(type), type.allowsUTF8 else { throw refusals.refusal(.mediaType, .mediaType) }
        switch type.essence {
        case "application/json": return try merge(query, into: request.body, refusals)
        case "application/x-www-form-urlencoded":
            return try form(refusals, hint: FormHint(request.body)) { form throws(FormFault) in
                try form.add(query: query)
                try form.add(urlencoded: request.body)
            }
        case "multipart/form-data":
            guard let boundary = type.parameters["boundary"] else { throw refusals.malformed("No boundary is given") }
            return try form(refusals) { form throws(FormFault) in
                try form.add(query: query)
                try form.add(multipart: request.body, boundary: boundary)
            }
        default: throw refusals.refusal(.mediaType, .mediaType)
        }
    }

    /// Refuses a body that is compressed.
    package static func refuseCoding(_ request: InboundRequest, _ refusals: StandardRefusals) throws(Refusal) {
        guard let coding = request.contentEncoding, !coding.isExactly("identity") else { return }
        throw refusals.refusal(.mediaType, .mediaType, detail: "Content codings are not supported")
    }

    /// The parameters of a GET, which stand in its query alone. A body beside them could say something else, so it is
    /// refused whatever its media type.
    private static func form(
        query: String, besides body: [UInt8], _ refusals: StandardRefusals
    ) throws(Refusal) -> CallSource {
        guard body.isEmpty else { throw refusals.malformed("A GET takes its parameters from the query and has no body") }
        return try form(refusals) { form throws(FormFault) in try form.add(query: query) }
    }

    private static func form(
        _ refusals: StandardRefusals, hint: FormHint? = nil, _ fill: (inout Form) throws(FormFault) -> Void
    ) throws(Refusal) -> CallSource {
        var form = Form()
        do { try fill(&form) } catch { throw refusals.malformed("The form is not valid: \(error)\(hint?.after ?? "")") }
        let json = form.json()
        return CallSource(json: json, formLength: json.count)
    }

    /// A JSON body with the fields of a query before its members. A name that stands in both is found by the scan.
    private static func merge(_ query: String, into body: [UInt8], _ refusals: StandardRefusals) throws(Refusal) -> CallSource {
        guard !query.isEmpty, let open = body.firstIndex(where: { !isSpace($0) }), body[open] == UInt8(ascii: "{") else {
            return CallSource(json: body)
        }
        var merged = try form(refusals) { form throws(FormFault) in try form.add(query: query) }.json
        let rest = body[(open + 1)...]
        let isEmpty = rest.first { !isSpace($0) } == UInt8(ascii: "}")
        merged.removeLast()
        if merged.count > 1, !isEmpty { merged.append(UInt8(ascii: ",")) }
        return CallSource(json: merged + rest, formLength: merged.count)
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }
}

extension InboundRequest {
    /// Whether it is what most requests are: a POST whose media type is `application/json` and nothing more.
    fileprivate var hasPlainJSON: Bool {
        guard let contentType else { return false }
        return contentType.isExactly("application/json") && method == "POST"
    }
}

extension JSONScanner {
    /// The members of a request's one object, or the refusal that says what is wrong with it.
    package static func fields(_ source: [UInt8], _ refusals: StandardRefusals) throws(Refusal) -> [JSONField] {
        do { return try object(source.span, in: 0..<source.count, mostNames: maximumNames) } catch {
            throw refusals.malformed(error.sentence)
        }
    }
}

extension JSONFault {
    /// What is wrong, for the caller.
    package var sentence: String { "The body is not valid: \(reason.rawValue), at byte \(offset)" }
}
