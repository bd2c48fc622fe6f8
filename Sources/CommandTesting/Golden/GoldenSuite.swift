// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Golden files: a folder for each command, a file for each case, `tag.create/taken.http`.
public struct GoldenSuite: Sendable {
    /// In the order of their names.
    public let cases: [GoldenCase]

    /// Reads every file with the suffix `.http` in the folders of a folder.
    ///
    /// - Throws: ``GoldenFault`` for a file that is none, and for a given case that is not there or needs itself.
    public init(folder: String) throws {
        let root = URL(filePath: folder, directoryHint: .isDirectory)
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.hasSuffix(".http") }.sorted()
        try self.init(
            names.map { name in
                let text = String(decoding: try Data(contentsOf: root.appending(path: name)), as: UTF8.self)
                return try GoldenCase(name: String(name.dropLast(5)), text: text)
            })
    }

    /// Cases that were read already.
    ///
    /// - Throws: ``GoldenFault`` for a given case that is not there or needs itself.
    public init(_ cases: [GoldenCase]) throws(GoldenFault) {
        self.cases = cases
        for item in cases { _ = try steps(to: item) }
    }

    /// The case of this name; nil where there is none.
    public subscript(name: String) -> GoldenCase? { cases.first { $0.name == name } }

    /// Everything that is sent for a case, itself last. What two given cases both need is sent once.
    func steps(to item: GoldenCase) throws(GoldenFault) -> [GoldenCase] {
        var steps: [GoldenCase] = []
        var reached: Set<String> = []
        try add(item, to: &steps, &reached, within: [])
        return steps
    }

    // The recursion ends where a case needs itself.
    private func add(
        _ item: GoldenCase, to steps: inout [GoldenCase], _ reached: inout Set<String>, within outer: [String]
    ) throws(GoldenFault) {
        guard !outer.contains(item.name) else { throw GoldenFault(item.name, "it is given to itself") }
        for given in item.givens {
            guard let other = self[given.name] else { throw GoldenFault(item.name, "there is no case `\(given.name)` to be given") }
            guard !reached.contains(given.name) else { continue }
            try add(other, to: &steps, &reached, within: outer + [item.name])
            steps += Array(repeating: other, count: given.count - 1)
        }
        reached.insert(item.name)
        steps.append(item)
    }
}
