// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import CommandServer

@Suite("Files of an import") struct ImportFileTests {
    private func fault(_ body: () throws -> Void) -> String {
        do { try body() } catch { return "\(error)" }
        return ""
    }

    private func folder() throws -> TestFolder {
        let folder = try TestFolder()
        #expect(mkfifo(folder.path + "/pipe", 0o600) == 0)
        try FileManager.default.createDirectory(atPath: folder.path + "/folder", withIntermediateDirectories: false)
        return folder
    }

    @Test(
        "Are told from folders, pipes and devices without waiting for anybody",
        arguments: [
            ("folder", "is a folder"), ("pipe", "is a pipe"), ("/dev/null", "is not a regular file"), ("absent", "cannot be read"),
        ])
    func source(name: String, says: String) throws {
        let folder = try folder()
        let path = name.hasSuffix("null") ? "/dev/null" : folder.path + "/" + name
        let source = fault { _ = try ImportFile(path: path) }
        #expect(source.contains(says) && source.hasSuffix("."))
    }

    @Test("Are looked at where the import will write its own", arguments: ["people.csv.progress", "people.refused.csv"])
    func written(name: String) throws {
        let folder = try folder()
        let paths = ImportPaths(source: folder.path + "/people.csv")
        let absent = fault { try paths.check() }
        #expect(absent == "")
        #expect(mkfifo(folder.path + "/" + name, 0o600) == 0)
        let pipe = fault { try paths.check() }
        #expect(pipe.contains("is a pipe"))
        #expect(unlink(folder.path + "/" + name) == 0)
        try FileManager.default.createDirectory(atPath: folder.path + "/" + name, withIntermediateDirectories: false)
        let directory = fault { try paths.check() }
        #expect(directory.contains("is a folder"))
    }
}
