// SPDX-License-Identifier: Apache-2.0

import CommandKit

/// A handler of `test.one` whose one property `n` has this type.
struct Taking<Value: Decodable & Sendable>: Command {
    static var name: CommandName { "test.one" }
    struct Parameters: Decodable, Sendable { var n: Value }

    func run(_ parameters: Parameters, in context: CommandContext) async throws -> NoReply { NoReply() }
}

/// A handler whose parameters are not an object.
struct TakingList: Command {
    static let name: CommandName = "test.one"

    func run(_ parameters: [Int], in context: CommandContext) async throws -> NoReply { NoReply() }
}

/// A handler of `test.one` that can fail with these codes.
struct Failing<Failure: FailureCode>: Command {
    static var name: CommandName { "test.one" }

    func run(_ parameters: NoParameters, in context: CommandContext) async throws -> NoReply { NoReply() }
}

/// Another handler of the same command.
struct ShoutedHandler: Command {
    static let name: CommandName = "TEST.One"

    func run(_ parameters: NoParameters, in context: CommandContext) async throws -> NoReply { NoReply() }
}

enum DeclaredFailure: Int, FailureCode { case five = 5 }
enum UndeclaredFailure: Int, FailureCode { case other = 77 }
enum ReservedFailure: Int, FailureCode { case reserved = 41 }

struct Inner: Decodable, Sendable { var a: Int }
struct LooseInner: Decodable, Sendable { var a: Int? }

enum Days: Int, Codable, CaseIterable, Sendable { case one = 1, week = 7 }

enum Letter: String, Codable, CaseIterable, Sendable { case a, b }

/// An enum that does not list its cases.
enum Unlisted: String, Decodable, Sendable { case a, b }

/// Validates what it decodes, and offers a sample.
struct Even: SampledParameter, Sendable {
    static var sample: Even { Even() }

    init() {}
    init(from decoder: any Decoder) throws {
        guard try decoder.singleValueContainer().decode(String.self).utf8.count % 2 == 0 else { throw Odd() }
    }

    struct Odd: Error {}
}

/// Validates what it decodes, without a sample.
struct Picky: Decodable, Sendable {
    init(from decoder: any Decoder) throws {
        guard try decoder.singleValueContainer().decode(String.self) == "picky" else { throw Even.Odd() }
    }
}
