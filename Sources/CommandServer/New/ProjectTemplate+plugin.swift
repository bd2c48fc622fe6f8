// SPDX-License-Identifier: Apache-2.0

/// The plugin, its command and their tests, which are the same in every project.
extension ProjectTemplate {
    static let plugin = """
        public import CommandKit

        /// The commands for greeting people.
        public struct GreetingsPlugin: CommandPlugin {
            /// `greetings`.
            public let name = "greetings"
            /// One handler for each command.
            public let commands: [any Command]

            /// The plugin's handlers.
            public init() {
                commands = [
                    SayGreeting(),
                ]
            }
        }

        """

    static let handler = """
        import CommandKit

        /// `greeting.say`: greets somebody by name.
        struct SayGreeting: Command {
            static let name: CommandName = "greeting.say"
            struct Parameters: Decodable { var name: String }
            struct Reply: Codable { var greeting: String }

            func run(_ parameters: Parameters, in context: CommandContext) async throws -> Reply {
                Reply(greeting: "Hello, \\(parameters.name)!")
            }
        }

        """

    static let testServer = #"""
        import CommandKit
        import CommandTesting
        import GreetingsPlugin

        /// The commands in this process, without a socket.
        enum TestServer {
            /// The manifest, found from this file.
            static let manifest = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined() + "/commands.yaml"

            /// Whose each API key is.
            static let callers = [
                "user": Principal(kind: .user, accountID: 1, permissions: .all),
                "admin": Principal(kind: .admin, accountID: 2, permissions: .all),
                "visitor": Principal(kind: .user, accountID: 3, permissions: .these([])),
            ]

            static func start() throws -> CommandHarness {
                try CommandHarness(manifestFile: manifest, plugins: [GreetingsPlugin()], callers: callers)
            }
        }

        """#

    static let test = ##"""
        import CommandTesting
        import Testing

        @Suite("greeting.say")
        struct SayGreetingTests {
            @Test("Greets by name")
            func greets() async throws {
                let harness = try TestServer.start()
                let reply = await harness.respond(to: .json(#"{"Command":"greeting.say","APIKey":"user","Name":" Ada "}"#))
                #expect(reply.text == #"{"Success":true,"ErrorCode":0,"Greeting":"Hello, Ada!"}"#)
            }

            @Test(
                "Refuses what the manifest rules out",
                arguments: [("user", "null", "[1]"), ("user", #"" ""#, "2"), ("visitor", #""Ada""#, "99999"), ("nobody", #""Ada""#, "99998")])
            func refuses(key: String, name: String, code: String) async throws {
                let harness = try TestServer.start()
                let reply = await harness.respond(to: .json(#"{"Command":"greeting.say","APIKey":"\#(key)","Name":\#(name)}"#))
                #expect(reply.text.contains(#""ErrorCode":\#(code),"#))
            }
        }

        """##

    static let ignored = """
        .build/
        .swiftpm/
        *.sqlite
        *.sqlite-*
        *.sqlite.lock

        """
}
