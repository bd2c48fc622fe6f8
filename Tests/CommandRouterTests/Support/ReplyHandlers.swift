// SPDX-License-Identifier: Apache-2.0

import CommandKit

/// A handler of `test.one` that gives this reply.
struct Giving<Reply: Encodable & Sendable>: Command {
    static var name: CommandName { "test.one" }
    let reply: Reply

    init(_ reply: Reply) { self.reply = reply }

    func run(_ parameters: NoParameters, in context: CommandContext) async throws -> Reply { reply }
}

/// A handler of `test.one` that throws this error.
struct Throwing<Thrown: Error>: Command {
    static var name: CommandName { "test.one" }
    let error: Thrown

    init(_ error: Thrown) { self.error = error }

    func run(_ parameters: NoParameters, in context: CommandContext) async throws -> NoReply { throw error }
}

/// A reply with one field of any kind.
struct AnyReply: Encodable, Sendable {
    enum CodingKeys: CodingKey { case value }
    let value: any Encodable & Sendable

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(value, forKey: .value)
    }
}
