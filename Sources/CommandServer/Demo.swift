// SPDX-License-Identifier: Apache-2.0

import CommandAccounts
import CommandManifest
import CommandStorage
import Logging

/// What a fresh server can be tried with, and how it is told.
struct Demo {
    /// How much is made.
    enum Extent {
        /// The accounts and the application's data, with a user who can log in.
        case data
        /// The accounts alone, with a key each.
        case account
    }

    private let account: DemoAccount
    /// What the application says about its data.
    private let lines: [String]
    /// A call to begin with, where the manifest has one.
    private let sample: SampleCall?

    /// Makes a demo on a database that has no account, all in one transaction, so that a start which is cut short leaves
    /// nothing; nil where there is an account.
    static func make(
        _ extent: Extent, of application: CommandApplication, _ manifest: Manifest, in composition: Composition, _ logger: Logger
    ) async throws -> Demo? {
        let deadline = ContinuousClock.now + .seconds(60)
        let sample = SampleCall(in: manifest)
        return try await composition.database.together(until: deadline) { database in
            let accounts = AccountStore(database: database, permissions: [])
            let account = try await accounts.demoAccount(canLogIn: extent == .data, until: deadline)
            guard let account else { return nil }
            guard extent == .data, let fill = application.demo else { return Demo(account: account, lines: [], sample: sample) }
            logger.info("making the demo's data")
            let lines = try await fill(.init(database: database, accountID: account.userID, deadline: deadline))
            return Demo(account: account, lines: lines, sample: sample)
        }
    }

    /// Prints the keys.
    func sayKeys() {
        Terminal.say("APIKey: \(account.apiKey)")
        Terminal.say("AdminAPIKey: \(account.adminAPIKey)")
    }

    /// Prints a call that works as it stands, where there is one, and names for a shell.
    func sayUse(at address: String) {
        if let sample { Terminal.say(sample.line(at: address, apiKey: account.apiKey)) }
        guard let login = account.login else { return }
        Terminal.say("# What the demo has. These lines can be pasted into a shell; the session ends after half an hour without a call.")
        for (name, value) in [
            ("UserID", "\(account.userID)"), ("Username", login.username), ("Password", login.password),
            ("SessionID", login.sessionID),
        ] { Terminal.say("\(name)=\(value)") }
        lines.forEach { Terminal.say($0) }
    }
}
