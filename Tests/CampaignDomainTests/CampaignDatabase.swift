// SPDX-License-Identifier: Apache-2.0

import CampaignDomain
import CommandKit
import CommandStorage
import CommandStorageSQLite
import Foundation

/// A database with the campaigns' schema in a folder of its own, gone when the test is over.
struct CampaignDatabase {
    let database: SQLiteDatabase
    var tags: TagStore { TagStore(database: database) }
    var campaigns: CampaignStore { CampaignStore(database: database) }
    var soon: ContinuousClock.Instant { .now + .seconds(20) }

    static func with(_ body: (CampaignDatabase) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "campaigns-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let database = try SQLiteDatabase(path: folder.path + "/test.sqlite")
        do {
            try await database.migrate(CampaignSchema.migrations)
            try await body(CampaignDatabase(database: database))
        } catch {
            try? await database.close()
            throw error
        }
        try await database.close()
    }

    /// Makes so many campaigns of an account.
    func makeCampaigns(_ count: Int, owner: Int) async throws -> [Int] {
        var ids: [Int] = []
        for number in 0..<count {
            ids.append(
                try await campaigns.create(name: "c\(number)", owner: owner, at: Timestamp(milliseconds: 1000), until: soon))
        }
        return ids
    }

    /// The campaigns that have this tag.
    func campaigns(withTag tag: Int) async throws -> [Int] {
        try await database.read(until: soon) { database in
            try database.rows(
                "SELECT campaign_id FROM campaign_tags WHERE tag_id = \(tag) ORDER BY campaign_id"
            ).map { try $0.get(0) }
        }
    }

    func names(owner: Int) async throws -> [String] { try await tags.list(owner: owner, until: soon).map(\.name) }
}
