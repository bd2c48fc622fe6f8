// SPDX-License-Identifier: Apache-2.0

import CommandManifest
import CommandWire

/// Values of a call as an explanation shows them: JSON text, cut, without secrets.
struct ShownValue {
    /// The most Unicode scalars of a value that are shown.
    static let limit = 200

    let hidden: HiddenTexts

    /// What was sent, as its JSON; a secret, and whatever has one inside, as `***`.
    func raw(_ spot: JSONSpot, _ bytes: Span<UInt8>, _ parameter: ParameterDeclaration) -> String {
        guard parameter.role?.isCredential != true, !parameter.value.holdsSecret else { return HiddenTexts.mark }
        // Hidden before it is cut: half a secret would not be found.
        let range = spot.kind.isString ? spot.start - 1..<spot.end + 1 : spot.range
        if spot.kind == .escapedString, let text = revealing(JSONString.string(bytes, spot)) { return cut(text) }
        return cut(hidden.hiding(String(decoding: JSONString.copied(bytes, range), as: UTF8.self)))
    }

    /// A text that holds a secret under escapes of the caller's, written anew without it; nil for one that does not.
    private func revealing(_ text: String) -> String? {
        let clean = hidden.hiding(text)
        guard clean.utf8.count != text.utf8.count else { return nil }
        var written: [UInt8] = []
        JSONString.append(clean, to: &written)
        return String(decoding: written, as: UTF8.self)
    }

    /// What it was bound to, as JSON; nil where nothing was.
    func bound(_ value: BoundValue, _ declaration: ValueDeclaration) -> String? {
        if case .absent = value { return nil }
        let buffer = ReplyBuffer()
        BoundText.append(value, declaration, to: buffer)
        return cut(hidden.hiding(String(decoding: buffer.bytes, as: UTF8.self)))
    }

    /// A name as it came.
    func name(_ spot: JSONSpot, _ bytes: Span<UInt8>) -> String {
        Wording.shortened(hidden.hiding(JSONString.string(bytes, spot)))
    }

    private func cut(_ text: String) -> String {
        let scalars = text.unicodeScalars
        guard let end = scalars.index(scalars.startIndex, offsetBy: Self.limit, limitedBy: scalars.endIndex), end < scalars.endIndex else {
            return text
        }
        return String(scalars[..<end]) + "…"
    }
}
