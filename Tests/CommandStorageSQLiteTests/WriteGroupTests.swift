// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandStorage
@testable import CommandStorageSQLite
import Synchronization
import Testing

@Suite("Group of writes") struct WriteGroupTests {
    struct Refused: Error {}
    typealias Body = @Sendable (any Writing) throws -> Void

    /// A value that closures share.
    final class Shared<Value: Sendable>: Sendable {
        let value: Mutex<Value>
        init(_ value: Value) { self.value = Mutex(value) }
    }

    static func insert(_ word: String) -> Body { { try $0.execute("INSERT INTO words (word) VALUES (\(word))") } }

    /// Commits these in one group, in their order; gives the error of each.
    private func commit(_ bodies: [Body], on connection: Connection) async -> [(any Error)?] {
        let gathered = Shared<[Int: any PendingWrite]>([:])
        return await withTaskGroup(of: (Int, (any Error)?).self) { tasks in
            for (number, body) in bodies.enumerated() {
                tasks.addTask {
                    do {
                        try await withCheckedThrowingContinuation { continuation in
                            let write = Write(
                                for: .unnamed, within: WorkLimit(deadline: .now + .seconds(20)), continuation, body)
                            let all = gathered.value.withLock {
                                $0[number] = write
                                return $0.count == bodies.count ? $0 : nil
                            }
                            let group = all?.sorted { $0.key < $1.key }.map(\.value)
                            if let group { connection.schedule { Self.commit(group, in: $0) } }
                        }
                        return (number, nil)
                    } catch { return (number, error) }
                }
            }
            return await tasks.reduce(into: Array(repeating: nil, count: bodies.count)) { $0[$1.0] = $1.1 }
        }
    }

    private static func commit(_ writes: [any PendingWrite], in session: Session) {
        var rest = writes[...]
        let source = WriteGroup.Source(next: { _ in rest.popFirst() }, ran: { _, _ in }, check: {})
        // A group that has to be separated takes no further write.
        while let first = rest.popFirst() {
            var group = WriteGroup(first, from: source)
            group.commit(in: session, isAlone: writes.count == 1)
        }
    }

    private func with(_ body: (Connection) async throws -> Void) async throws {
        try await TemporaryDatabase.inFolder { folder in
            let connection = try Connection.writing(folder + "/group.sqlite", .init())
            try connection.run { for statement in TemporaryDatabase.words.statements { _ = try $0.execute(statement) } }
            try await body(connection)
            try connection.close()
        }
    }

    private func words(_ connection: Connection) throws -> [String] {
        try connection.run { try $0.rows("SELECT word FROM words ORDER BY word").map { try $0.get(0) } }
    }

    @Test("Undoes the one that throws, and no other") func oneThrows() async throws {
        try await with { connection in
            let errors = await commit(
                [
                    Self.insert("a"),
                    {
                        try Self.insert("lost")($0)
                        throw Refused()
                    },
                    Self.insert("b"),
                    Self.insert("a"),
                    {
                        #expect(try $0.rows("SELECT word FROM words").count == 2)
                        try Self.insert("c")($0)
                    },
                ], on: connection)
            #expect(errors.map { $0 == nil } == [true, false, true, false, true])
            #expect(errors[1] is Refused)
            #expect(errors[3] is UniqueViolation)
            try #expect(words(connection) == ["a", "b", "c"])
        }
    }

    @Test("Undoes a lone one that throws") func loneThrows() async throws {
        try await with { connection in
            let errors = await commit(
                [
                    {
                        try Self.insert("lost")($0)
                        throw Refused()
                    }
                ], on: connection)
            #expect(errors[0] is Refused)
            try #expect(words(connection) == [])
            #expect(await commit([Self.insert("next")], on: connection)[0] == nil)
        }
    }

    @Test("Runs the others again when one makes the transaction end") func transactionEnds() async throws {
        try await with { connection in
            let runs = Shared(0)
            let errors = await commit(
                [
                    {
                        runs.value.withLock { $0 += 1 }
                        try Self.insert("a")($0)
                    },
                    {
                        try Self.insert("lost")($0)
                        try $0.execute("ROLLBACK")
                        throw Refused()
                    },
                    Self.insert("b"),
                ], on: connection)
            #expect(errors[0] == nil && errors[1] is Refused && errors[2] == nil)
            #expect(runs.value.withLock { $0 } == 2)
            try #expect(words(connection) == ["a", "b"])
        }
    }

    @Test("Runs no statement once the transaction has ended", arguments: [1, 2]) func afterTheEnd(count: Int) async throws {
        try await with { connection in
            let body: Body = { database in
                try database.execute("ROLLBACK")
                _ = try? database.execute("INSERT INTO words (word) VALUES ('alone')")
            }
            let errors = await commit(Array(repeating: body, count: count), on: connection)
            #expect(errors.allSatisfy { $0 is ComponentUnavailable })
            try #expect(words(connection) == [])
        }
    }

    @Test("Is unavailable as a whole when the commit fails, and changes nothing") func commitFails() async throws {
        try await with { connection in
            try connection.run {
                _ = try $0.execute(
                    "CREATE TABLE uses (word_id INTEGER NOT NULL REFERENCES words (id) DEFERRABLE INITIALLY DEFERRED)")
            }
            let errors = await commit(
                [Self.insert("a"), { try $0.execute("INSERT INTO uses VALUES (99)") }, { _ in throw Refused() }],
                on: connection)
            #expect(errors.allSatisfy { $0 is ComponentUnavailable })
            try #expect(words(connection) == [])
            #expect(await commit([Self.insert("next"), Self.insert("more")], on: connection).allSatisfy { $0 == nil })
            try #expect(words(connection) == ["more", "next"])
        }
    }
}
