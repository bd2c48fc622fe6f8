// SPDX-License-Identifier: Apache-2.0

@testable import AccountsPlugin
@testable import CommandAccounts
import CommandKit
import Logging
import Synchronization
import Testing

/// Keeps what is logged.
private final class KeptLines: Sendable {
    private let lines = Mutex<[[String: String]]>([])

    /// A logger at the level that servers have by default.
    var logger: Logger {
        var logger = Logger(label: "test") { _ in Handler(kept: self) }
        logger.logLevel = .info
        return logger
    }

    /// The metadata of each line.
    var all: [[String: String]] { lines.withLock { $0 } }

    private struct Handler: LogHandler {
        let kept: KeptLines
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.info
        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }
        func log(event: LogEvent) {
            kept.lines.withLock { $0.append((event.metadata ?? [:]).mapValues { "\($0)" }) }
        }
    }
}

@Suite("Audit trail") struct AuditTrailTests {
    @Test("Tells each change with who, whose, from where and in which request, and no secret")
    func changes() async throws {
        let kept = KeptLines()
        try await AccountsFixture.run { fixture in
            let (accounts, audit) = (fixture.accounts, AuditTrail(kept.logger))
            let admin = try await fixture.admin()
            func context(_ principal: Principal) -> CommandContext { fixture.context("x.y", principal, from: "192.0.2.9") }
            let made = try await CreateAccount(accounts: accounts, audit: audit).run(
                .init(username: "ada\n", password: "a long pass phrase", emailAddress: "a@example.com", permissions: ""),
                in: context(admin))
            let ada = made.userID
            let key = try await CreateKey(accounts: accounts, audit: audit)
                .run(.init(userID: ada, name: "k", permissions: "*"), in: context(admin))
            _ = try await UpdateKey(accounts: accounts, audit: audit).run(.init(keyID: key.keyID, name: "z"), in: context(admin))
            let login = try await Login(accounts: accounts, audit: audit).run(
                .init(username: "ada", password: "a long pass phrase"), in: context(.nobody))
            let owner = try #require(try await fixture.principal(apiKey: key.apiKey))
            _ = try await ChangePassword(accounts: accounts, audit: audit).run(
                .init(password: "a long pass phrase", newPassword: "a new pass phrase", sessionID: login.sessionID), in: context(owner))
            _ = try await Logout(accounts: accounts, audit: audit).run(.init(sessionID: login.sessionID), in: context(owner))
            _ = try await SetPassword(accounts: accounts, audit: audit)
                .run(.init(userID: ada, password: "the third pass phrase"), in: context(admin))
            _ = try await SetPermissions(accounts: accounts, audit: audit)
                .run(.init(userID: ada, permissions: "none"), in: context(admin))
            _ = try await EndSessions(accounts: accounts, audit: audit).run(.init(userID: ada), in: context(admin))
            _ = try await DisableAccount(accounts: accounts, audit: audit).run(.init(userID: ada), in: context(admin))
            _ = try await EnableAccount(accounts: accounts, audit: audit).run(.init(userID: ada), in: context(admin))
            _ = try await RevokeKey(accounts: accounts, audit: audit).run(.init(keyID: key.keyID), in: context(admin))
            _ = try await DeleteAccount(accounts: accounts, audit: audit).run(.init(userID: ada), in: context(admin))
            await #expect(throws: DeleteAccount.Failure.lastAdmin) {
                try await DeleteAccount(accounts: accounts, audit: audit).run(.init(userID: admin.accountID), in: context(admin))
            }

            let lines = kept.all
            #expect(
                lines.compactMap { $0["audit"] } == [
                    "account.created", "key.created", "key.renamed", "login", "password.changed", "logout", "password.changed",
                    "permissions.changed", "sessions.ended", "account.disabled", "account.enabled", "key.revoked", "account.deleted",
                    "change.refused",
                ])
            #expect(lines.dropLast().allSatisfy { $0["account"] == String(ada) })
            #expect(lines.allSatisfy { $0["address"] == "192.0.2.9" && $0["request-id"]?.isEmpty == false })
            let byAdmin = lines.filter { $0["by"] == String(admin.accountID) }
            #expect(byAdmin.count == 11 && byAdmin.allSatisfy { $0["by-key"] == admin.keyID.map(String.init) })
            #expect(lines[0]["name"] == "\"ada\\u{a}\"" && lines[1]["key"] == String(key.keyID))
            let text = "\(lines)"
            for secret in ["pass phrase", key.apiKey, login.sessionID] { #expect(!text.contains(secret)) }
        }
    }

    @Test("Texts that a caller chose are quoted, escaped and cut")
    func quotes() {
        #expect(AuditTrail.quoted("ada") == "\"ada\"")
        #expect(AuditTrail.quoted("a\"b\\\n\u{1B}[2J\u{202E}é") == "\"a\\\"b\\\\\\u{a}\\u{1b}[2J\\u{202e}\\u{e9}\"")
        #expect(AuditTrail.quoted(String(repeating: "x", count: 1_000_000)) == "\"" + String(repeating: "x", count: 64) + "…\"")
    }

    @Test("Logins that fail are a line for each address, and one with their number each ten seconds")
    func failures() async throws {
        let (kept, clock) = (KeptLines(), ManualClock())
        let audit = AuditTrail(kept.logger, time: { clock.elapsed })
        func fail(_ name: String, from address: String = "192.0.2.1", _ reason: FailedLogins.Reason = .invalid) {
            audit.failures.count(name, reason, in: CommandContext(command: "user.login", principal: .nobody, address: address))
        }
        for number in 0..<1_000 { fail("name \(number)", number < 999 ? .invalid : .rateLimited) }
        fail("bob", from: "192.0.2.2")
        #expect(kept.all.map { $0["failures"] } == ["1", "1"] && kept.all[0]["name"] == "\"name 0\"")
        clock.advance(by: .milliseconds(9_999))
        audit.failures.flush()
        #expect(kept.all.count == 2)
        clock.advance(by: .milliseconds(1))
        audit.failures.flush()
        #expect(kept.all.count == 3)
        #expect(kept.all[2]["failures"] == "999" && kept.all[2]["name"] == "\"name 999\"" && kept.all[2]["reason"] == "rate-limited")
        #expect(kept.all.allSatisfy { $0["audit"] == "login.failed" && $0["request-id"] != nil })
        fail("again")
        #expect(kept.all.count == 4)
    }

    @Test("However many addresses there are, the lines of ten seconds are bounded, and none is left out of the count")
    func boundedLines() {
        let (kept, clock) = (KeptLines(), ManualClock())
        let audit = AuditTrail(kept.logger, time: { clock.elapsed })
        for number in 0..<10_000 {
            let context = CommandContext(command: "user.login", principal: .nobody, address: "10.0.\(number / 256).\(number % 256)")
            audit.failures.count("x", .invalid, in: context)
        }
        #expect(kept.all.count == 100)
        clock.advance(by: .seconds(10))
        audit.failures.flush()
        #expect(kept.all.count == 101 && kept.all.last?["address"] == "others")
        #expect(kept.all.compactMap { $0["failures"].flatMap { Int($0) } }.reduce(0, +) == 10_000)
    }

    @Test("A login that fails is told with its reason")
    func login() async throws {
        let kept = KeptLines()
        try await AccountsFixture.run { fixture in
            let audit = AuditTrail(kept.logger, time: { fixture.clock.elapsed })
            let login = Login(accounts: fixture.accounts, audit: audit)
            for _ in 0..<6 {
                await #expect(throws: (any Error).self) {
                    try await login.run(.init(username: "nobody", password: "wrong"), in: fixture.context(Login.name))
                }
            }
            audit.failures.flushAll()
            #expect(kept.all.map { $0["failures"] } == ["1", "5"])
            #expect(kept.all.map { $0["reason"] } == ["invalid", "rate-limited"])
        }
    }
}
