// SPDX-License-Identifier: Apache-2.0

/// One command's handler: what it takes, what it gives, what it refuses with, and the function that does it.
///
/// The declaration in `commands.yaml` says what is valid; by the time `run` is called every limit and rule declared
/// there holds. A handler checks only what a declaration cannot say: what is stored.
///
/// ```swift
/// struct CreateTag: Command {
///     static let name: CommandName = "tag.create"
///     struct Parameters: Decodable { var tag: String }
///     struct Reply: Codable { var tagID: Int }
///     enum Failure: Int, FailureCode { case exists = 2 }
///     let tags: TagStore
///     func run(_ parameters: Parameters, in context: CommandContext) async throws -> Reply { … }
/// }
/// ```
public protocol Command: Sendable {
    /// What `run` is given, decoded from the bound parameters. Property names match declared names ignoring ASCII
    /// case (`tagID` is `TagID`). A property that is not optional needs a declaration that is required or has a default.
    associatedtype Parameters: Decodable & Sendable = NoParameters
    /// What `run` gives, spelled on the wire as the declaration's `returns` spells it. One that is `Codable` is held against
    /// that before anything is served, since what it is decoded from tells what it is encoded to.
    associatedtype Reply: Encodable & Sendable = NoReply
    /// The declared codes that `run` can throw.
    associatedtype Failure: FailureCode = NoFailure

    /// The declared name, such as `tag.create`.
    static var name: CommandName { get }

    /// Does the work of one call.
    ///
    /// - Throws: a case of `Failure`, or one with fields (``FailureCode/with(_:)``): the caller is told its code.
    ///   ``InvalidParameter``: the caller is told the parameter's code. ``ComponentUnavailable``: 100004. ``RateLimited``: 100008.
    ///   ``TooLarge``: 100009. ``QuotaExceeded``: 100011.
    ///   Anything else is logged with the request id, and the caller is told 100005, "unexpected".
    func run(_ parameters: Parameters, in context: CommandContext) async throws -> Reply
}

/// The parameters of a command that takes none beside its credentials.
public struct NoParameters: Decodable, Sendable {
    /// Takes nothing.
    public init() {}
}

/// The reply of a command that gives nothing beside `Success`.
public struct NoReply: Encodable, Sendable {
    /// Gives nothing.
    public init() {}
}

/// A value that `Parameters` decodes itself, with checks of its own in `init(from:)`.
///
/// The contract check at start-up learns what a handler asks for by decoding `Parameters` from a probe. A type that
/// validates what it decodes would refuse the probe's placeholder, so it offers a sample to use in its place.
public protocol SampledParameter: Decodable {
    /// Any valid value.
    static var sample: Self { get }
}
