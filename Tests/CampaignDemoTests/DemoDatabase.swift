// SPDX-License-Identifier: Apache-2.0

import CampaignDemo
import CampaignDomain
import CommandKit
import CommandStorage
import CommandStorageSQLite
import Foundation
import Testing

/// A database with a demo in it, gone when the test is over.
struct DemoDatabase {
    static let owner = 7
    /// 2025-06-15 15:06:40.
    static let now = Timestamp(milliseconds: 1_750_000_000_000)

    let database: SQLiteDatabase
    let ids: DemoIDs
    var soon: ContinuousClock.Instant { .now + .seconds(60) }

    /// The usual demo, made once for all tests, each of which opens a copy.
    private static let usual = Task { try await make(in: folder()) }

    static func with(
        seed: UInt64 = CampaignDemo.seed, now: Timestamp = now, _ body: (DemoDatabase) async throws -> Void
    ) async throws {
        let folder = try folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let ids: DemoIDs
        if seed == CampaignDemo.seed, now == Self.now {
            let usual = try await usual.value
            ids = usual.ids
            try FileManager.default.copyItem(at: file(in: usual.folder), to: file(in: folder))
        } else {
            ids = try await make(in: folder, seed: seed, now: now).ids
        }
        try await open(folder) { try await body(DemoDatabase(database: $0, ids: ids)) }
    }

    /// A database without a demo.
    static func empty(_ body: (SQLiteDatabase) async throws -> Void) async throws {
        let folder = try folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        try await open(folder, body)
    }

    private static func make(
        in folder: URL, seed: UInt64 = CampaignDemo.seed, now: Timestamp = now
    ) async throws -> (folder: URL, ids: DemoIDs) {
        let soon = ContinuousClock.now + .seconds(60)
        var ids: DemoIDs?
        try await open(folder) { database in
            ids = try await database.together(until: soon) { together in
                try await CampaignDemo(database: together, owner: owner, now: now, seed: seed).make(until: soon)
            }
        }
        return (folder, try #require(ids))
    }

    private static func folder() throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appending(path: "demo-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }

    private static func file(in folder: URL) -> URL { folder.appending(path: "demo.sqlite") }

    private static func open(_ folder: URL, _ body: (SQLiteDatabase) async throws -> Void) async throws {
        let database = try SQLiteDatabase(path: file(in: folder).path)
        do {
            try await database.migrate(CampaignSchema.migrations)
            try await body(database)
        } catch {
            try? await database.close()
            throw error
        }
        try await database.close()
    }

    /// The rows of a statement of the test's own.
    func rows(_ sql: SQL) async throws -> [[SQLValue]] {
        try await database.snapshot(until: soon) { try $0.rows(sql).map(\.values) }
    }

    /// The number that a statement of the test's own gives.
    func number(_ sql: SQL) async throws -> Int {
        try await database.snapshot(until: soon) { try $0.row(sql)?.get(0) ?? -1 }
    }

    /// Texts and counts, or texts and texts, by the first.
    func table<Value: SQLReadable & Sendable>(_ sql: SQL, of type: Value.Type = Value.self) async throws -> [String: Value] {
        try await database.snapshot(until: soon) { database in
            Dictionary(uniqueKeysWithValues: try database.rows(sql).map { (try $0.get(0), try $0.get(1)) })
        }
    }

    /// Every row of every table, each table in an order of its own.
    func everything() async throws -> [String: [String]] {
        let names = try await rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        var all: [String: [String]] = [:]
        for case .text(let name) in names.map({ $0[0] }) {
            all[name] = try await rows("SELECT * FROM \(SQL(stringLiteral: name))").map { "\($0)" }.sorted()
        }
        return all
    }

    /// One use's first id.
    func id(_ name: String) -> Int { ids.ids(name).first ?? 0 }
}
