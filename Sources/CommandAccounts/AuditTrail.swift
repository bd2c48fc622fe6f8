// SPDX-License-Identifier: Apache-2.0

public import CommandKit
public import Logging

/// Who did what to which account, as log lines at `notice` that have the metadata `audit`:
///
/// ```
/// notice command-router : account=7 address=192.0.2.1 audit=key.created by=1 by-key=4 key=12 request-id=… [CommandAccounts] audit
/// ```
/// `by` is the caller's account and `by-key` the id of the key that they gave; `account` and `key` are whose account and which
/// key it is about. No password, key or session id is ever in it; texts that a caller chose are quoted, escaped and cut.
/// Logins that fail are counted for each address, and told in a line now and then: see ``FailedLogins``.
public struct AuditTrail: Sendable {
    /// What was done.
    public enum Action: String, Sendable, CaseIterable {
        /// A user, or an admin with a password, logged in.
        case login
        /// A session was ended by its account.
        case logout
        /// Logins that failed: a wrong password, an unknown name, or too many tries.
        case loginFailed = "login.failed"
        /// An account was made.
        case accountCreated = "account.created"
        /// An account was disabled.
        case accountDisabled = "account.disabled"
        /// An account was enabled.
        case accountEnabled = "account.enabled"
        /// An account was deleted.
        case accountDeleted = "account.deleted"
        /// What is kept of a deleted account was erased.
        case accountErased = "account.erased"
        /// An account was given other permissions.
        case permissionsChanged = "permissions.changed"
        /// A password was changed, by its account or an admin.
        case passwordChanged = "password.changed"
        /// All sessions of an account were ended.
        case sessionsEnded = "sessions.ended"
        /// A key was made.
        case keyCreated = "key.created"
        /// A key was given another name.
        case keyRenamed = "key.renamed"
        /// A key was revoked.
        case keyRevoked = "key.revoked"
        /// A change was refused, since the caller holds too little, or since it would leave no admin.
        case changeRefused = "change.refused"
    }

    private let logger: Logger?
    /// Counts logins that fail.
    public let failures: FailedLogins

    /// Writes to a logger.
    public init(_ logger: Logger, time: @escaping MonotonicTime.Source = MonotonicTime.machine) {
        self.logger = logger
        failures = FailedLogins(logger, time: time)
    }

    private init() {
        logger = nil
        failures = FailedLogins(nil, time: MonotonicTime.machine)
    }

    /// Writes nothing.
    public static let silent = AuditTrail()

    /// Writes a line about what a call did.
    ///
    /// - Parameters:
    ///   - account: whose account it is about.
    ///   - key: the id of the key that it is about.
    ///   - details: further facts. What a caller chose is to be given as ``quoted(_:)`` has it.
    public func note(
        _ action: Action, account: Int? = nil, key: Int? = nil, details: [String: String] = [:], in context: CommandContext
    ) {
        var line = details
        line["account"] = account.map(String.init)
        line["key"] = key.map(String.init)
        if context.principal.kind != .none {
            line["by"] = String(context.principal.accountID)
            line["by-key"] = context.principal.keyID.map(String.init)
        }
        line["address"] = context.address
        line["request-id"] = "\(context.requestID)"
        note(action, line)
    }

    /// Writes a line about what the server or its operator did.
    public func note(_ action: Action, _ details: [String: String]) {
        Self.write(action, details, to: logger)
    }

    static func write(_ action: Action, _ details: [String: String], to logger: Logger?) {
        var metadata = Logger.Metadata(uniqueKeysWithValues: details.map { ($0, "\($1)") })
        metadata["audit"] = "\(action.rawValue)"
        logger?.notice("audit", metadata: metadata)
    }

    /// A text that a caller chose, as it can stand in a line: in quotation marks, 64 characters at most, and whatever is not a
    /// visible ASCII character or a space as `\u{…}`.
    public static func quoted(_ text: String) -> String {
        var result = "\""
        var count = 0
        for scalar in text.unicodeScalars {
            guard count < 64 else { return result + "…\"" }
            count += 1
            switch scalar {
            case "\"", "\\": result += "\\\(scalar)"
            case " "..."~": result.unicodeScalars.append(scalar)
            default: result += "\\u{\(String(scalar.value, radix: 16))}"
            }
        }
        return result + "\""
    }
}
