// SPDX-License-Identifier: Apache-2.0

import CommandKit

/// The handlers of the pages about the contract, in the pages' own words: ContractPagesTests holds these words against them.
enum PageHandlers {
    struct Tagged: CommandPlugin {
        let name = "tags"
        let commands: [any Command]
    }

    struct Empty: CommandPlugin {
        let name = "tags"
        let commands: [any Command] = []
    }

    struct Plain: CommandPlugin {
        let name = "tags"
        let commands: [any Command] = [CreateTag()]
    }

    struct Twice: CommandPlugin {
        let name = "tags"
        let commands: [any Command] = [CreateTag(), CreateTag()]
    }

    struct CreateTag: Command {
        static let name: CommandName = "tag.create"
        func run(_ parameters: NoParameters, in context: CommandContext) async throws -> NoReply { NoReply() }
    }

    struct Misspelt: Command {
        static let name: CommandName = "tag.creat"
        func run(_ parameters: NoParameters, in context: CommandContext) async throws -> NoReply { NoReply() }
    }

    /// A handler of `tag.create` with these parameters and codes.
    struct Creating<Parameters: Decodable & Sendable, Failure: FailureCode>: Command {
        static var name: CommandName { "tag.create" }
        func run(_ parameters: Parameters, in context: CommandContext) async throws -> NoReply { NoReply() }
    }

    enum Colored {
        struct Parameters: Decodable {
            var tag: String
            var color: String?
        }
    }

    enum Uncolored {
        struct Parameters: Decodable { var tag: String }
    }

    enum Counted {
        struct Parameters: Decodable { var count: Int }
    }

    enum Unlisted {
        enum Color: String, Decodable { case red, blue }
        struct Parameters: Decodable { var color: Color }
    }

    enum Listed {
        enum Color: String, Decodable, CaseIterable { case red, blue }
        struct Parameters: Decodable { var color: Color }
    }

    struct Replying: Command {
        static let name: CommandName = "tag.create"
        struct Reply: Codable { var tagID: Int }
        func run(_ parameters: NoParameters, in context: CommandContext) async throws -> Reply { Reply(tagID: 1) }
    }

    enum Failing {
        enum Failure: Int, FailureCode { case exists = 2 }
    }
}
