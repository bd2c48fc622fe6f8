// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import CommandDiff
@testable import CommandManifest

@Suite("ChangeKind")
struct ChangeKindTests {
    @Test("Has a case for each rule id")
    func covered() {
        let seen = Set(DiffCase.all.flatMap { $0.there + $0.back }.map { String($0.prefix { $0 != " " }) })
        #expect(ChangeKind.allCases.map(\.rawValue).filter { !seen.contains($0) } == [])
    }

    /// Keys that callers cannot see, and why.
    static let hidden = [
        "manifest.manifest": "the version of the language", "manifest.include": "all files together are one manifest",
        "command.plugin": "who handles a command is not told to callers",
    ]

    @Test("Compares every key of the language, or says why callers cannot see it")
    func keys() throws {
        let compared = Set(try DiffCase.all.map { try Self.family(of: $0.key) })
        for set in KeySet.allCases {
            for word in set.words {
                let key = "\(Self.family(set)).\(word)"
                #expect(compared.contains(key) != (Self.hidden[key] != nil), "\(key) of \(set.owner)")
            }
        }
    }

    /// Mappings that are compared by the same functions are one family.
    private static func family(_ set: KeySet) -> String {
        switch set {
        case .manifest, .included: "manifest"
        case .parameter, .member, .item: "request"
        case .field, .fieldMember, .fieldItem: "reply"
        case .command, .rule, .error, .example, .limit: set.rawValue
        case .fieldLimit: "limit"
        }
    }

    private static func family(of key: String) throws -> String {
        let parts = key.split(separator: ".").map(String.init)
        try #require(parts.count == 2)
        let set = try #require(KeySet(rawValue: parts[0]))
        return "\(family(set)).\(parts[1])"
    }

    @Test("Stands in the documentation with its class")
    func documented() throws {
        let page = try String(contentsOfFile: Project.path("docs/diff.md"), encoding: .utf8)
        for kind in ChangeKind.allCases {
            #expect(page.contains("| `\(kind.rawValue)` | \(kind.changeClass.rawValue) | \(kind.sentence) |"))
        }
    }
}
