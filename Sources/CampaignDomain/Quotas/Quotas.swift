// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandStorage

/// How much an account may hold.
public struct Quotas: Sendable {
    /// What is counted.
    public enum Resource: String, Sendable, CaseIterable {
        case campaigns, tags, emails, lists, segments, subscribers, events, suppressions
        /// Tags on campaigns and on subscribers.
        case assignments
        /// All of an account's rows together, as far as callers make them longer or shorter.
        case bytes
    }

    private var limits: [Resource: Int]

    /// The usual quotas: far more than a business of some hundred thousand subscribers has, and a gigabyte.
    public static let standard = Quotas { _ in nil }

    /// Quotas by their names; nil where the usual one holds.
    public init(_ limit: (Resource) -> Int?) {
        limits = Dictionary(uniqueKeysWithValues: Resource.allCases.map { ($0, limit($0) ?? $0.usualLimit) })
    }

    /// How much of it an account may hold.
    public subscript(resource: Resource) -> Int { limits[resource] ?? resource.usualLimit }
}

extension Quotas.Resource {
    /// What holds where nothing else is said.
    public var usualLimit: Int {
        switch self {
        case .campaigns, .emails, .lists, .segments: 100_000
        case .tags: 250_000
        case .subscribers: 2_000_000
        case .events, .assignments: 10_000_000
        case .suppressions: 4_000_000
        case .bytes: 1_073_741_824
        }
    }
}

extension Database {
    /// Writes in one transaction on an account's behalf, as ``write(for:until:_:)`` does, and lets it hold no more than it may.
    ///
    /// What is measured is what the write itself changed: an account that holds too much already can do whatever adds nothing.
    /// - Throws: CommandKit's `QuotaExceeded` where there would be more of something than there may be; nothing is changed then.
    func write<Result: Sendable>(
        of owner: Int, within quotas: Quotas, until deadline: ContinuousClock.Instant,
        _ body: @escaping @Sendable (any Writing) throws -> Result
    ) async throws -> Result {
        try await write(for: .account(owner), until: deadline) { writing in
            let before = try AccountUsage(of: owner, in: writing)
            let result = try body(writing)
            try AccountUsage(of: owner, in: writing).check(against: quotas, since: before)
            return result
        }
    }
}

/// What an account holds.
struct AccountUsage {
    private var held: [Quotas.Resource: Int] = [:]

    /// Reads it. Triggers keep it (``UsageSchema``), so nothing is counted here.
    init(of owner: Int, in database: any Reading) throws {
        for row in try database.rows("SELECT resource, total, bytes FROM account_usage WHERE owner_id = \(owner)") {
            held[.bytes, default: 0] &+= try row.get(2)
            if let resource = Quotas.Resource(rawValue: try row.get(0)) { held[resource] = try row.get(1) }
        }
    }

    /// How much of it.
    subscript(resource: Quotas.Resource) -> Int { held[resource] ?? 0 }

    fileprivate func check(against quotas: Quotas, since before: AccountUsage) throws(QuotaExceeded) {
        for resource in Quotas.Resource.allCases where self[resource] > before[resource] && self[resource] > quotas[resource] {
            throw QuotaExceeded(resource.rawValue, limit: quotas[resource])
        }
    }
}
