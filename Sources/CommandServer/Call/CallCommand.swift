// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CommandManifest
import CommandRouter
import CommandStorageSQLite
import CommandWire
import Foundation
import Logging

struct CallCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "call", abstract: "Call a command, on a running gateway or in this process.",
        discussion: """
            EXAMPLES
              command-router call user.login Username=ann Password=@password.txt
              command-router call account.create Username=bob Password=@- EmailAddress=bob@example.com --dry-run
              command-router call account.key.create UserID:=5 --admin-api-key-file key.txt --url http://127.0.0.1:8080
              command-router call account.key.create UserID=5 --admin-api-key "$KEY" --database sqlite:command-router.sqlite

            Values are texts, as in a form; Key:=JSON gives JSON as it is. Key=@FILE and Key:=@FILE take them from a file, without its
            last line's end, and from standard input where FILE is -; a text that begins with @ is given as JSON.
            With --database the call is done in this process. On a terminal the answer is shown without what would control it.
            Exit status: 0 done, 1 refused, 2 a wrong command line.
            """)

    @Argument(help: "The command's name.") var name: String
    @Argument(help: "Parameters, as Key=value, Key:=JSON or Key=@FILE.") var parameters: [String] = []
    @OptionGroup var gateway: GatewayOptions
    @Option(help: "Call in this process, on this database, as sqlite:PATH.") var database: String?
    @Option(help: "The manifest, for a call in this process.") var manifest = Defaults.manifest
    @OptionGroup var includes: IncludeOptions
    @Flag(help: "Go through every check and stop before the command runs.") var dryRun = false

    func run() async throws {
        let body = try CallBody(command: name, parameters: parameters, credentials: gateway.credentials()).json
        let (status, reply) = if let database { try await inProcess(body, database) } else { try await overHTTP(body) }
        Terminal.say(answer: reply)
        guard status == 200, CallBody.isSuccess(reply) else { throw ExitCode(1) }
    }

    private func inProcess(_ body: [UInt8], _ database: String) async throws -> (Int, [UInt8]) {
        let manifest = try ManifestFile.read(manifest, by: includes.reader)
        var logger = Logger(label: CommandServer.name) { LineLogHandler(StreamLogHandler.standardError(label: $0)) }
        logger.logLevel = .warning
        guard Composition.exists(database) else {
            throw CommandLineFailure("There is no database \(database). The command serve makes one.")
        }
        let composition = try await Composition(
            CommandServer.application, manifest: manifest, database: database,
            publicURL: PublicURL(Defaults.publicURL ?? Defaults.url), settings: RouterSettings(), logger: logger)
        let request = InboundRequest(
            method: "POST", path: "/api.php", contentType: "application/json", mode: dryRun ? "validate" : nil, body: body)
        let response = await composition.router.respond(to: request)
        let body: [UInt8]
        do { body = try await response.whole(most: gateway.maxReply) } catch {
            try await composition.database.close()
            throw CommandLineFailure("The answer cannot be shown: \(Reason(error))")
        }
        try await composition.database.close()
        return (response.status, body)
    }

    private func overHTTP(_ body: [UInt8]) async throws -> (Int, [UInt8]) {
        try await GatewayClient(url: gateway.endpoint(), maxReply: gateway.maxReply).post(body, mode: dryRun ? "validate" : nil)
    }
}
