// SPDX-License-Identifier: Apache-2.0

/// `/api.php`: a flat request that names its command, answered with HTTP 200 in nearly every case.
///
/// ```
/// {"Command":"tag.create","APIKey":"…","Tag":"x"}  →  {"Success":true,"ErrorCode":0,"ErrorText":"","TagID":15}
/// ```
package enum APIEnvelope {
    private static let command = FoldedName("Command")

    /// The call in a request.
    ///
    /// - Throws: a refusal for its method, media type or content.
    package static func open(_ request: InboundRequest, _ refusals: StandardRefusals) throws(Refusal) -> Call {
        guard request.method == "POST" || request.method == "GET" else {
            throw refusals.refusal(.method(allow: "GET, POST"), .method)
        }
        let isDryRun = try CallHeaders.isDryRun(request, refusals)
        let (source, formLength) = try CallSource.of(request, refusals).parts
        let fields = try JSONScanner.fields(source, refusals)
        let nameField = nameField(fields, source.span)
        let spot = nameField.map { fields[$0].value }
        return Call(
            surface: .api, source: source, formLength: formLength, fields: fields,
            name: spot.flatMap { $0.kind.isString && !$0.range.isEmpty ? CallName(source.span, $0) : nil }, nameField: nameField,
            bearer: nil, isDryRun: isDryRun)
    }

    private static func nameField(_ fields: [JSONField], _ bytes: Span<UInt8>) -> Int? {
        for number in fields.indices where fields[number].isNamed(command, bytes) { return number }
        return nil
    }

    /// The HTTP status of a refusal.
    package static func status(_ refusal: Refusal) -> Int {
        switch refusal.kind {
        case .malformed, .invalidRequest, .method, .unknownCommand: 400
        case .mediaType: 415
        case .tooLarge: 413
        case .notInstalled, .unavailable, .unexpected: 500
        case .limited: 429
        case .quota: 403
        case .unauthenticated, .forbidden, .parameters, .failure: 200
        }
    }
}
