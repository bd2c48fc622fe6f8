// SPDX-License-Identifier: Apache-2.0

import Foundation

/// What holds where a flag is not given: the environment's `COMMAND_ROUTER_…`, then a value of ours.
enum Defaults {
    /// `COMMAND_ROUTER_MANIFEST`.
    static var manifest: String { environment("MANIFEST") ?? "commands.yaml" }
    /// `COMMAND_ROUTER_HOST`.
    static var host: String { environment("HOST") ?? "127.0.0.1" }
    /// `COMMAND_ROUTER_PORT`; -1, which is no port, where it is no number.
    static var port: Int { environment("PORT").map { Int($0) ?? -1 } ?? 8080 }
    /// `COMMAND_ROUTER_DATABASE`; else a file that is named after the executable, where it runs.
    static var database: String { environment("DATABASE") ?? "sqlite:\(CommandServer.name).sqlite" }
    /// `COMMAND_ROUTER_LOG_LEVEL`.
    static var logLevel: String { environment("LOG_LEVEL") ?? "info" }
    /// `COMMAND_ROUTER_METRICS`.
    static var metrics: String { environment("METRICS") ?? "off" }
    /// `COMMAND_ROUTER_LIMITS`: `NAME=NUMBER`, with commas between.
    static var limits: [String] { (environment("LIMITS") ?? "").split(separator: ",").map(String.init) }
    /// `COMMAND_ROUTER_URL`.
    static var url: String { environment("URL") ?? "http://127.0.0.1:8080" }
    /// `COMMAND_ROUTER_PUBLIC_URL`.
    static var publicURL: String? { environment("PUBLIC_URL") }
    /// `COMMAND_ROUTER_INCLUDE_ROOT`.
    static var includeRoot: String? { environment("INCLUDE_ROOT") }
    /// `COMMAND_ROUTER_STRICT_GET`: `on`, else off.
    static var isGetStrict: Bool { environment("STRICT_GET") == "on" }

    /// The value of a variable, by its name without `COMMAND_ROUTER_`; nil where it is not set or empty.
    static func environment(_ name: String) -> String? {
        ProcessInfo.processInfo.environment["COMMAND_ROUTER_" + name].flatMap { $0.isEmpty ? nil : $0 }
    }
}
