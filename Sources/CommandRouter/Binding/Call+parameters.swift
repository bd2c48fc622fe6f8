// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandManifest
import CommandWire

/// What of a call's fields is no parameter of its handler, once each field is known.
extension Call {
    /// The credentials that it carries; nil where one of them is no text, or where two keys disagree. A bearer key is a
    /// key like any other: it decides over a session.
    func credentials(_ plan: BindingPlan) -> Credentials? {
        guard !hasRivalCredentials else { return nil }
        var credentials = Credentials()
        for field in fields {
            guard let slot = field.slot.number, let role = plan.slots[slot].credential, !field.value.kind.isNull
            else { continue }
            guard let text = text(of: field.value) else { return nil }
            if text.isEmpty { continue }
            switch role {
            case .session: credentials.sessionID = text
            case .key: credentials.apiKey = text
            default: credentials.adminAPIKey = text
            }
        }
        guard let bearer = bearer else { return credentials }
        guard credentials.apiKey == nil || credentials.apiKey == bearer,
            credentials.adminAPIKey == nil || credentials.adminAPIKey == bearer
        else { return nil }
        credentials.apiKey = bearer
        return credentials
    }

    /// The most bytes of a credential. No longer one was ever given out.
    private static let longestCredential = 1024

    /// A text; nil where it is something else.
    private func text(of spot: JSONSpot) -> String? {
        guard spot.kind.isString, !JSONString.isLonger(than: Self.longestCredential, source.span, spot) else { return nil }
        let text = JSONString.string(source.span, spot)
        return Normalization.isStreamSafe(text) ? text : nil
    }

    /// The names of parameters that the command does not declare, as they came.
    var unknownParameters: [String] {
        fields.indices.filter { fields[$0].slot == .unknown && $0 != nameField }.map {
            JSONString.string(source.span, fields[$0].name)
        }
    }
}
