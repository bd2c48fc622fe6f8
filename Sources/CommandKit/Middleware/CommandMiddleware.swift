// SPDX-License-Identifier: Apache-2.0

/// Stands around every command, whichever plugin handles it: for auditing, caching, measuring.
///
/// ```swift
/// struct ReadOnly: CommandMiddleware {
///     func run(_ call: AdmittedCall, next: () async throws -> CommandReply) async throws -> CommandReply {
///         guard call.command.effects == .read else { throw ComponentUnavailable("writing", cause: "a migration runs") }
///         return try await next()
///     }
/// }
/// ```
/// It is given to the server by `CommandApplication(middleware:)`. The first of several is the outermost. It cannot change
/// what a call was bound to, nor let a call in that a gate refused: those are the manifest's.
public protocol CommandMiddleware: Sendable {
    /// Stands around the run of a call that passed every gate. A call in `Command-Mode: validate` does not come here.
    ///
    /// - Parameter next: What is further in, at last the command's handler. Called once to pass on; not at all to answer in
    ///   its place; more than once to try again, which the command's effects must allow. It throws what the handler threw.
    /// - Returns: What `next` gave, or what it gave an earlier call of the same ``DeclaredCommand``; a reply of any other is
    ///   answered with 100005.
    /// - Throws: As ``Command/run(_:in:)``: a code must be declared for the command, else its caller is told 100005.
    func run(_ call: AdmittedCall, next: () async throws -> CommandReply) async throws -> CommandReply

    /// Told how a call ended, once for each call, those that a gate refused included.
    ///
    /// Called on the thread that answers, which may be one that serves sockets: it must not block, and what it takes
    /// the caller waits for.
    func ended(_ ending: CallEnding)
}

extension CommandMiddleware {
    /// Passes on.
    public func run(_ call: AdmittedCall, next: () async throws -> CommandReply) async throws -> CommandReply { try await next() }

    /// Takes no note.
    public func ended(_ ending: CallEnding) {}
}
