// SPDX-License-Identifier: Apache-2.0

import Foundation

@testable import CommandManifest

/// A manifest with a fault, and what `check` prints of it.
///
/// A new one is a file `ID.WORD.yaml`, of one fault, in the folder; with `RECORD_DIAGNOSTICS` in the environment the tests write
/// what is printed beside it, for review.
enum Fixture {
    /// The folder of fixtures, as the tests read them.
    static let folder = Bundle.module.url(forResource: "Fixtures", withExtension: nil)?.path ?? ""

    /// The path of a fixture.
    static func path(_ name: String) -> String { folder + "/" + name }

    /// The names of all manifests with a fault, without their ending.
    static let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
        .filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()

    /// What is printed of a manifest, all that stands beside it.
    static func expected(_ name: String) throws -> String {
        try String(contentsOfFile: path(name + ".expected"), encoding: .utf8)
    }

    /// The first lines of what is printed of a manifest, one for each diagnostic.
    static func headlines(_ name: String) throws -> [Substring] {
        try expected(name).split(separator: "\n").filter { $0.contains(": error: ") || $0.contains(": warning: ") }
    }

    /// The ids that are printed of a manifest.
    static func ids(_ name: String) throws -> [Diagnostic.ID] {
        try headlines(name).map { Diagnostic.ID(String($0.split(separator: "[").last?.dropLast() ?? "")) }
    }

    /// Diagnostics as `check` prints them where the folder is the current one.
    static func printed(_ diagnostics: [Diagnostic]) -> String {
        var printer = DiagnosticPrinter { try? SourceFile.bytes($0) }
        return diagnostics.map { printer.text($0).replacing(folder + "/", with: "") + "\n" }.joined()
    }

    /// Writes what is printed beside a manifest where that is asked for.
    static func record(_ text: String, of name: String) throws {
        guard ProcessInfo.processInfo.environment["RECORD_DIAGNOSTICS"] != nil else { return }
        for folder in [folder, Repository.path("Tests/CommandManifestTests/Fixtures")] {
            try text.write(toFile: "\(folder)/\(name).expected", atomically: true, encoding: .utf8)
        }
    }
}
