// SPDX-License-Identifier: Apache-2.0

/// What `import NAME FILE` brings in: rows of a file, through a command that takes them in batches.
///
/// A type, so that the command line knows its name and its option before it is parsed.
/// ```swift
/// enum GuestImport: CommandImporter {
///     static var declaration: ImportDeclaration {
///         ImportDeclaration(
///             name: "guests", command: "guests.import", rows: "Guests", option: .init("party", parameter: "PartyID", help: "The party's id."),
///             columns: ["Name"], counts: [.init("TotalAdded", says: "added")])
///     }
/// }
/// ```
public protocol CommandImporter: Sendable {
    /// What it calls, and with what.
    static var declaration: ImportDeclaration { get }
}

/// A command that takes rows, as `import` needs to know it. A row is an object of its columns' names and texts; a column
/// that is empty in a row is left out of the object. Rows may arrive twice, so bringing one in again must do no harm.
///
/// The reply has a number for each of ``counts``, and `RefusedRows`: an array of objects with `Row`, the place of a row in
/// the request from 1, and `Reason`.
public struct ImportDeclaration: Sendable {
    /// The option that says where rows go.
    public struct Option: Sendable {
        let name, parameter, help: String

        /// An option `--NAME ID` whose value, at least 1, is sent as a parameter.
        public init(_ name: String, parameter: String, help: String) {
            self.name = name
            self.parameter = parameter
            self.help = help
        }
    }

    /// A number in the reply that is added up.
    public struct Count: Sendable {
        let field, word: String

        /// A field of the reply and the word for it, such as `added`.
        public init(_ field: String, says word: String) {
            self.field = field
            self.word = word
        }
    }

    let name, command, rows, abstract, discussion: String
    let option: Option
    let columns: [String]
    let counts: [Count]
    let maximumRows: Int

    /// Describes an import.
    ///
    /// - Parameters:
    ///   - name: the word after `import`.
    ///   - command: the command that takes the rows.
    ///   - rows: its parameter for them, an array.
    ///   - columns: those that a file must have.
    ///   - maximumRows: the most rows that the command takes at once.
    ///   - abstract: what it brings in, in a line.
    ///   - discussion: more for `--help`, with examples.
    public init(
        name: String, command: String, rows: String, option: Option, columns: [String], counts: [Count], maximumRows: Int = 1000,
        abstract: String = "", discussion: String = ""
    ) {
        (self.name, self.command, self.rows, self.option) = (name, command, rows, option)
        (self.columns, self.counts, self.maximumRows) = (columns, counts, maximumRows)
        (self.abstract, self.discussion) = (abstract, discussion)
    }
}
