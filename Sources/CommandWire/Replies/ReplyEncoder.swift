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
        let level = buffer.level
        let root = buffer.place(at: level - 1, UInt8(ascii: "{"))
        try reply.encode(to: ReplyValueEncoder(buffer: buffer, shape: shape, codingPath: [], start: buffer.mark, root: root))
        buffer.close(to: level)
    }

    /// Appends one value where a value is due.
    static func append(_ value: some Encodable, shape: ReplyShape?, to buffer: ReplyBuffer, path: [any CodingKey]) throws {
        guard !appendScalar(value, to: buffer) else { return }
        guard buffer.length <= buffer.limit else { throw TooLarge("The reply has more than \(buffer.limit) bytes; ask for less") }
        guard path.count < JSONScanner.maximumDepth, buffer.hasRoom else { throw invalid(value, path, "nested too deep") }
        let mark = buffer.mark
        do {
            try value.encode(to: ReplyValueEncoder(buffer: buffer, shape: shape, codingPath: path, start: mark, root: nil))
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

    /// Appends a number in its shortest form, a whole one without a fraction.
    static func append<Number: BinaryFloatingPoint & CustomStringConvertible>(
        _ number: Number, to buffer: ReplyBuffer, path: [any CodingKey]
    ) throws {
        guard number.isFinite else { throw invalid(number, path, "not a finite number") }
        let whole = Int(exactly: number)
        if let whole { buffer.append(whole) } else { buffer.append(raw: Array(number.description.utf8)) }
    }

    static func invalid(_ value: Any, _ path: [any CodingKey], _ why: String) -> EncodingError {
        EncodingError.invalidValue(value, EncodingError.Context(codingPath: path, debugDescription: why))
    }
}

/// Writes one value. A value that asks twice for a container, as one that is made of two parts does, is given the same.
struct ReplyValueEncoder: Encoder {
    let buffer: ReplyBuffer
    let shape: ReplyShape?
    let codingPath: [any CodingKey]
    /// Where the value begins.
    let start: ReplyBuffer.Mark
    /// For a whole reply, the object that its fields go into.
    let root: ReplyBuffer.Place?
    /// Where rows are left that are read while the reply is sent.
    var userInfo: [CodingUserInfoKey: Any] {
        guard let key = CodingUserInfoKey.replySources else { return [:] }
        return [key: SourceHolder(self)]
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        guard let place = root ?? opened(UInt8(ascii: "{")) else {
            return KeyedEncodingContainer(ReplyRefusedObject(codingPath: codingPath))
        }
        return KeyedEncodingContainer(
            ReplyObjectContainer(buffer: buffer, shape: shape, codingPath: codingPath, place: place))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        guard root == nil, let place = opened(UInt8(ascii: "[")) else { return ReplyRefusal(codingPath: codingPath) }
        return ReplyArrayContainer(buffer: buffer, shape: shape, codingPath: codingPath, place: place)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer {
        guard root == nil else { return ReplyRefusal(codingPath: codingPath) }
        return ReplyScalarContainer(buffer: buffer, shape: shape, codingPath: codingPath, start: start)
    }

    /// The container that the value is; nil where it is something else already.
    private func opened(_ bracket: UInt8) -> ReplyBuffer.Place? {
        buffer.length == start.length ? buffer.open(bracket) : buffer.place(at: start.level, bracket)
    }
}

/// Notes sources where a value is due.
private final class SourceHolder: ReplySourceHolder {
    private let encoder: ReplyValueEncoder

    init(_ encoder: ReplyValueEncoder) { self.encoder = encoder }

    func hold(_ source: any ReplySource) throws {
        guard encoder.root == nil, encoder.buffer.length == encoder.start.length, encoder.buffer.hasRoom else {
            throw ReplyEncoder.invalid(Self.self, encoder.codingPath, "rows stand where no value is due")
        }
        encoder.buffer.hold(source, shape: encoder.shape, path: encoder.codingPath)
    }
}
