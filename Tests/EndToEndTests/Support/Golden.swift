// SPDX-License-Identifier: Apache-2.0

import CommandTesting

/// What the manifest that ships declares, read once.
enum Shipped {
    private static let read = Result { try CommandDeclarations(manifestFile: Project.manifest) }

    static func declarations() throws -> CommandDeclarations { try read.get() }
}

/// The golden files of the commands that ship, in `Tests/EndToEndTests/Golden`, read once.
enum Golden {
    private static let read = Result { try GoldenSuite(folder: Project.root + "Tests/EndToEndTests/Golden") }

    /// Every case; none where the files cannot be read, which a test of its own tells.
    static let cases = (try? suite())?.cases ?? []

    static func suite() throws -> GoldenSuite { try read.get() }

    /// Codes that no request brings about.
    static let exempt = [
        100_002: "every declared command has a handler",
        100_004: "a database goes away, whatever is asked of it",
        100_005: "only a fault of ours is answered so",
        100_011: "an account would have to hold as much as it may (QuotaTests)",
    ]
}
