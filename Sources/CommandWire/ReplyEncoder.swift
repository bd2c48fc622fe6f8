// SPDX-License-Identifier: Apache-2.0

import CommandKit

/// Writes `Encodable` replies straight into the answer's buffer.
///
/// Foundation's encoder builds a tree first, is several times slower here, and in Swift 6.3 can trap after an
/// `encode(to:)` that threw and was swallowed. This one goes back to where the value began, and rethrows.
package enum ReplyEncoder {
    /// Appends a reply's fields to an object that is open as the buffer's innermost container.
    ///
    /// - Throws: what `encode(to:)` throws; `EncodingError.invalidValue` for a number that is not finite, a reply that
    ///   is not an object, or nesting past 64 levels. The buffer is then unfit to be sent.
    package static func appendFields(of reply: some Encodable, shape: ReplyShape?, to buffer: ReplyBuffer) throws {
        let level = buffer.level - 1
        try reply.encode(to: ReplyValueEncoder(buffer: buffer, shape: shape, codingPath: [], rootLevel: level))
        buffer.close(to: level + 1)
    }

    /// Appends one value where a value is due.
    static func append(_ value: some Encodable, shape: ReplyShape?, to buffer: ReplyBuffer, path: [any CodingKey]) throws {
        guard !appendScalar(value, to: buffer) else { return }
        guard path.count < JSONScanner.maximumDepth else { throw invalid(value, path, "nested too deep") }
        let mark = buffer.mark
        do {
            try value.encode(to: ReplyValueEncoder(buffer: buffer, shape: shape, codingPath: path, rootLevel: nil))
            buffer.close(to: mark.level)
            if buffer.length == mark.length { buffer.append(raw: "{}") }
        } catch {
            buffer.goBack(to: mark)
            throw error
        }
    }

    /// Appends the commonest kinds without a container of their own.
    private static func appendScalar(_ value: some Encodable, to buffer: ReplyBuffer) -> Bool {
        switch value {
        case let text as String: buffer.append(text)
        case let number as Int: buffer.append(number)
        case let json as JSONText: buffer.append(raw: Array(json.text.utf8))
        default: return false
        }
        return true
    }

    static func append(_ number: Double, to buffer: ReplyBuffer, path: [any CodingKey]) throws {
        guard number.isFinite else { throw invalid(number, path, "not a finite number") }
        let whole = Int(exactly: number)
        if let whole { buffer.append(whole) } else { buffer.append(raw: Array(number.description.utf8)) }
    }

    static func invalid(_ value: Any, _ path: [any CodingKey], _ why: String) -> EncodingError {
        EncodingError.invalidValue(value, EncodingError.Context(codingPath: path, debugDescription: why))
    }
}

struct ReplyValueEncoder: Encoder {
    let buffer: ReplyBuffer
    let shape: ReplyShape?
    let codingPath: [any CodingKey]
    /// For a whole reply, the level of the object that its fields go into.
    let rootLevel: Int?
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        KeyedEncodingContainer(
            ReplyObjectContainer(
                buffer: buffer, shape: shape, codingPath: codingPath, level: rootLevel ?? buffer.open(UInt8(ascii: "{"))))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        guard rootLevel == nil else { return ReplyRefusal(codingPath: codingPath) }
        return ReplyArrayContainer(
            buffer: buffer, shape: shape, codingPath: codingPath, level: buffer.open(UInt8(ascii: "[")))
    }

    func singleValueContainer() -> any SingleValueEncodingContainer {
        guard rootLevel == nil else { return ReplyRefusal(codingPath: codingPath) }
        return ReplyScalarContainer(buffer: buffer, shape: shape, codingPath: codingPath)
    }
}
