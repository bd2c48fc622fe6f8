// SPDX-License-Identifier: Apache-2.0

import CommandKit

/// A reply that is read while it is sent: what was encoded, with rows in between that are read piece by piece.
package actor ReplyStream: ReplyPieces {
    private enum Segment {
        case bytes([UInt8])
        case rows(any ReplyReader, HeldSource)
    }

    /// How a caller asks for less.
    package nonisolated let advice: String
    private var segments: [Segment] = []
    /// Whether a row or entry of the first segment was written, so that a comma is due.
    private var isContinued = false
    private var onEnd: (@Sendable ((any Error)?) -> Void)?
    /// What the caller's account holds while this is read.
    private var place: ReplyPlaces.Place?

    /// How many bytes a piece has at least, but for the last. A piece ends with a row, so one has a row more at most.
    static let pieceLength = 65_536

    /// A reply whose encoded part has these sources in it.
    init(_ bytes: [UInt8], _ sources: [HeldSource]) {
        advice = sources.last?.source.advice ?? ""
        var start = 0
        for held in sources {
            segments.append(.bytes(Array(bytes[start..<held.offset])))
            segments.append(.rows(held.source.reader(), held))
            start = held.offset
        }
        segments.append(.bytes(Array(bytes[start...])))
    }

    deinit { onEnd?(nil) }

    /// Whether everything was read.
    package var isOver: Bool { segments.isEmpty }

    /// Adds bytes to the end.
    package func append(_ bytes: [UInt8]) { segments.append(.bytes(bytes)) }

    /// Keeps an account's place until everything was read, or nobody reads any more.
    package func hold(_ place: ReplyPlaces.Place) { self.place = place }

    /// Has a closure called once, when everything was read or something could not be, or when nobody reads any more.
    package func whenEnded(_ body: @escaping @Sendable ((any Error)?) -> Void) { onEnd = body }

    /// The next piece; nil at the end.
    package func next() async throws -> [UInt8]? {
        do {
            let piece = try await read()
            if segments.isEmpty { end(nil) }
            return piece
        } catch {
            end(error)
            throw error
        }
    }

    /// Reads nothing more.
    func end(_ error: (any Error)?) {
        segments = []
        place = nil
        onEnd?(error)
        onEnd = nil
    }

    private func read() async throws -> [UInt8]? {
        let buffer = ReplyBuffer()
        while buffer.length < Self.pieceLength, let segment = segments.first {
            switch segment {
            case .bytes(let bytes):
                buffer.append(raw: bytes)
                segments.removeFirst()
            case .rows(var reader, let held):
                let sink = RowSink(buffer: buffer, held: held, isContinued: isContinued)
                let isMore = try await reader.next(sink)
                isContinued = isMore
                if isMore { segments[0] = .rows(reader, held) } else { segments.removeFirst() }
            }
        }
        return buffer.length == 0 ? nil : buffer.bytes
    }
}

/// Writes rows or entries, with commas between.
private final class RowSink: ReplySink {
    private let buffer: ReplyBuffer
    private let held: HeldSource
    private var isContinued: Bool

    init(buffer: ReplyBuffer, held: HeldSource, isContinued: Bool) {
        (self.buffer, self.held, self.isContinued) = (buffer, held, isContinued)
    }

    func append(_ value: some Encodable, named name: String?) throws {
        if isContinued { buffer.append(raw: ",") }
        isContinued = true
        if let name {
            buffer.append(name)
            buffer.append(raw: ":")
        }
        try ReplyEncoder.append(value, shape: held.shape, to: buffer, path: held.path)
        guard buffer.sources.isEmpty else { throw ReplyEncoder.invalid(Self.self, held.path, "rows within rows") }
    }
}
