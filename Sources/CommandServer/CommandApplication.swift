// SPDX-License-Identifier: Apache-2.0

public import CommandKit
public import CommandStorage
public import CoreMetrics

/// What makes a server a team's own: its plugins, and the tables that they need. Accounts, keys and sessions come with
/// the server.
///
/// ```swift
/// @main struct Main {
///     static func main() async {
///         await CommandServer.main(CommandApplication(migrations: TagSchema.migrations) { environment in
///             [TagsPlugin(tags: TagStore(database: environment.database))]
///         })
///     }
/// }
/// ```
public struct CommandApplication: Sendable {
    /// What plugins are made from.
    public struct Environment: Sendable {
        /// Where they keep what they store.
        public let database: any Database
        /// Gives the address under which the public finds the server, without a slash at its end: `--public-url`, else the
        /// address that it listens at. To be asked whenever it is needed, since a server that takes any port that is free
        /// knows it only once it serves.
        public let publicURL: @Sendable () -> String
        /// Makes counters, timers and the like of their own, which stand beside the server's own at `/metrics`. Where `--metrics` is
        /// off, and for `check`, what they record is dropped.
        ///
        /// ```swift
        /// let lent = Counter(label: "library_copies_lent", factory: environment.metrics)   // library_copies_lent_total
        /// ```
        /// Names that begin with `command_router_` are the server's. Labels have few values, and none that a caller gave.
        /// - SeeAlso: swift-metrics, whose module CoreMetrics has `Counter`, `Gauge`, `Recorder` and `Timer`
        public let metrics: any MetricsFactory
        /// The numbers that the operator can set, as they hold.
        public let limits: ApplicationLimits

        /// Composes an environment.
        package init(
            database: any Database, publicURL: @escaping @Sendable () -> String, metrics: any MetricsFactory = NOOPMetricsHandler.instance,
            limits: ApplicationLimits = ApplicationLimits([])
        ) {
            self.database = database
            self.limits = limits
            self.publicURL = publicURL
            self.metrics = metrics
        }
    }

    /// What a demo is made in.
    public struct DemoSite: Sendable {
        /// Where it is kept. What is written through it is committed together with the account, or not at all.
        public let database: any Database
        /// The new account, whose it is.
        public let accountID: Int
        /// When it must be done.
        public let deadline: ContinuousClock.Instant
    }

    /// Steps of the schema.
    package let migrations: [Migration]
    /// What `import` can bring in.
    let importers: [any CommandImporter.Type]
    /// Fills the demo account.
    package let demo: (@Sendable (DemoSite) async throws -> [String])?
    /// Removes a part of what is kept of an account.
    package let erase: (@Sendable (_ accountID: Int, _ writing: any Writing) throws -> Bool)?
    /// Takes away what was deleted, in steps.
    package let sweep: (@Sendable (any Writing) throws -> Bool)?
    /// Numbers that an operator can set.
    package let limits: [ApplicationLimit]
    /// Makes the middleware.
    let middleware: @Sendable (Environment) -> [any CommandMiddleware]
    /// Makes the plugins.
    package let plugins: @Sendable (Environment) -> [any CommandPlugin]

    /// Composes an application.
    ///
    /// - Parameters:
    ///   - migrations: steps of the schema, applied in order when a database is opened.
    ///   - importers: what `import` can bring in.
    ///   - demo: called by `serve --demo` on a database that had no account; fills the new account and gives the lines
    ///     that tell what there is, which are printed once.
    ///   - erase: removes a bounded part, some thousand rows, of what the plugins keep of an account that was deleted, and says
    ///     whether anything is left. Called in one short transaction after another until nothing is, also after a restart; so
    ///     that a large account keeps nobody from writing. Without it `account.delete` leaves what the plugins keep, and
    ///     `test --execute` tries no commands that keep something.
    ///   - sweep: takes away some of what was deleted and is still stored, and says whether something may be left. Called while the
    ///     server runs, every few seconds and, as long as something is left, many times a second, each time in a write of its own:
    ///     a thousand rows at once keep nobody waiting.
    ///   - limits: numbers that an operator can set by `serve --limit`; the environment has them as they hold.
    ///   - middleware: called once for each start; gives what stands around every command, the outermost first.
    ///   - plugins: called once for each start; for `check`, with a database that is not there.
    public init(
        migrations: [Migration] = [], importers: [any CommandImporter.Type] = [],
        demo: (@Sendable (DemoSite) async throws -> [String])? = nil,
        erase: (@Sendable (_ accountID: Int, _ writing: any Writing) throws -> Bool)? = nil,
        sweep: (@Sendable (_ writing: any Writing) throws -> Bool)? = nil, limits: [ApplicationLimit] = [],
        middleware: @escaping @Sendable (Environment) -> [any CommandMiddleware] = { _ in [] },
        plugins: @escaping @Sendable (Environment) -> [any CommandPlugin]
    ) {
        self.migrations = migrations
        self.importers = importers
        self.demo = demo
        self.erase = erase
        self.sweep = sweep
        self.limits = limits
        self.middleware = middleware
        self.plugins = plugins
    }
}
