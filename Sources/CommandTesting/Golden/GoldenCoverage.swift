// SPDX-License-Identifier: Apache-2.0

import CommandManifest

/// Whether golden files show all that a manifest declares: a success of each command, and each code at least once.
public struct GoldenCoverage: Sendable {
    private let declarations: CommandDeclarations
    private let exempt: [Int: String]

    /// Composes a check.
    ///
    /// - Parameter exempt: codes of no command that no request brings about, each with the reason. Reserved codes need none.
    public init(_ declarations: CommandDeclarations, exempt: [Int: String] = [:]) {
        self.declarations = declarations
        self.exempt = exempt
    }

    /// What no file shows, and files that stand in the folder of a command that they do not call.
    public func faults(of suite: GoldenSuite) -> [String] {
        declarations.manifest.commands.flatMap { command in
            faults(of: command, suite.cases.filter { $0.command == command.name })
        } + faults(ofShared: suite.cases)
    }

    private func faults(of command: CommandDeclaration, _ cases: [GoldenCase]) -> [String] {
        var faults: [String] = []
        if !cases.contains(where: \.isSuccess) { faults.append("\(command.name): no golden file shows a success") }
        let shown = Set(cases.flatMap(\.codes))
        for error in command.errors where !shown.contains(error.code) && !command.reserved.contains(error.code) {
            faults.append("\(command.name): no golden file shows code \(error.code), \(error.text)")
        }
        let name = command.name.lowercased()
        for item in cases where !item.sent.lowercased().contains(name) {
            faults.append("\(item.name): it does not call \(command.name)")
        }
        return faults
    }

    private func faults(ofShared cases: [GoldenCase]) -> [String] {
        let shown = Set(cases.flatMap(\.codes))
        return declarations.manifest.errors.compactMap { error in
            switch (shown.contains(error.code), exempt[error.code]) {
            case (false, nil): "no golden file shows code \(error.code), \(error.text)"
            case (true, _?): "a golden file shows code \(error.code): it need not be exempt"
            default: nil
            }
        }
    }
}
