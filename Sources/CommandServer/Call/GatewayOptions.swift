// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation

/// Keys for a gateway. A file keeps them out of the list of processes and out of a shell's history.
struct KeyOptions: ParsableArguments {
    @Option(help: "A key of a user, or of an admin. Also COMMAND_ROUTER_API_KEY.") var apiKey: String?
    @Option(help: ArgumentHelp("A file that holds it, - for standard input. Also COMMAND_ROUTER_API_KEY_FILE.", valueName: "file"))
    var apiKeyFile: String?
    @Option(help: "A key of an admin. Also COMMAND_ROUTER_ADMIN_API_KEY.") var adminAPIKey: String?
    @Option(help: ArgumentHelp("A file that holds it, - for standard input. Also COMMAND_ROUTER_ADMIN_API_KEY_FILE.", valueName: "file"))
    var adminAPIKeyFile: String?

    func validate() throws {
        try user.check()
        try admin.check()
    }

    /// The user's.
    var user: GivenSecret { GivenSecret(flag: "--api-key", value: apiKey, file: apiKeyFile, variable: "API_KEY") }
    /// The admin's.
    var admin: GivenSecret { GivenSecret(flag: "--admin-api-key", value: adminAPIKey, file: adminAPIKeyFile, variable: "ADMIN_API_KEY") }
}

/// Which gateway is called, and as whom.
struct GatewayOptions: ParsableArguments {
    @Option(help: "The gateway. Also COMMAND_ROUTER_URL.") var url = Defaults.url
    @OptionGroup var keys: KeyOptions
    @Option(help: "A session's id. Also COMMAND_ROUTER_SESSION.") var session: String?
    @Option(help: ArgumentHelp("A file that holds it, - for standard input. Also COMMAND_ROUTER_SESSION_FILE.", valueName: "file"))
    var sessionFile: String?
    @Option(help: "The most bytes of an answer that are read.") var maxReply = ReplyReceiver.usualMost

    func validate() throws {
        guard maxReply >= 1 else { throw ValidationError("--max-reply is at least 1") }
        try ofSession.check()
    }

    private var ofSession: GivenSecret { GivenSecret(flag: "--session", value: session, file: sessionFile, variable: "SESSION") }

    /// Credentials as a call's parameters.
    /// - Throws: `ValidationError` where one is given in two ways; ``CommandLineFailure`` for a file that holds none.
    func credentials() throws -> [(String, String)] {
        try [("APIKey", keys.user.text()), ("AdminAPIKey", keys.admin.text()), ("SessionID", ofSession.text())].compactMap {
            name, value in
            value.map { (name, $0) }
        }
    }

    /// Where calls go.
    /// - Throws: `ValidationError` where it is no address.
    func endpoint() throws -> URL {
        let base = url.hasSuffix("/") ? String(url.dropLast()) : url
        guard let url = URL(string: base + "/api.php"), url.host != nil else {
            throw ValidationError("--url is the address of a gateway, such as http://127.0.0.1:8080")
        }
        return url
    }
}
