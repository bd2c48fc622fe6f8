// SPDX-License-Identifier: Apache-2.0

import CommandManifest

/// What names cases on a command line: a pattern, with or without a surface behind it.
struct CaseName: Sendable {
    /// The pattern for a case's name, or for its command's.
    let text: String
    /// The surface that it is about; nil for any.
    let surface: CommandDeclaration.Surface?

    /// Takes a name apart: `tag.create/valid/minimal@api`.
    init(_ name: String) {
        let at = name.lastIndex(of: "@")
        surface = at.flatMap { CommandDeclaration.Surface(rawValue: name[name.index(after: $0)...].lowercased()) }
        text = surface == nil ? name : String(name[..<(at ?? name.endIndex)])
    }

    func matches(_ name: String, of command: String) -> Bool { Glob.matches(name, text) || Glob.matches(command, text) }

    /// The one random case that it names: `tag.create/random/SEED-NUMBER`.
    var random: (command: String, seed: UInt64, number: Int)? {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[1].lowercased() == "random" else { return nil }
        let numbers = parts[2].split(separator: "-", omittingEmptySubsequences: false)
        guard numbers.count == 2, let seed = UInt64(numbers[0]), let number = Int(numbers[1]), (0..<Int.max).contains(number) else {
            return nil
        }
        return (String(parts[0]), seed, number)
    }
}
