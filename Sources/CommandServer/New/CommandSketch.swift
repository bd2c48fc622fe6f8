// SPDX-License-Identifier: Apache-2.0

import CommandManifest

/// A command that is to be: what its declaration, its handler and its test are written from.
struct CommandSketch {
    let name: String
    let parameters: [ParameterSketch]
    let summary: String
    let effects: CommandDeclaration.Effects

    /// Takes what a command line says.
    /// - Throws: ``CommandLineFailure`` for a name that is none, and for a parameter that cannot be read.
    init(_ name: String, parameters: [String], summary: String?, effects: String?) throws {
        self.name = name
        words = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard words.allSatisfy(Self.isWord), name.count <= 100 else {
            throw CommandLineFailure("\(name) is no name for a command: write words of ASCII letters, digits and _, joined by dots")
        }
        self.parameters = try parameters.map(ParameterSketch.init)
        let folded = self.parameters.map { $0.name.lowercased() }
        if let twice = folded.indices.first(where: { folded[..<$0].contains(folded[$0]) }) {
            throw CommandLineFailure("The parameter \(self.parameters[twice].name) is given twice")
        }
        let text = summary ?? (words.suffix(1) + words.dropLast()).joined(separator: " ").capitalizedFirst
        guard !text.isEmpty, !text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) else {
            throw CommandLineFailure("--summary is a text of one line")
        }
        self.summary = text
        guard let effects = effects.map(CommandDeclaration.Effects.init) ?? Self.effects(of: words.last ?? "") else {
            throw CommandLineFailure("--effects is read, write or destroy")
        }
        self.effects = effects
    }

    /// The parts of the name.
    let words: [String]

    /// The handler's type: the last word first, `ExtendLoan` for `loan.extend`.
    var typeName: String { (words.suffix(1) + words.dropLast()).map(\.capitalizedFirst).joined() }

    private static func isWord(_ word: String) -> Bool {
        word.unicodeScalars.first?.isASCIILetter == true
            && word.unicodeScalars.allSatisfy { $0.isASCIILetter || $0.isASCIIDigit || $0 == "_" }
    }

    private static func effects(of verb: String) -> CommandDeclaration.Effects {
        let verb = verb.lowercased()
        if ["get", "list", "find", "search", "count", "show", "read"].contains(where: verb.hasPrefix) { return .read }
        return ["delete", "remove", "destroy", "purge"].contains(where: verb.hasPrefix) ? .destroy : .write
    }
}

extension String {
    /// With its first letter in upper case.
    var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
