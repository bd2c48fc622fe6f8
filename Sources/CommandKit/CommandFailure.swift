// SPDX-License-Identifier: Apache-2.0

/// The codes that a handler can refuse with, each declared under its command's `errors` in the manifest.
///
/// ```swift
/// enum Failure: Int, FailureCode { case notFound = 2, wrongStatus = 3 }
/// ```
/// The contract check holds `allCases` against the manifest at start-up. The text that a caller reads is the
/// manifest's; a handler says the code alone.
public protocol FailureCode: Error, CaseIterable, RawRepresentable where RawValue == Int {}

extension FailureCode {
    /// This failure with the fields that its declaration `returns` beside the code, such as the campaign's status.
    public func with(_ fields: some Encodable & Sendable) -> CommandFailure {
        CommandFailure(code: rawValue, fields: fields)
    }
}

/// The failures of a handler that has none of its own.
public enum NoFailure: FailureCode {
    /// There is no case to make.
    public init?(rawValue: Int) { nil }
    /// Never called, since there is no value.
    public var rawValue: Int { switch self {} }
}

/// A declared code, thrown with fields.
public struct CommandFailure: Error {
    /// The code, declared under the command's `errors`.
    public let code: Int
    /// What stands beside the code in the answer, spelled as the error's `returns` spells it.
    public let fields: (any Encodable & Sendable)?

    /// A failure with a code of the command's own.
    public init(code: Int, fields: (any Encodable & Sendable)? = nil) {
        self.code = code
        self.fields = fields
    }
}

/// Thrown when something that a command needs is away: the database, a full disk. The caller is told 100004 and may
/// try again; the cause is logged and never told.
public struct ComponentUnavailable: Error {
    /// What is away, in a word, for the log.
    public let component: String
    /// Why, for the log.
    public let cause: String

    /// Names what is away and why.
    public init(_ component: String, cause: String) {
        self.component = component
        self.cause = cause
    }
}

/// Thrown when an account would hold more than it may. The caller is told 100011, and that to try again does not help until
/// something is deleted.
public struct QuotaExceeded: Error {
    /// What there would be too much of, in the plural: `campaigns`.
    public let resource: String
    /// How much of it the account may hold.
    public let limit: Int

    /// Names what there would be too much of.
    public init(_ resource: String, limit: Int) {
        self.resource = resource
        self.limit = limit
    }
}

/// Thrown when a call asks for more than is done in one call: a reply too large to be held, work that takes too long. The
/// caller is told 100009 and how to ask for less.
public struct TooLarge: Error {
    /// How to ask for less, in a sentence for the caller: `Ask for fewer rows with RecordsPerRequest`.
    public let advice: String

    /// Says how to ask for less.
    public init(_ advice: String) { self.advice = advice }
}

/// Thrown when a caller must wait. The caller is told 100008, with `Retry-After`.
public struct RateLimited: Error {
    /// Whole seconds until it makes sense to try again, at least 1.
    public let retryAfter: Int

    /// Asks for a wait of so many seconds; less than 1 counts as 1.
    public init(retryAfter seconds: Int) { retryAfter = max(1, seconds) }
}
