// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandManifest
import CommandRouter

/// A manifest file, read and held against the plugins.
struct ManifestFile {
    let file: String
    /// It and the files that it includes.
    let files: [String]
    let manifest: Manifest?
    let diagnostics: [Diagnostic]

    /// Whether there is nothing that keeps a server from starting.
    var isSound: Bool { !diagnostics.contains { $0.severity == .error } }

    /// Reads a file, and holds it against the plugins where it is sound by itself.
    init(_ file: String, by reader: ManifestReader, plugins: (Manifest) -> [any CommandPlugin], unbound: ContractCheck.Unbound) {
        self.init(reader.reading(of: file), file: file, plugins: plugins, unbound: unbound)
    }

    /// Reads a file, and holds it against no plugins.
    init(alone file: String, by reader: ManifestReader) {
        let reading = reader.reading(of: file)
        self.file = file
        (files, manifest, diagnostics) = (reading.files, reading.manifest, reading.diagnostics.sorted { $0.location < $1.location })
    }

    /// Holds what was read of a file against the plugins where it is sound by itself.
    init(_ reading: ManifestReading, file: String, plugins: (Manifest) -> [any CommandPlugin], unbound: ContractCheck.Unbound) {
        self.file = file
        files = reading.files
        manifest = reading.manifest
        let contract = reading.manifest.map {
            ContractCheck.diagnostics($0, file: file, plugins: plugins($0), unbound: unbound)
        }
        diagnostics = (reading.diagnostics + (contract ?? [])).sorted { $0.location < $1.location }
    }

    /// Reads a file by itself.
    /// - Throws: ``CommandLineFailure`` with its diagnostics where it is not sound.
    static func read(_ file: String, by reader: ManifestReader = ManifestReader()) throws -> Manifest {
        let read = reader.read(file: file)
        guard let manifest = read.manifest else {
            throw CommandLineFailure(read.diagnostics.text())
        }
        return manifest
    }
}

extension [Diagnostic] {
    /// As compilers write them, one after the other, without a line's end.
    func text(isColored: Bool = false) -> String {
        var printer = DiagnosticPrinter(isColored: isColored)
        return map { printer.text($0) }.joined(separator: "\n")
    }
}
