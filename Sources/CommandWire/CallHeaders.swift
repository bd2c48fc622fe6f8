// SPDX-License-Identifier: Apache-2.0

/// What a request's header fields say about its calls.
package struct CallHeaders {
    /// The key in `Authorization: Bearer`; nil without the field.
    package let bearer: String?
    /// Whether calls stop before they run.
    package let isDryRun: Bool

    /// Reads the fields.
    ///
    /// - Throws: a refusal for a `Command-Mode` other than `validate`, so that a misspelled one never runs what was
    ///   meant to be checked; and for an `Authorization` that is not a bearer key, where the surface takes one.
    package init(
        _ request: InboundRequest, takesBearer: Bool, _ refusals: StandardRefusals
    ) throws(Refusal) {
        isDryRun = try Self.isDryRun(request, refusals)
        guard takesBearer, let field = request.authorization else {
            bearer = nil
            return
        }
        guard let key = Self.key(field) else { throw refusals.refusal(.unauthenticated, .unauthenticated) }
        bearer = key
    }

    /// Whether the call of a request stops before it runs.
    ///
    /// - Throws: a refusal for a `Command-Mode` other than `validate`.
    static func isDryRun(_ request: InboundRequest, _ refusals: StandardRefusals) throws(Refusal) -> Bool {
        guard let mode = request.mode else { return false }
        guard mode.isExactly("validate") else { throw refusals.malformed("Command-Mode can only be validate") }
        return true
    }

    private static func key(_ field: String) -> String? {
        let parts = field.utf8.split(separator: UInt8(ascii: " "), maxSplits: 1)
        guard parts.count == 2, parts[0].map(Name.fold).elementsEqual("bearer".utf8) else { return nil }
        let key = parts[1].drop { $0 == UInt8(ascii: " ") }
        guard !key.isEmpty, key.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return nil }
        return String(decoding: key, as: UTF8.self)
    }
}
