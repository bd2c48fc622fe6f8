// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandWire
import Foundation
import Synchronization
import Testing

@Suite("Replies that are read while they are sent") struct ReplyStreamTests {
    private struct Row: Codable, Hashable, Sendable {
        var number: Int
        var text: String
    }
    private struct Inner: Encodable {
        var days: ReplyEntries<Int>
        var note: String
    }
    private struct Reply: Encodable {
        var before: String
        var inner: Inner
        var rows: ReplyRows<Row>
        var total: Int
    }
    private struct Fault: Error {}

    /// Rows from a number on, so many at a time, each of so many bytes.
    private static func rows(_ count: Int, at a: Int, length: Int = 10) -> ReplyRows<Row> {
        let page: @Sendable (Int) -> [Row] = { start in
            (start..<max(start, min(start + a, count))).map { Row(number: $0, text: String(repeating: "x", count: length)) }
        }
        return ReplyRows(page(0), advice: "Ask for less") { page($0.number + 1) }
    }

    private static func days(_ count: Int, at a: Int) -> ReplyEntries<Int> {
        let page: @Sendable (Int) -> [ReplyEntries<Int>.Entry] = { start in
            (start..<max(start, min(start + a, count))).map { .init("day \($0)", $0) }
        }
        return ReplyEntries(page(0)) { page($0.value + 1) }
    }

    private func seal(_ reply: some Encodable, shape: ReplyShape? = nil) throws -> SealedReply {
        let buffer = ReplyBuffer()
        buffer.append(raw: "{\"Success\":true")
        _ = buffer.adoptObject(isEmpty: false)
        try ReplyEncoder.appendFields(of: reply, shape: shape, to: buffer)
        buffer.close(to: 0)
        return SealedReply(buffer, account: 1)
    }

    private func pieces(_ reply: SealedReply) async throws -> [[UInt8]] {
        var pieces: [[UInt8]] = reply.bytes.isEmpty ? [] : [reply.bytes]
        while let piece = try await reply.rest?.next() { pieces.append(piece) }
        return pieces
    }

    private struct Read: Decodable {
        struct Inner: Decodable {
            var days: [String: Int]
            var note: String
        }
        var before: String
        var inner: Inner
        var rows: [Row]
        var total: Int
    }

    @Test(
        "Rows and entries stand where their fields do, whatever the pieces they are read in",
        arguments: [(0, 1), (1, 1), (7, 3), (5000, 100), (20_000, 7)])
    func places(count: Int, at a: Int) async throws {
        let reply = Reply(
            before: "[]", inner: Inner(days: Self.days(count, at: a), note: "{}"), rows: Self.rows(count, at: a), total: count)
        let pieces = try await pieces(seal(reply).begun())
        let read = try JSONDecoder().decode(Read.self, from: Data(pieces.joined()))
        #expect(read.rows.map(\.number) == Array(0..<count) && read.total == count && read.before == "[]" && read.inner.note == "{}")
        #expect(read.inner.days == Dictionary(uniqueKeysWithValues: (0..<count).map { ("day \($0)", $0) }))
        #expect((pieces.count == 1) == (count < 100), "a short reply is whole, a long one is not: \(pieces.count)")
    }

    @Test("A piece has 64 KiB and what the store gave at once, however long the reply") func pieceLength() async throws {
        let rows = Self.rows(300, at: 2, length: 20_000)
        let reply = Reply(before: "", inner: Inner(days: Self.days(0, at: 1), note: ""), rows: rows, total: 1)
        let pieces = try await pieces(seal(reply).begun())
        #expect(pieces.count > 50)
        #expect(pieces.allSatisfy { $0.count <= 65_536 + 2 * 20_100 })
    }

    @Test("Names are spelled as declared, in rows too") func shape() async throws {
        let row = ReplyShape([.init(name: "Number", shape: nil), .init(name: "TEXT", shape: nil)])
        let shape = ReplyShape([.init(name: "Rows", shape: row), .init(name: "Inner", shape: nil)])
        let reply = Reply(before: "", inner: Inner(days: Self.days(2, at: 1), note: ""), rows: Self.rows(2, at: 1, length: 1), total: 2)
        let text = String(decoding: try await pieces(seal(reply, shape: shape).begun()).joined(), as: UTF8.self)
        #expect(text.contains(#""Rows":[{"Number":0,"TEXT":"x"},{"Number":1,"TEXT":"x"}]"#), "\(text)")
    }

    @Test("Keys are read in their order; a row that is gone leaves no gap") func keys() async throws {
        let rows = ReplyRows([Row(number: 9, text: "first")], keys: Array(0..<1000)) { keys in
            (keys.prefix(10).filter { $0 % 3 == 0 }.map { Row(number: $0, text: "") }, 10)
        }
        let reply = Reply(before: "", inner: Inner(days: Self.days(0, at: 1), note: ""), rows: rows, total: 0)
        let read = try JSONDecoder().decode(Read.self, from: Data(try await seal(reply).whole(atMost: .max)))
        #expect(read.rows.map(\.number) == [9] + (0..<1000).filter { $0 % 3 == 0 })
    }

    @Test("A reply that has to be whole is put together up to its limit, and refused beyond") func whole() async throws {
        let reply = { Reply(before: "", inner: Inner(days: Self.days(0, at: 1), note: ""), rows: Self.rows(1000, at: 50), total: 1) }
        let bytes = try await seal(reply()).whole(atMost: 100_000)
        try await #expect(seal(reply()).whole(atMost: bytes.count) == bytes)
        let error = await #expect(throws: TooLarge.self) { try await seal(reply()).whole(atMost: bytes.count - 1) }
        #expect(error?.advice.hasSuffix(" Ask for less") == true)
    }

    @Test("A fault in the first piece is the caller's to see, one in a later piece ends the reading") func faults() async throws {
        for start in [0, 20_000] {
            let rows = ReplyRows([Row(number: 0, text: "")]) { last in
                guard last.number < start else { throw Fault() }
                return (1...1000).map { Row(number: last.number + $0, text: "") }
            }
            let reply = Reply(before: "", inner: Inner(days: Self.days(0, at: 1), note: ""), rows: rows, total: 0)
            let ended = Ended()
            let sealed = try seal(reply)
            await sealed.rest?.whenEnded { ended.note($0 is Fault) }
            if start == 0 {
                await #expect(throws: Fault.self) { try await sealed.begun() }
            } else {
                let begun = try await sealed.begun()
                await #expect(throws: Fault.self) { _ = try await pieces(begun) }
            }
            #expect(ended.notes == [true])
        }
    }

    @Test("Who waits for the end is told once: at the end, or when nobody reads any more") func endings() async throws {
        for isRead in [true, false] {
            let ended = Ended()
            do {
                let reply = Reply(
                    before: "", inner: Inner(days: Self.days(0, at: 1), note: ""), rows: Self.rows(20_000, at: 100), total: 1)
                let begun = try await seal(reply).begun()
                await begun.rest?.whenEnded { ended.note($0 == nil) }
                if isRead { _ = try await pieces(begun) }
            }
            #expect(ended.notes == [true])
        }
    }

    @Test("Other encoders take rows that are all at hand, and refuse what is read later") func otherEncoders() throws {
        let whole = ["rows": ReplyRows([Row(number: 1, text: "a")])]
        #expect(String(decoding: try JSONEncoder().encode(whole), as: UTF8.self).contains(#""number":1"#))
        #expect(throws: EncodingError.self) { try JSONEncoder().encode(["rows": Self.rows(2, at: 1)]) }
    }

    @Test("Rows within rows, and rows in the place of a whole reply, are refused") func misplaced() async throws {
        struct Nested: Encodable { var rows: ReplyRows<ReplyRowsHolder> }
        struct ReplyRowsHolder: Encodable, Sendable { var rows: ReplyRows<Row> }
        let nested = Nested(rows: ReplyRows([ReplyRowsHolder(rows: Self.rows(2, at: 1))]) { _ in [] })
        await #expect(throws: EncodingError.self) { try await seal(nested).begun() }
        #expect(throws: EncodingError.self) { try seal(Self.rows(2, at: 1)) }
    }

    /// What was told at the end.
    private final class Ended: Sendable {
        private let told = Mutex<[Bool]>([])
        var notes: [Bool] { told.withLock { $0 } }
        func note(_ value: Bool) { told.withLock { $0.append(value) } }
    }
}
