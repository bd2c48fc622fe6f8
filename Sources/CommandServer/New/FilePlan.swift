// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Files that are to be made or changed: all of them, or none.
struct FilePlan {
    /// One file.
    struct Step {
        /// As it is told.
        let path: String
        /// What it holds now; nil where there must be no file yet.
        let before: String?
        let after: String
    }

    /// The folder that paths are relative to.
    let folder: String
    private(set) var steps: [Step] = []

    init(in folder: String) { self.folder = folder }

    /// A file that must not be there yet.
    mutating func make(_ path: String, _ text: String) { steps.append(Step(path: path, before: nil, after: text)) }

    /// A file that holds `before`.
    mutating func change(_ path: String, from before: String, to after: String) {
        steps.append(Step(path: path, before: before, after: after))
    }

    /// Makes and changes the files.
    ///
    /// - Throws: ``CommandLineFailure`` where a file is there already, has changed meanwhile, or cannot be written; then every
    ///   file is as it was.
    func carryOut() throws {
        try check()
        var done: [Step] = []
        do {
            for step in steps {
                try write(step)
                done.append(step)
            }
        } catch {
            done.reversed().forEach(undo)
            throw CommandLineFailure("Nothing was changed: \(Reason(error))")
        }
    }

    /// Whether the plan can be carried out as things stand.
    /// - Throws: ``CommandLineFailure`` with every reason against it.
    func check() throws {
        let reasons = steps.compactMap { step -> String? in
            let now = try? String(contentsOf: url(step.path), encoding: .utf8)
            if step.before == nil {
                return FileManager.default.fileExists(atPath: url(step.path).path) ? "\(step.path) is there already" : nil
            }
            return now == step.before ? nil : "\(step.path) has changed meanwhile"
        }
        guard reasons.isEmpty else { throw CommandLineFailure("Nothing was changed: " + reasons.joined(separator: "; ") + ".") }
    }

    private func write(_ step: Step) throws {
        let url = url(step.path)
        if step.before == nil {
            try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(step.after.utf8).write(to: url, options: .withoutOverwriting)
        } else {
            try Data(step.after.utf8).write(to: url, options: .atomic)
        }
    }

    private func undo(_ step: Step) {
        if let before = step.before {
            try? Data(before.utf8).write(to: url(step.path), options: .atomic)
        } else {
            try? FileManager.default.removeItem(at: url(step.path))
        }
    }

    /// Links are followed, so that a file that is one is changed where it lies.
    private func url(_ path: String) -> URL {
        URL(filePath: path, relativeTo: URL(filePath: folder, directoryHint: .isDirectory)).resolvingSymlinksInPath()
    }
}
