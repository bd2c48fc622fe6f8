// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandManifest
import CommandRouter
import CommandWire
import Logging

extension Router {
    /// A router with ``Callers`` that logs nothing.
    static func of(
        _ manifest: Manifest, _ plugins: any CommandPlugin..., settings: RouterSettings = RouterSettings(),
        authenticator: any Authenticator = Callers()
    ) -> Router {
        Router(
            manifest: manifest, plugins: plugins, authenticator: authenticator, settings: settings,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    /// Answers a request.
    func answer(_ request: InboundRequest) async -> Answer { Answer(response: await respond(to: request)) }

    /// A JSON body to `/api.php`.
    func api(_ body: String, mode: String? = nil) async -> Answer { await answer(.json("/api.php", body, mode: mode)) }

    /// A JSON body to `/api/v1/NAME`.
    func v1(_ name: String, _ body: String, mode: String? = nil) async -> Answer {
        await answer(.json("/api/v1/" + name, body, mode: mode))
    }

    /// A JSON body to `/rpc`.
    func rpc(_ body: String, mode: String? = nil) async -> Answer { await answer(.json("/rpc", body, mode: mode)) }
}

extension InboundRequest {
    /// A POST of JSON.
    static func json(_ path: String, _ body: String, mode: String? = nil) -> InboundRequest {
        InboundRequest(method: "POST", path: path, contentType: "application/json", mode: mode, body: Array(body.utf8))
    }

    /// A POST of an urlencoded form.
    static func form(_ path: String, _ body: String, mode: String? = nil) -> InboundRequest {
        InboundRequest(
            method: "POST", path: path, contentType: "application/x-www-form-urlencoded", mode: mode, body: Array(body.utf8))
    }
}
