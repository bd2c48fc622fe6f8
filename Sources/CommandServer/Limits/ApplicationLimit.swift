// SPDX-License-Identifier: Apache-2.0

/// A number that an operator can set, by `serve --limit NAME=NUMBER`: how much of something an account may hold, or how much a
/// reply has at most.
public struct ApplicationLimit: Sendable {
    /// Its name: lower-case letters, digits and hyphens, such as `rows`.
    public let name: String
    /// What holds where nothing else is said, at least 0.
    public let usual: Int
    /// What it bounds, for the help: `Rows in one reply`.
    public let summary: String

    /// Declares a limit.
    public init(_ name: String, usual: Int, summary: String) {
        self.name = name
        self.usual = usual
        self.summary = summary
    }
}

/// The limits that hold: those that the operator gave, and the usual ones.
public struct ApplicationLimits: Sendable {
    private let numbers: [String: Int]

    /// The usual ones.
    package init(_ declared: [ApplicationLimit]) {
        numbers = Dictionary(declared.map { ($0.name, $0.usual) }, uniquingKeysWith: { first, _ in first })
    }

    /// Those that are given as `NAME=NUMBER`, and the usual ones for the others. The last of one name counts.
    ///
    /// - Throws: ``CommandLineFailure`` for a name that is not declared, or a number that is none.
    init(_ declared: [ApplicationLimit], given: [String]) throws(CommandLineFailure) {
        var numbers = ApplicationLimits(declared).numbers
        for text in given {
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, let number = Int(parts[1]), number >= 0 else {
                throw CommandLineFailure("--limit \(text): a limit is given as NAME=NUMBER, such as rows=1000")
            }
            guard numbers.updateValue(number, forKey: String(parts[0])) != nil else {
                let names = declared.map(\.name).sorted().joined(separator: ", ")
                throw CommandLineFailure("--limit \(text): there is no limit \(parts[0]); there are: \(names)")
            }
        }
        self.numbers = numbers
    }

    private init(_ numbers: [String: Int]) { self.numbers = numbers }

    /// A declared limit; nil for a name that is not declared.
    public subscript(name: String) -> Int? { numbers[name] }
}
