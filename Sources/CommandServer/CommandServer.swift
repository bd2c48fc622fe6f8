// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// The whole executable, as a product: `serve`, `check`, `list`, `describe`, `call`, `explain`, `export`, `import`, `account`.
public enum CommandServer {
    /// The application that the command line runs.
    @TaskLocal static var application = CommandApplication { _ in [] }

    /// What the executable is called: a team's own name for it, as it was started. Help texts say it.
    static var name: String {
        let path = CommandLine.arguments.first ?? ""
        return path.split(separator: "/").last.map(String.init) ?? standardName
    }
    /// What help texts say where they are written.
    static let standardName = "command-router"
    /// The version of what the executable is built on.
    static let version = "0.1.0"

    /// Runs the command line with an application's plugins. Ends the process with 0, 1 for findings, or 2 for a wrong
    /// use of the command line.
    public static func main(_ application: CommandApplication) async {
        let status = await $application.withValue(application) { await run(Array(CommandLine.arguments.dropFirst())) }
        Terminal.end(status)
    }

    /// Runs one command line and gives its exit status.
    static func run(_ arguments: [String]) async -> Int32 {
        do {
            var command = try RootCommand.parseAsRoot(arguments)
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
            return 0
        } catch let status as ExitCode {
            return status.rawValue
        } catch {
            return Terminal.report(error)
        }
    }
}

/// The root of the command line.
struct RootCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: CommandServer.name,
            abstract: "Serves, checks and calls the commands that a manifest declares.",
            discussion: """
                EXAMPLES
                  command-router check commands.yaml
                  command-router serve --demo
                  command-router call user.login Username=ann Password="$PASSWORD"

                Exit status: 0 done, 1 findings or a refusal, 2 a wrong command line.
                """,
            version: CommandServer.name == CommandServer.standardName
                ? CommandServer.version : "\(CommandServer.name), built on the command router \(CommandServer.version)",
            subcommands: [
                ServeCommand.self, CheckCommand.self, ListCommand.self, DescribeCommand.self, DiffCommand.self, CallCommand.self,
                ExplainCommand.self, TestCommand.self, ExportCommand.self, NewCommand.self, AccountCommand.self,
            ]
                + (CommandServer.application.importers.isEmpty ? [] : [ImportCommand.self]))
    }
}
