// SPDX-License-Identifier: Apache-2.0

import CommandManifest
import Foundation
import Testing

@testable import CommandExport

@Suite("Schema of the manifest language")
struct ManifestSchemaTests {
    private let schema = ManifestSchema.document

    @Test("Names the version of the language")
    func version() {
        #expect(schema["$id"]?.compact == #""urn:command-router:manifest:1""#)
        #expect(schema["properties"]?["manifest"]?["const"]?.compact == "1")
    }

    @Test("Has the reader's keys in each place, each with a text for hovering, and refuses others", arguments: KeySet.allCases)
    func keys(set: KeySet) throws {
        let place = try #require(set == .manifest ? schema : schema["$defs"]?[set.rawValue])
        guard case .object(let properties) = try #require(place["properties"]) else { throw NoObject() }
        #expect(properties.map(\.name) == set.words)
        #expect(properties.allSatisfy { $0.value["description"] != nil })
        #expect(place["additionalProperties"]?.compact == "false")
    }

    @Test("Has nothing beside a reference, which draft-07 would pass over")
    func references() {
        #expect(schema.crowdedReferences == 0)
        #expect(JSON(["a": ["$ref": "#", "type": "object"]]).crowdedReferences == 1)
    }

    @Test("Is the file that the shipped manifest names in its first line")
    func shipped() throws {
        let root = #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 }
        let manifest = try String(contentsOfFile: root + "/commands.yaml", encoding: .utf8)
        #expect(manifest.hasPrefix("# yaml-language-server: $schema=docs/manifest.schema.json\n"))
        let file = try String(contentsOfFile: root + "/docs/manifest.schema.json", encoding: .utf8)
        #expect(file == Export(Manifest()).text(.schema), "command-router export schema > docs/manifest.schema.json")
    }

    private struct NoObject: Error {}
}

extension JSON {
    /// How many objects in it have something beside `$ref`.
    fileprivate var crowdedReferences: Int {
        switch self {
        case .object(let members):
            members.map(\.value.crowdedReferences).reduce(members.count > 1 && members.contains { $0.name == "$ref" } ? 1 : 0, +)
        case .array(let items): items.map(\.crowdedReferences).reduce(0, +)
        default: 0
        }
    }
}
