// SPDX-License-Identifier: Apache-2.0

import CommandManifest
import CommandRouter
import Foundation
import Logging

/// Reads the manifest again, holds it against the handlers that run, and puts it in force whole; or leaves the one that is
/// in force where there is any error.
actor ManifestReload {
    private let file: String
    private let reader: ManifestReader
    private let composition: Composition
    private let unbound: ContractCheck.Unbound
    private let status: ManifestStatus
    private let patience: SettledReading.Patience
    private let logger: Logger
    private var files: [String]
    private var stamp: ManifestStamp
    private var isReloading = false

    /// Reloads into a composition whose manifest was read from this file and those that it included, as stamped.
    init(
        _ file: String, by reader: ManifestReader = ManifestReader(), files: [String], stamp: ManifestStamp,
        into composition: Composition, unbound: ContractCheck.Unbound,
        status: ManifestStatus,
        patience: SettledReading.Patience = SettledReading.Patience(), logger: Logger
    ) {
        self.file = file
        self.reader = reader
        self.files = files
        self.composition = composition
        self.unbound = unbound
        self.status = status
        self.patience = patience
        self.logger = logger
        self.stamp = stamp
    }

    /// Reloads each time that it is asked to, one after another. What asks while it reloads is answered by one reload more.
    func run(_ triggers: AsyncStream<Void>) async {
        for await _ in triggers {
            isReloading = true
            await reload()
            isReloading = false
        }
    }

    /// Asks for a reload whenever a file is not as it was read, looking at them at each tick.
    func watch(every interval: Duration, _ trigger: AsyncStream<Void>.Continuation) async {
        while (try? await Task.sleep(for: interval)) != nil {
            if !isReloading, ManifestStamp(files) != stamp { trigger.yield() }
        }
    }

    private func reload() async {
        guard let settled = await SettledReading.read(file, by: reader, known: files, patience: patience) else {
            guard !Task.isCancelled else { return }
            status.unsettled(at: Self.now)
            return logger.error("manifest kept: the new one changes all the time while it is read", metadata: ["file": "\(file)"])
        }
        files = settled.reading.files
        stamp = settled.stamp
        let began = ContinuousClock.now
        let checked = composition.check(settled.reading, file: file, unbound: unbound)
        log(checked.diagnostics)
        guard let manifest = settled.reading.manifest, checked.isSound else { return reject(checked.diagnostics) }
        composition.put(inForce: manifest)
        let generation = status.swapped()
        logger.notice(
            "manifest reloaded",
            metadata: [
                "commands": "\(manifest.commands.count)", "generation": "\(generation)",
                "milliseconds": "\(Int((.now - began) / .milliseconds(1)))",
            ])
    }

    private func reject(_ diagnostics: [Diagnostic]) {
        let errors = diagnostics.count { $0.severity == .error }
        status.rejected(errors: errors, at: Self.now)
        logger.error("manifest kept: the new one has errors", metadata: ["errors": "\(errors)", "file": "\(file)"])
    }

    private func log(_ diagnostics: [Diagnostic]) {
        for diagnostic in diagnostics.prefix(50) {
            logger.log(
                level: diagnostic.severity == .error ? .error : .warning, "manifest: \(diagnostic.message)",
                metadata: ["id": "\(diagnostic.id)", "place": "\(diagnostic.location)"])
        }
    }

    private static var now: String { Date.now.formatted(.iso8601) }
}
