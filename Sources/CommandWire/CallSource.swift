// SPDX-License-Identifier: Apache-2.0

/// The JSON text that holds a request's parameters, whatever they were sent as: one object, not yet scanned.
package struct CallSource {
    /// The text.
    package let json: [UInt8]
    /// How many of its first bytes were made of a form or query.
    package let formLength: Int
    /// What was given more than once, where that is allowed.
    package let repeated: [RepeatedField]

    private init(json: [UInt8], formLength: Int = 0, repeated: [RepeatedField] = []) {
        self.json = json
        self.formLength = formLength
        self.repeated = repeated
    }

    /// The parameters of a request's query and body. `repeats` is for the fields of query and form.
    ///
    /// - Throws: a refusal for a media type, charset or content coding that is not read, for a malformed form, or for a
    ///   body where the method gives it no meaning.
    package static func of(
        _ request: InboundRequest, repeats: FormRepeats, _ refusals: StandardRefusals
    ) throws(Refusal) -> CallSource {
        try refuseCoding(request, refusals)
        if request.query == nil, request.hasPlainJSON { return CallSource(json: request.body) }
        let query = request.query ?? ""
        let reader = FormReader(repeats: repeats, refusals: refusals)
        guard request.method == "POST" else { return try of(query: query, besides: request.body, reader) }
        guard let type = request.contentType else {
            guard request.body.isEmpty else { throw refusals.refusal(.mediaType, .mediaType, detail: "No Content-Type is given") }
            return CallSource(try reader.form { form throws(FormFault) in try form.add(query: query) })
        }
        guard let type = MediaType(type), type.allowsUTF8 else { throw refusals.refusal(.mediaType, .mediaType) }
        switch type.essence {
        case "application/json": return try merge(query, into: request.body, reader)
        case "application/x-www-form-urlencoded":
            return CallSource(
                try reader.form(hint: FormHint(request.body)) { form throws(FormFault) in
                    try form.add(query: query)
                    try form.add(urlencoded: request.body)
                })
        case "multipart/form-data":
            guard let boundary = type.parameters["boundary"] else { throw refusals.malformed("No boundary is given") }
            return CallSource(
                try reader.form { form throws(FormFault) in
                    try form.add(query: query)
                    try form.add(multipart: request.body, boundary: boundary)
                })
        default: throw refusals.refusal(.mediaType, .mediaType)
        }
    }

    private init(_ form: Form) {
        let json = form.json()
        self.init(json: json, formLength: json.count, repeated: form.repeated)
    }

    /// Refuses a body that is compressed.
    package static func refuseCoding(_ request: InboundRequest, _ refusals: StandardRefusals) throws(Refusal) {
        guard let coding = request.contentEncoding, !coding.isExactly("identity") else { return }
        throw refusals.refusal(.mediaType, .mediaType, detail: "Content codings are not supported")
    }

    /// The parameters of a GET, which stand in its query alone. A body beside them could say something else, so it is
    /// refused whatever its media type.
    private static func of(query: String, besides body: [UInt8], _ reader: FormReader) throws(Refusal) -> CallSource {
        guard body.isEmpty else { throw reader.refusals.malformed("A GET takes its parameters from the query and has no body") }
        return CallSource(try reader.form("query") { form throws(FormFault) in try form.add(query: query) })
    }

    /// A JSON body with the fields of a query before its members.
    private static func merge(_ query: String, into body: [UInt8], _ reader: FormReader) throws(Refusal) -> CallSource {
        // A body that is not valid is told as such by whoever reads it, with its own places.
        guard !query.isEmpty, let members = try? JSONScanner.object(body.span, in: 0..<body.count, mostNames: JSONScanner.maximumNames),
            let open = body.firstIndex(of: UInt8(ascii: "{"))
        else { return CallSource(json: body) }
        let names = Set(members.map { JSONString.unescaped(body.span, $0.name).map(Name.fold) })
        let form = try reader.form("query") { form throws(FormFault) in
            try form.add(query: query)
            try form.yield(to: names)
        }
        var merged = form.json()
        merged.removeLast()
        if merged.count > 1, !members.isEmpty { merged.append(UInt8(ascii: ",")) }
        return CallSource(json: merged + body[(open + 1)...], formLength: merged.count, repeated: form.repeated)
    }
}

/// Reads the form of a request.
private struct FormReader {
    let repeats: FormRepeats
    let refusals: StandardRefusals

    /// The form that is filled; `noun` is what it is called where it is not valid.
    func form(
        _ noun: String = "form", hint: FormHint? = nil, _ fill: (inout Form) throws(FormFault) -> Void
    ) throws(Refusal) -> Form {
        var form = Form(repeats: repeats)
        do { try fill(&form) } catch { throw refusals.malformed("The \(noun) is not valid: \(error)\(hint?.after ?? "")") }
        return form
    }
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
