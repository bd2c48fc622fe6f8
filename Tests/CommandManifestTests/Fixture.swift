// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A manifest with a fault, and the diagnostics that are expected of it.
enum Fixture {
    /// The folder of fixtures.
    static let folder = Bundle.module.url(forResource: "Fixtures", withExtension: nil)?.path ?? ""

    /// The path of a fixture.
    static func path(_ name: String) -> String { folder + "/" + name }

    /// The names of all manifests with a fault, without their ending.
    static let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
        .filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()

    /// The lines `ID:LINE:COLUMN` beside a manifest.
    static func expected(_ name: String) throws -> [String] {
        try String(contentsOfFile: path(name + ".expected"), encoding: .utf8).split(separator: "\n").map(String.init)
    }
}
