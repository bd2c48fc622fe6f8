// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CommandManifest
import Foundation
import TestSupport

/// Reads damaged manifests for a while, and holds what the reader says against what must always be true of it.
///
/// Each round depends on the seed and its number alone, so one that failed can be had again: `--seed S --only N`. What is read
/// just now lies in the file `current`, so that it is there when the process ends in the middle.
@main struct ManifestFuzz: ParsableCommand {
    @Option(help: "For how long.") var seconds = 60
    @Option(help: "Decides what is made; any, and printed, unless it is given.") var seed: UInt64?
    @Option(help: "One round instead of many.") var only: Int?
    @Option(help: "The folder for what failed.") var save = ".build/manifest-fuzz"
    @Argument(help: "Manifests to damage, and folders of them.") var corpus: [String]

    func run() throws {
        let files = try corpus.flatMap(Self.manifests)
        guard !files.isEmpty else { throw ValidationError("There is no manifest in \(corpus.joined(separator: ", "))") }
        let seed = seed ?? .random(in: 0..<1_000_000)
        print("Seed \(seed), \(files.count) manifests")
        try FileManager.default.createDirectory(atPath: save, withIntermediateDirectories: true)
        let mutation = Mutation(of: files)
        if let only { return try read(mutation.made(seed: seed, round: only), seed, only) }
        let end = ContinuousClock.now + .seconds(seconds)
        var round = 0
        while ContinuousClock.now < end {
            try read(mutation.made(seed: seed, round: round), seed, round)
            round += 1
        }
        print("Read \(round) manifests, at most \(Self.peakMegabytes) MB")
    }

    private func read(_ bytes: [UInt8], _ seed: UInt64, _ round: Int) throws {
        let current = save + "/current"
        try Data(bytes).write(to: URL(fileURLWithPath: current))
        let faults = Verdict(on: bytes).faults
        guard !faults.isEmpty else { return }
        let kept = "\(save)/\(seed)-\(round).yaml"
        try Data(bytes).write(to: URL(fileURLWithPath: kept))
        print("Round \(round) of seed \(seed), kept as \(kept):")
        for fault in faults.prefix(10) { print("  \(fault)") }
        print(Data(bytes).base64EncodedString())
        throw ExitCode(1)
    }

    /// The manifest of a file, or all of a folder.
    private static func manifests(at path: String) throws -> [[UInt8]] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
            return [Array(try Data(contentsOf: URL(fileURLWithPath: path)))]
        }
        return try FileManager.default.contentsOfDirectory(atPath: path).sorted().filter { $0.hasSuffix(".yaml") }.map {
            Array(try Data(contentsOf: URL(fileURLWithPath: path + "/" + $0)))
        }
    }

    private static var peakMegabytes: Int {
        // The line reads `VmHWM:   12345 kB`.
        let lines = ((try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? "").split(separator: "\n")
        let peak = lines.first { $0.hasPrefix("VmHWM:") }?.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first
        return (peak.flatMap { Int($0) } ?? 0) / 1_024
    }
}
