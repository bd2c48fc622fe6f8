// SPDX-License-Identifier: Apache-2.0

import CommandManifest
import CommandWire

/// What fields mean that were given more than once, once it is known which parameter each is. Of all others the last one counts.
extension Call {
    /// Makes one list of the fields of a list, and notes credentials that differ.
    mutating func settleRepeated(_ plan: BindingPlan) {
        for repeated in repeated {
            guard let slot = plan.index.find(String(decoding: repeated.name, as: UTF8.self)),
                let number = fields.firstIndex(where: { $0.slot.number == slot }), fields[number].value.kind.isString
            else { continue }
            let parameter = plan.slots[slot]
            let text = JSONString.unescaped(source.span, fields[number].value)
            if parameter.credential != nil {
                if !text.isEmpty, !repeated.agrees(with: text) { hasRivalCredentials = true }
            } else if parameter.value.isList {
                let texts = (repeated.listed + [text]).filter { !$0.isEmpty }
                guard texts.count > 1, let list = append(texts, asIDs: parameter.value.kinds.contains(.idList)) else { continue }
                fields[number].value = list
            }
        }
    }

    /// Puts a list behind the source: ids as one text, anything else as an array.
    private mutating func append(_ texts: [[UInt8]], asIDs: Bool) -> JSONSpot? {
        let start = source.count
        if asIDs {
            JSONString.append(Array(texts.joined(separator: [UInt8(ascii: ",")])).span, to: &source)
        } else {
            for text in texts {
                source.append(source.count == start ? UInt8(ascii: "[") : UInt8(ascii: ","))
                JSONString.append(text.span, to: &source)
            }
            source.append(UInt8(ascii: "]"))
        }
        return try? JSONScanner.value(source.span, in: start..<source.count)
    }
}

extension ValuePlan {
    /// Whether it is a list.
    fileprivate var isList: Bool { kinds.contains(.idList) || kinds.contains(.array) }
}
