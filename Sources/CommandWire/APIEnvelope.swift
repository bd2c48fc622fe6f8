// SPDX-License-Identifier: Apache-2.0

/// `/api.php`: a flat request that names its command, answered with HTTP 200 in nearly every case.
///
/// ```
/// {"Command":"tag.create","APIKey":"…","Tag":"x"}  →  {"Success":true,"ErrorCode":0,"ErrorText":"","TagID":15}
/// ```
package enum APIEnvelope {
    private static let command = FoldedName("Command")

    /// The methods that it has, for `Allow`.
    package static let methods = "GET, HEAD, POST"

    /// The call in a request. The command that its parameters name comes before the one that its path names.
    ///
    /// - Throws: a refusal for its method, media type or content.
    package static func open(
        _ request: InboundRequest, command: String?, _ refusals: StandardRefusals
    ) throws(Refusal) -> Call {
        guard request.method == "POST" || request.isQueried else {
            throw refusals.refusal(.method(allow: methods), .method)
        }
        let isDryRun = try CallHeaders.isDryRun(request, refusals)
        let source = try CallSource.of(request, repeats: .lastWins, refusals)
        let fields = try JSONScanner.fields(source.json, refusals)
        let nameField = nameField(fields, source.json.span)
        var call = Call(
            surface: .api, source: source.json, formLength: source.formLength, fields: fields,
            name: name(nameField.map { fields[$0].value }, source.json.span, command), nameField: nameField, bearer: nil,
            isDryRun: isDryRun)
        if !source.repeated.isEmpty { call.repeated = source.repeated }
        return call
    }

    private static func name(_ spot: JSONSpot?, _ bytes: Span<UInt8>, _ command: String?) -> CallName? {
        guard let spot else { return command.map { CallName(Array($0.utf8)) } }
        return spot.kind.isString && !spot.range.isEmpty ? CallName(bytes, spot) : nil
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
