// SPDX-License-Identifier: Apache-2.0

import CommandManifest

/// A manifest's files, read while nobody wrote them.
///
/// Editors and deployments write in many ways: in place and in several steps, to another file that is then renamed, by
/// removing and making anew, by exchanging a link. While a file is away or changes it is waited for; what was read counts
/// only if no file changed between a moment before and the end.
struct SettledReading {
    /// What was read.
    let reading: ManifestReading
    /// The files as they were read.
    let stamp: ManifestStamp

    /// How a reading waits.
    struct Patience: Sendable {
        /// How long files must have been left alone: longer than a tick of the clock that stamps them.
        var pause = Duration.milliseconds(50)
        /// How often it looks.
        var tries = 60
        /// Waits.
        var wait: @Sendable (Duration) async -> Void = { try? await Task.sleep(for: $0) }
    }

    /// Reads a manifest; nil where its files kept changing. A file that stays away for half of the time is told by
    /// the reading's diagnostics.
    ///
    /// - Parameter known: the files that it had when it was read last.
    static func read(
        _ file: String, by reader: ManifestReader = ManifestReader(), known: [String], patience: Patience
    ) async -> SettledReading? {
        var paths = known.isEmpty ? [file] : known
        var tries = patience.tries
        while tries > 0, !Task.isCancelled {
            tries -= 1
            let before = ManifestStamp(paths)
            await patience.wait(patience.pause)
            let isMissed = !before.isComplete && tries > patience.tries / 2
            guard !isMissed, ManifestStamp(paths) == before else { continue }
            let reading = reader.reading(of: file)
            if before.paths == Set(reading.files), ManifestStamp(paths) == before {
                return SettledReading(reading: reading, stamp: before)
            }
            // Other files are included now, and they have to be stamped before they are read.
            paths = reading.files
        }
        return nil
    }
}
