// SPDX-License-Identifier: Apache-2.0

import CommandCases
import CommandManifest
import Foundation

/// `test --export`: the cases as a file.
enum CaseFile {
    /// Writes every case on each of its surfaces, a line for each.
    ///
    /// - Throws: ``CommandLineFailure`` where the file cannot be written.
    static func write(_ suite: CaseSuite, to path: String) throws {
        guard FileManager.default.createFile(atPath: path, contents: nil), let file = FileHandle(forWritingAtPath: path) else {
            throw CommandLineFailure("\(path) cannot be written")
        }
        var count = 0
        do {
            try file.write(contentsOf: Data(CaseDocument.head.utf8))
            for command in suite.manifest.commands {
                try suite.forEachCase(of: command) { one in
                    for surface in suite.surfaces(of: one) {
                        let text = (count == 0 ? "\n" : ",\n") + CaseDocument.text(one, on: surface, of: command)
                        try file.write(contentsOf: Data(text.utf8))
                        count += 1
                    }
                }
            }
            try file.write(contentsOf: Data(CaseDocument.tail.utf8))
            try file.close()
        } catch {
            throw CommandLineFailure("\(path) cannot be written: \(Reason(error))")
        }
        Terminal.say("\(count) cases in \(path)")
    }
}

/// `test --coverage`: what the cases exercise, as a page.
enum CoverageFile {
    /// Writes the page of the commands that have cases.
    ///
    /// - Parameter isSaid: whether it is said in lines too, which a report for programs must not have behind it.
    /// - Throws: ``CommandLineFailure`` where the file cannot be written.
    static func write(_ suite: CaseSuite, to path: String, isSaid: Bool) throws {
        let coverage = suite.manifest.commands.compactMap { command in
            let cases = suite.cases(of: command)
            return cases.isEmpty ? nil : Coverage(command, cases)
        }
        if isSaid { CoverageText.lines(coverage).forEach { Terminal.say($0) } }
        do {
            try Data(CoverageText.page(coverage, title: "What the generated cases exercise").utf8).write(to: URL(fileURLWithPath: path))
        } catch {
            throw CommandLineFailure("\(path) cannot be written: \(Reason(error))")
        }
    }
}
