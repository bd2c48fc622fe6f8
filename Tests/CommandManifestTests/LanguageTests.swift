// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import CommandManifest

@Suite("Manifest language")
struct LanguageTests {
    @Test("The page about the manifest has the tables of the language, each below its heading", arguments: LanguageTables.all.indices)
    func page(number: Int) throws {
        let (heading, table) = LanguageTables.all[number]
        let page = try String(contentsOfFile: Repository.path("docs/manifest.md"), encoding: .utf8)
        let start = try #require(page.range(of: "\n## \(heading)\n")).upperBound
        let section = page[start...].split(separator: "\n## ", maxSplits: 1).first ?? ""
        #expect(section.contains(table + "\n"), "\(heading) should have:\n\(table)")
    }

    @Test("Each kind of mapping has each of its keys once", arguments: KeySet.allCases)
    func once(set: KeySet) {
        #expect(Set(set.words).count == set.words.count)
        #expect(!set.words.isEmpty)
    }

    @Test("A limit says something of the types that the reader lets it stand beside", arguments: ValueDeclaration.Kind.allCases)
    func limits(kind: ValueDeclaration.Kind) throws {
        for (keyword, conditions) in Dictionary(grouping: try Self.conditions(), by: \.keyword) {
            let key = try #require(KeySet.item.keys.first { $0.name == keyword })
            #expect(key.kinds?.contains(kind) == conditions.contains { $0.fits(kind) }, "\(keyword)")
        }
    }

    private static func conditions() throws -> [Limit.Condition] {
        [
            .notBlank, .oneOf([]), .oneOfIntegers([]), .pattern(try Pattern("a")), .minLength(0), .maxLength(0), .minimum(0), .maximum(0),
            .minItems(0),
            .maxItems(0),
        ]
    }

    @Test("A key that says nothing about a type is refused beside it", arguments: ValueDeclaration.Kind.allCases)
    func misplaced(kind: ValueDeclaration.Kind) {
        let operands = [
            "trim": "true", "nfc": "true", "emptyAllowed": "true", "members": "{}", "items": "{ type: string }", "values": "{ type: id }",
        ]
        for key in KeySet.item.keys {
            guard let kinds = key.kinds, let operand = operands[key.name] else { continue }
            let text = "manifest: 1\ngroups: { g: { X: { type: \(kind.rawValue), \(key.name): \(operand) } } }"
            let ids = ManifestReader().read(text: Array(text.utf8), name: "m.yaml").diagnostics.map(\.id)
            #expect(ids == (kinds.contains(kind) ? [] : [.keyMisplaced]), "\(key.name)")
        }
    }
}
