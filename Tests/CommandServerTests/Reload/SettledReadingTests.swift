// SPDX-License-Identifier: Apache-2.0

import CommandManifest
import Foundation
import Synchronization
import Testing

@testable import CommandServer

@Suite("Settled reading")
struct SettledReadingTests {
    /// A folder that is removed at the end, with files in it.
    private final class Folder {
        let url = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        init() throws { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) }
        deinit { try? FileManager.default.removeItem(at: url) }

        func path(_ name: String) -> String { url.appending(path: name).path(percentEncoded: false) }
        func write(_ name: String, _ text: String) throws { try Data(text.utf8).write(to: url.appending(path: name)) }
    }

    private static func manifest(_ permission: String, include: String = "[]") -> String {
        "manifest: 1\npermissions: { \(permission): What it allows }\ncommands: {}\ninclude: \(include)\n"
    }

    private func permissions(_ settled: SettledReading?) -> [String]? { settled?.reading.manifest?.permissions.map(\.name) }

    @Test("Reads a manifest and what it includes, and knows them again until one changes")
    func reads() async throws {
        let folder = try Folder()
        try folder.write("a.yaml", Self.manifest("A.A", include: "[b.yaml]"))
        try folder.write("b.yaml", Self.manifest("B.B"))
        let settled = try #require(await SettledReading.read(folder.path("a.yaml"), known: [], patience: Self.patience { _ in }))
        #expect(permissions(settled) == ["A.A", "B.B"])
        #expect(settled.reading.files == [folder.path("a.yaml"), folder.path("b.yaml")])
        #expect(settled.stamp == ManifestStamp(settled.reading.files))
        try folder.write("b.yaml", Self.manifest("B.C"))
        #expect(settled.stamp != ManifestStamp(settled.reading.files))
    }

    @Test("Tells a link from where it leads, and where it leads to from elsewhere")
    func links() throws {
        let folder = try Folder()
        let manager = FileManager.default
        for name in ["v1", "v2"] {
            try manager.createDirectory(atPath: folder.path(name), withIntermediateDirectories: false)
            try folder.write(name + "/a.yaml", "same")
        }
        try manager.createSymbolicLink(atPath: folder.path("data"), withDestinationPath: "v1")
        let first = ManifestStamp([folder.path("data/a.yaml")])
        try manager.removeItem(atPath: folder.path("data"))
        #expect(!ManifestStamp([folder.path("data/a.yaml")]).isComplete)
        try manager.createSymbolicLink(atPath: folder.path("data"), withDestinationPath: "v2")
        #expect(ManifestStamp([folder.path("data/a.yaml")]) != first)
    }

    /// Does something at each wait in place of waiting, told how manieth it is.
    private static func patience(tries: Int = 20, _ body: @escaping @Sendable (Int) throws -> Void) -> SettledReading.Patience {
        let count = Mutex(0)
        return SettledReading.Patience(tries: tries) { _ in
            let number = count.withLock { count in
                count += 1
                return count
            }
            do { try body(number) } catch { Issue.record(error) }
        }
    }

    @Test("Waits for a file that is away, and for one that is half written", arguments: ["", "manifest: 1\npermiss"])
    func waits(start: String) async throws {
        let folder = try Folder()
        let url = folder.url.appending(path: "a.yaml")
        let patience = Self.patience { number in
            switch number {
            case 3 where !start.isEmpty: try Data(start.utf8).write(to: url)
            case 4: try Data(Self.manifest("A.A").utf8).write(to: url)
            default: break
            }
        }
        let settled = await SettledReading.read(folder.path("a.yaml"), known: [], patience: patience)
        #expect(permissions(settled) == ["A.A"])
    }

    @Test("Tells of a file that stays away")
    func tells() async throws {
        let folder = try Folder()
        try folder.write("b.yaml", Self.manifest("A.A"))
        let settled = await SettledReading.read(
            folder.path("a.yaml"), known: [folder.path("a.yaml"), folder.path("b.yaml")], patience: Self.patience { _ in })
        #expect(settled?.reading.manifest == nil)
        #expect(settled?.reading.diagnostics.map(\.id.rawValue) == ["file.unreadable"])
    }

    @Test("Gives up on a file that never rests")
    func givesUp() async throws {
        let folder = try Folder()
        try folder.write("a.yaml", Self.manifest("A.A"))
        let url = folder.url.appending(path: "a.yaml")
        let patience = Self.patience { number in try Data(Self.manifest("A.A\(number)").utf8).write(to: url, options: .atomic) }
        let settled = await SettledReading.read(folder.path("a.yaml"), known: [], patience: patience)
        #expect(settled == nil)
    }
}
