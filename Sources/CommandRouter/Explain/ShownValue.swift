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
        let range = spot.kind.isString ? spot.start - 1..<spot.end + 1 : spot.range
        // Enough to fill what is shown, whatever the scalars are; a secret that is cut here would not be found.
        let text = String(decoding: JSONString.copied(bytes, range), as: UTF8.self)
        return cut(hidden.hiding(text))
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
