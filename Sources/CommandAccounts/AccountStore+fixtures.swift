// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandStorage

extension AccountStore {
    /// Makes accounts for a run of tests, all in one transaction. None of them can log in: they have no password.
    ///
    /// May be called for: an admin who holds every permission.
    /// - Throws: `RateLimited` where too many runs have theirs already.
    package func makeFixtures(until deadline: ContinuousClock.Instant) async throws -> AccountFixtures {
        let id = Secret.freshLetters()
        let now = clock.now()
        let records = fixtureRecords(id, at: now)
        let sessions = (0..<4).map { _ in Secret(.session) }
        let fixtures = try await database.write(for: .server, until: deadline) { writing in
            let open = try writing.rows("SELECT DISTINCT fixtures FROM fixture_accounts").count
            guard open < AccountFixtures.most else { throw RateLimited(retryAfter: Int(AccountFixtures.lease)) }
            let callers = try records.map { try $0.issue(for: id, at: now, writing) }
            for (session, times) in zip(sessions, sessionTimes(now)) {
                try session.insert(for: callers[0].accountID, times, writing)
            }
            return AccountFixtures(
                id: id, callers: callers,
                sessions: .init(open: sessions[0].text, ended: sessions[1].text, expired: sessions[2].text, idle: sessions[3].text))
        }
        try await logOut(fixtures.sessions.ended, of: fixtures.callers[0].accountID, until: deadline)
        return fixtures
    }

    /// Keeps them for another while. False where there are none of this id.
    package func renewFixtures(_ id: String, until deadline: ContinuousClock.Instant) async throws -> Bool {
        let end = clock.now().adding(seconds: AccountFixtures.lease).milliseconds
        return try await database.write(for: .server, until: deadline) { writing in
            // Accounts that the run made have no end of their own.
            try writing.execute(
                "UPDATE fixture_accounts SET expires_at = \(end) WHERE fixtures = \(id) AND expires_at < \(Int64.max)") > 0
        }
    }

    /// Deletes them, and the accounts that they made, as ``deleteAccount(_:by:until:)`` does. Looks at no account that was not
    /// made as one of them or by one of them. What is kept of them can be erased at once.
    ///
    /// - Returns: the accounts.
    package func endFixtures(_ id: String, until deadline: ContinuousClock.Instant) async throws -> [Int] {
        let accounts = try await database.write(for: .server, until: deadline) { writing in
            let rows = try writing.rows("SELECT user_id FROM fixture_accounts WHERE fixtures = \(id) ORDER BY user_id")
            let accounts: [Int] = try rows.map { try $0.get(0) }
            for account in accounts { try Self.bury(account, at: Timestamp(milliseconds: 0), writing) }
            try writing.execute("DELETE FROM fixture_accounts WHERE fixtures = \(id)")
            return accounts
        }
        accounts.forEach(memory.forget)
        return accounts
    }

    /// Those that nobody looked after.
    package func abandonedFixtures(until deadline: ContinuousClock.Instant) async throws -> [String] {
        let now = clock.now().milliseconds
        return try await database.snapshot(for: .server, until: deadline) { reading in
            try reading.rows("SELECT DISTINCT fixtures FROM fixture_accounts WHERE expires_at <= \(now)").map { try $0.get(0) }
        }
    }

    // MARK: What is made

    private func fixtureRecords(_ id: String, at now: Timestamp) -> [FixtureRecord] {
        let declared = declaredPermissions.sorted()
        let kinds: [(Principal.Kind, String?)] =
            [(.user, nil), (.user, nil), (.admin, nil)] + declared.flatMap { [(.user, $0), (.admin, $0)] }
        return kinds.enumerated().compactMap { number, kind in
            guard let name = Username("generated-\(id.prefix(12))-\(number)") else { return nil }
            let held = Set(declared).subtracting(kind.1.map { [$0] } ?? [])
            let record = UserRecord(
                kind: kind.0, username: name, emailAddress: "generated@example.com", permissions: .these(held), createdAt: now)
            return FixtureRecord(record: record, missing: kind.1)
        }
    }

    /// When each of the four sessions began, was last used, and ends.
    private func sessionTimes(_ now: Timestamp) -> [FixtureTimes] {
        let end = now.adding(seconds: lifetime.absoluteSeconds)
        let idle = now.adding(seconds: -lifetime.idleSeconds).adding(seconds: -1)
        return [
            FixtureTimes(began: now, used: now, end: end), FixtureTimes(began: now, used: now, end: end),
            FixtureTimes(began: now.adding(seconds: -lifetime.absoluteSeconds), used: now, end: now),
            FixtureTimes(began: idle, used: idle, end: end),
        ]
    }
}

/// An account of a run that is yet to be written.
private struct FixtureRecord: Sendable {
    let record: UserRecord
    let missing: String?

    func issue(for id: String, at now: Timestamp, _ writing: any Writing) throws -> AccountFixtures.Caller {
        let account = try record.insert(writing)
        let key = try Secret(record.kind == .admin ? .adminKey : .userKey).issue(to: account, at: now, writing)
        let end = now.adding(seconds: AccountFixtures.lease).milliseconds
        try writing.execute(
            "INSERT INTO fixture_accounts (user_id, fixtures, expires_at) VALUES (\(account), \(id), \(end))")
        return AccountFixtures.Caller(kind: record.kind, missing: missing, accountID: account, keyID: key.keyID, key: key.apiKey)
    }
}

/// The moments of a session.
private struct FixtureTimes: Sendable {
    let began, used, end: Timestamp
}

extension Secret {
    fileprivate func insert(for userID: Int, _ times: FixtureTimes, _ writing: any Writing) throws {
        try writing.execute(
            """
            INSERT INTO sessions (digest, user_id, created_at, last_used_at, expires_at)
            VALUES (\(digest), \(userID), \(times.began.milliseconds), \(times.used.milliseconds), \(times.end.milliseconds))
            """)
    }
}
