// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CommandGateway
import CommandManifest
import CommandRouter
import Logging

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serve the commands over HTTP.",
        discussion: """
            EXAMPLES
              command-router serve --demo
              command-router serve --manifest commands.yaml --port 9000 --database sqlite:/var/lib/router/router.sqlite

            Answers on /api.php, /api/v1/NAME and /rpc; /health as soon as it serves, /ready when the database answers.
            SIGHUP reads the manifest again, without a restart; where it has errors the old one stays in force and /ready says so.
            Flags win over the environment's COMMAND_ROUTER_MANIFEST, _HOST, _PORT, _DATABASE, _PUBLIC_URL, _METRICS, _LIMITS,
            _LOG_LEVEL, _INCLUDE_ROOT and _STRICT_GET.
            """)

    @Option(help: "The manifest.") var manifest = Defaults.manifest
    @OptionGroup var includes: IncludeOptions
    @Option(help: "The address to listen at.") var host = Defaults.host
    @Option(help: "The port to listen at; 0 takes any that is free.") var port = Defaults.port
    @Option(help: "The database, as sqlite:PATH. Made when it is not there.") var database = Defaults.database
    @Option(help: "The URL under which the public finds this server, for links; its own address where none is given.")
    var publicUrl: String?
    @Flag(help: "On a fresh database, make a demo account with data, and print its keys and ids.") var demo = false
    @Flag(help: "The same without the data: the account alone, and its keys.") var demoAccount = false
    @Option(help: "What to make of commands without a handler: refuse to start, or answer 100002.")
    var unbound = ContractCheck.Unbound.refuse
    @Option(help: "The largest request body, in bytes.") var maxBody = GatewayConfiguration().maximumBody
    @Option(help: "The most connections at once.") var maxConnections = GatewayConfiguration().maximumConnections
    @Option(help: "The most connections of one IPv4 address or IPv6 /64 network, trusted proxies apart; a quarter of the former.")
    var maxConnectionsPerAddress: Int?
    @Option(help: "The seconds that a request, a batch included, has for its answer; then it is cancelled and refused with 100004.")
    var answerDeadline = 30
    @Option(help: "The most bytes of replies that clients have not read yet; beyond it the slowest readers are cut.")
    var maxReplyBytes = GatewayConfiguration().maximumReplyBytes
    @Option(help: "The same for one account.") var maxReplyBytesPerAccount = GatewayConfiguration().maximumReplyBytesPerAccount
    @Option(help: "The most bytes of request bodies at once, of which an address has a quarter; beyond it the slowest get 503.")
    var maxRequestBytes = GatewayConfiguration().maximumBodyBytes
    @Option(help: "The address of a proxy whose X-Forwarded-For is believed. May be given more than once.")
    var trustedProxy: [String] = []
    @Option(help: "An origin whose pages may call /rpc, such as https://app.example.com. May be given more than once.")
    var allowedOrigin: [String] = []
    @Flag(help: "Refuse user.login, and commands that write or destroy, by GET on /api.php. Also COMMAND_ROUTER_STRICT_GET=on.")
    var strictGet = false
    @Option(help: "Whether /metrics is there for Prometheus: off, on (for whoever reaches the server), or an ADDRESS:PORT of its own.")
    var metrics: MetricsPlace?
    @Option(help: "A number of the application's, as NAME=NUMBER, such as a quota of accounts. May be given more than once.")
    var limit: [String] = []
    @Flag(help: "Reload the manifest when it or a file that it includes changes, as SIGHUP does.") var watch = false
    @Option(help: "trace, debug, info, notice, warning, error or critical.") var logLevel = Defaults.logLevel

    func validate() throws {
        guard (0...65_535).contains(port) else { throw ValidationError("--port (or COMMAND_ROUTER_PORT) is a number from 0 to 65535") }
        guard publicURL.map(PublicURL.isValid) ?? true else {
            throw ValidationError("--public-url (or COMMAND_ROUTER_PUBLIC_URL) is an http or https URL without a query")
        }
        guard metrics != nil || MetricsPlace(argument: Defaults.metrics) != nil else {
            throw ValidationError("COMMAND_ROUTER_METRICS is off, on or ADDRESS:PORT")
        }
        guard ["on", "off", nil].contains(Defaults.environment("STRICT_GET")) else {
            throw ValidationError("COMMAND_ROUTER_STRICT_GET is on or off")
        }
        guard
            ([maxBody, maxConnections, maxReplyBytes, maxReplyBytesPerAccount, maxRequestBytes] + [maxConnectionsPerAddress ?? 1])
                .allSatisfy({ $0 >= 1 })
        else { throw ValidationError("Limits are at least 1") }
        guard (1...3600).contains(answerDeadline) else { throw ValidationError("--answer-deadline is a number of seconds from 1 to 3600") }
        for proxy in trustedProxy where !GatewayConfiguration.isAddress(proxy) {
            throw ValidationError("--trusted-proxy is an IP address, which \(proxy) is not")
        }
        guard Logger.Level(rawValue: logLevel) != nil else { throw ValidationError("There is no log level \(logLevel)") }
    }

    /// The gateway for metrics alone; nil where there is none.
    var metricsGateway: GatewayConfiguration? {
        guard case .address(let host, let port) = metricsPlace else { return nil }
        var configuration = GatewayConfiguration()
        configuration.host = host
        configuration.port = port
        configuration.maximumConnections = 16
        return configuration
    }

    func run() async throws {
        let checked = ManifestFile(
            manifest, by: includes.reader, plugins: { Composition.plugins(CommandServer.application, for: $0) },
            unbound: unbound)
        Terminal.warn(checked.diagnostics)
        guard let manifest = checked.manifest, checked.isSound else { throw ExitCode(1) }
        try await Server(options: self, manifest: manifest, files: checked.files, stamp: ManifestStamp(checked.files)).run()
    }

    /// The environment's, then the flags, which win.
    var givenLimits: [String] { Defaults.limits + limit }

    /// The flag, else the environment.
    var metricsPlace: MetricsPlace { metrics ?? MetricsPlace(argument: Defaults.metrics) ?? .off }

    /// The flag, else the environment.
    var publicURL: String? { publicUrl ?? Defaults.publicURL }

    var gateway: GatewayConfiguration {
        var configuration = GatewayConfiguration()
        configuration.host = host
        configuration.port = port
        configuration.maximumBody = maxBody
        configuration.maximumConnections = maxConnections
        configuration.maximumConnectionsPerAddress = maxConnectionsPerAddress
        configuration.answerDeadline = .seconds(answerDeadline)
        configuration.maximumReplyBytes = maxReplyBytes
        configuration.maximumReplyBytesPerAccount = maxReplyBytesPerAccount
        configuration.maximumBodyBytes = maxRequestBytes
        configuration.trustedProxies = trustedProxy
        return configuration
    }
}
