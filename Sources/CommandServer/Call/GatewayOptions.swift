// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation

/// Which gateway is called, and as whom.
struct GatewayOptions: ParsableArguments {
    @Option(help: "The gateway. Also COMMAND_ROUTER_URL.") var url = Defaults.url
    @Option(help: "A key of a user, or of an admin. Also COMMAND_ROUTER_API_KEY.") var apiKey: String?
    @Option(help: "A key of an admin. Also COMMAND_ROUTER_ADMIN_API_KEY.") var adminAPIKey: String?
    @Option(help: "A session's id.") var session: String?

    /// Credentials as a call's parameters.
    var credentials: [(String, String)] {
        [("APIKey", apiKey ?? Defaults.apiKey), ("AdminAPIKey", adminAPIKey ?? Defaults.adminAPIKey), ("SessionID", session)].compactMap {
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
