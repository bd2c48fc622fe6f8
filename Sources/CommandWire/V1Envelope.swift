// SPDX-License-Identifier: Apache-2.0

/// `/api/v1/NAME`: the same parameters and the same answers as `/api.php`, with HTTP's own statuses, and unknown
/// parameters refused.
package enum V1Envelope {
    /// The call in a request whose path named this command.
    ///
    /// - Throws: a refusal for its method, media type or content.
    package static func open(
        _ request: InboundRequest, command: String, _ refusals: StandardRefusals
    ) throws(Refusal) -> Call {
        guard request.method == "POST" else { throw refusals.refusal(.method(allow: "POST"), .method) }
        let headers = try CallHeaders(request, takesBearer: true, refusals)
        let source = try CallSource.of(request, repeats: .refused, refusals)
        let fields = try JSONScanner.fields(source.json, refusals)
        let name = Array(command.utf8)
        return Call(
            surface: .v1, source: source.json, formLength: source.formLength, fields: fields,
            name: name.isEmpty ? nil : CallName(name), nameField: nil, bearer: headers.bearer,
            isDryRun: headers.isDryRun)
    }

    /// The HTTP status of a refusal.
    package static func status(_ refusal: Refusal) -> Int {
        switch refusal.kind {
        case .malformed, .invalidRequest: 400
        case .method: 405
        case .mediaType: 415
        case .tooLarge: 413
        case .unknownCommand: 404
        case .notInstalled: 501
        case .unauthenticated: 401
        case .forbidden, .quota: 403
        case .limited: 429
        case .parameters: 422
        case .failure(let status): status
        case .unavailable: 503
        case .unexpected: 500
        }
    }
}
