// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CommandManifest
import CommandRouter
import Foundation

/// The call that is explained, as it is given on the command line.
struct ExplainedCallOptions: ParsableArguments {
    @Argument(help: "The command's name; may be left out where a body names it.") var name: String?
    @Argument(help: "Parameters, as Key=value, Key:=JSON or Key=@FILE.") var parameters: [String] = []
    @Option(help: "Where the call comes in: api, v1 or rpc.") var surface = SurfaceName.api
    @Option(help: "A file with a JSON body, or - for standard input.") var jsonBody: String?
    @Option(help: "The body as a form, such as 'a=b&c=d'.") var form: String?
    @Option(help: "The call's key.") var apiKey: String?
    @Option(help: "The call's key of an admin; with --url, that of the admin who asks. Also COMMAND_ROUTER_ADMIN_API_KEY for the latter.")
    var adminApiKey: String?
    @Option(help: "The call's session.") var session: String?
    @Option(help: ArgumentHelp("A file that holds the key, - for standard input.", valueName: "file")) var apiKeyFile: String?
    @Option(
        help: ArgumentHelp(
            "A file that holds the admin's key. With --url also COMMAND_ROUTER_ADMIN_API_KEY_FILE.", valueName: "file"))
    var adminApiKeyFile: String?
    @Option(help: ArgumentHelp("A file that holds the session.", valueName: "file")) var sessionFile: String?

    func validate() throws {
        guard name != nil || jsonBody != nil || form != nil else {
            throw ValidationError("Name a command, or give --json-body or --form")
        }
        guard jsonBody == nil || form == nil else { throw ValidationError("--json-body and --form do not go together") }
        guard !hasBody || parameters.isEmpty else { throw ValidationError("Key=value does not go with --json-body or --form") }
        try [user, admin(isRemote: false), ofSession].forEach { try $0.check() }
        guard !hasBody || !user.isGiven && !ofSession.isGiven else {
            throw ValidationError("A body carries its own credentials: --api-key and --session go with Key=value")
        }
    }

    private var hasBody: Bool { jsonBody != nil || form != nil }

    /// Whether the call is given credentials beside its parameters.
    var hasCredentials: Bool { user.isGiven || admin(isRemote: false).isGiven || ofSession.isGiven }

    private var user: GivenSecret { GivenSecret(flag: "--api-key", value: apiKey, file: apiKeyFile) }
    private var ofSession: GivenSecret { GivenSecret(flag: "--session", value: session, file: sessionFile) }

    /// The admin's key; where it is not the call's but that of the admin who asks, the environment may give it.
    func admin(isRemote: Bool) -> GivenSecret {
        GivenSecret(flag: "--admin-api-key", value: adminApiKey, file: adminApiKeyFile, variable: isRemote ? "ADMIN_API_KEY" : nil)
    }

    /// The call, with the credentials that were given; `isRemote` where an admin's key is not the call's.
    ///
    /// - Throws: `ValidationError` for parameters that are none; ``CommandLineFailure`` for a file that cannot be read.
    func call(isRemote: Bool) throws -> DescribedCall {
        DescribedCall(surface: surface.surface, command: name, content: try content(isRemote: isRemote))
    }

    private func content(isRemote: Bool) throws -> DescribedCall.Content {
        if let form { return .body(Array(form.utf8), type: "application/x-www-form-urlencoded") }
        if let jsonBody {
            let body = try GivenFile.bytes(jsonBody, most: GivenFile.longestValue)
            return name == nil ? .body(body, type: "application/json") : .parameters(body)
        }
        let credentials = [
            ("APIKey", try user.text()), ("AdminAPIKey", isRemote ? nil : try admin(isRemote: false).text()),
            ("SessionID", try ofSession.text()),
        ]
        let given = credentials.compactMap { name, value in value.map { (name, $0) } }
        return .parameters(try CallBody(command: nil, parameters: parameters, credentials: given).json)
    }
}

/// A surface, by its name on the command line.
enum SurfaceName: String, ExpressibleByArgument, CaseIterable {
    case api, v1, rpc

    /// As declarations have it.
    var surface: CommandDeclaration.Surface {
        switch self {
        case .api: .api
        case .v1: .v1
        case .rpc: .rpc
        }
    }
}
