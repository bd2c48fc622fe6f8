// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import CommandServer

@Suite("A plan for files") struct FilePlanTests {
    /// A folder of its own, gone when the test is over.
    private static func with(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "plan-\(UUID())").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try body(folder)
    }

    private static func text(_ path: String) -> String? { try? String(contentsOfFile: path, encoding: .utf8) }

    @Test("Makes files with their folders, and changes others where they lie, links followed")
    func carriesOut() throws {
        try Self.with { folder in
            try Data("old".utf8).write(to: URL(filePath: folder + "/real.txt"))
            try FileManager.default.createSymbolicLink(atPath: folder + "/link.txt", withDestinationPath: "real.txt")
            var plan = FilePlan(in: folder)
            plan.make("a/b/new.txt", "new")
            plan.change("link.txt", from: "old", to: "changed")
            try plan.carryOut()
            #expect(Self.text(folder + "/a/b/new.txt") == "new")
            #expect(Self.text(folder + "/real.txt") == "changed")
            #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder + "/link.txt") == "real.txt")
        }
    }

    @Test("Changes nothing where a file is there already, has changed meanwhile, or cannot be written", arguments: 0..<3)
    func changesNothing(fault: Int) throws {
        try Self.with { folder in
            try Data("old".utf8).write(to: URL(filePath: folder + "/old.txt"))
            var plan = FilePlan(in: folder)
            plan.make("new.txt", "new")
            plan.change("old.txt", from: fault == 1 ? "older" : "old", to: "changed")
            // A file cannot be a folder.
            if fault != 1 { plan.make(fault == 0 ? "old.txt" : "new.txt/below.txt", "x") }
            #expect(throws: CommandLineFailure.self) { try plan.carryOut() }
            #expect(Self.text(folder + "/old.txt") == "old")
            #expect(Self.text(folder + "/new.txt") == nil)
        }
    }
}
