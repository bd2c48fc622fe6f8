// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import CommandManifest

@Suite("Diagnostic.ID")
struct DiagnosticIDTests {
    /// Ids whose manifests are too large to stand in a folder: YAMLBoundsTests makes them.
    static let made: Set<Diagnostic.ID> = [.includeLimit, .diagnosticsLimit, .yamlSize, .yamlNodes]

    @Test("Has a fixture for each id")
    func covered() throws {
        let ids = Set(try Fixture.names.flatMap { try Fixture.ids($0) })
        #expect(Set(Diagnostic.ID.all).subtracting(ids).subtracting(Self.made).map(\.rawValue).sorted() == [])
        #expect(ids.subtracting(Diagnostic.ID.all).map(\.rawValue).sorted() == [])
    }

    @Test("Names a fixture for its fault")
    func named() throws {
        for name in Fixture.names where name != "several" {
            let ids = try Fixture.ids(name)
            let id = ids.first?.rawValue ?? ""
            #expect(ids.count == 1 && (name == id || name.hasPrefix(id + ".")), "\(name)")
        }
    }

    @Test("Lists every id once")
    func all() throws {
        let source = Repository.path("Sources/CommandManifest/Diagnostic+ids.swift")
        let lines = try String(contentsOfFile: source, encoding: .utf8).split(separator: "\n")
        let declared = lines.filter { $0.contains("static let") }.compactMap { $0.split(separator: "\"").dropFirst().first }
        #expect(declared.map(String.init) == Diagnostic.ID.all.map(\.rawValue))
        #expect(Set(declared).count == declared.count)
    }
}
