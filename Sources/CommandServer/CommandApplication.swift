// SPDX-License-Identifier: Apache-2.0

public import CommandKit
public import CommandStorage

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

        /// Composes an environment.
        package init(database: any Database, publicURL: @escaping @Sendable () -> String) {
            self.database = database
            self.publicURL = publicURL
        }
    }

    /// Steps of the schema.
    package let migrations: [Migration]
    /// What `import` can bring in.
    let importers: [any CommandImporter.Type]
    /// Makes the plugins.
    package let plugins: @Sendable (Environment) -> [any CommandPlugin]

    /// Composes an application.
    ///
    /// - Parameters:
    ///   - migrations: steps of the schema, applied in order when a database is opened.
    ///   - importers: what `import` can bring in.
    ///   - plugins: called once for each start; for `check`, with a database that is not there.
    public init(
        migrations: [Migration] = [], importers: [any CommandImporter.Type] = [],
        plugins: @escaping @Sendable (Environment) -> [any CommandPlugin]
    ) {
        self.migrations = migrations
        self.importers = importers
        self.plugins = plugins
    }
}
