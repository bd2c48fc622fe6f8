// SPDX-License-Identifier: Apache-2.0

/// A call that passed every gate and is about to run.
public struct AdmittedCall: Sendable {
    /// What is declared of its command.
    public let command: DeclaredCommand
    /// Where it came in.
    public let surface: CommandSurface
    /// Who is calling, under which request id, until when: what the handler is told.
    public let context: CommandContext
    private let bound: @Sendable () -> JSONText

    /// Composes a call; the router does, tests of a middleware may.
    public init(
        command: DeclaredCommand, surface: CommandSurface, context: CommandContext,
        parameters: @escaping @Sendable () -> JSONText = { JSONText(wellFormed: "{}") }
    ) {
        self.command = command
        self.surface = surface
        self.context = context
        bound = parameters
    }

    /// The parameters as they were bound, defaults included, as a JSON object in the order of declaration: two calls that ask
    /// for the same have the same text. Credentials are left out, and each secret is `"***"`; see ``DeclaredCommand/takesSecrets``
    /// before comparing texts. Written anew each time that it is asked for.
    public var parameters: JSONText { bound() }
}
