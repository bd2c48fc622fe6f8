// SPDX-License-Identifier: Apache-2.0

import CommandTesting
import Foundation
import Testing

/// The samples of the specification's page, as they stand on it, against the golden files named after them.
@Suite("The specification's samples")
struct SpecificationTests {
    /// A request, its reply, and a refusal.
    struct Sample: Sendable, CustomTestStringConvertible {
        let command: String
        let request, reply, refusal: String

        var testDescription: String { command }
    }

    private static let read = Result { try readSamples() }
    static let samples = (try? read.get()) ?? []

    private static func readSamples() throws -> [Sample] {
        let text = try String(contentsOfFile: Project.root + "Tests/EndToEndTests/Specification/samples.txt", encoding: .utf8)
        let blocks = text.split(separator: "\n\n").map(String.init)
        return stride(from: 0, to: blocks.count - 2, by: 3).map { start in
            let command = blocks[start].firstMatch(after: "\"Command\": \"", until: "\"") ?? ""
            return Sample(command: command, request: blocks[start], reply: blocks[start + 1], refusal: blocks[start + 2])
        }
    }

    @Test("There are eighteen, of eighteen commands")
    func areEighteen() throws { #expect(Set(try Self.read.get().map(\.command)).count == 18 && Self.samples.count == 18) }

    @Test("Our request has the names and types that the page's has, and our reply the fields", arguments: samples)
    func answersAsShown(sample: Sample) throws {
        let golden = try #require(try Golden.suite()[sample.command + "/page"])
        for fault in golden.faults(againstSample: sample.request, reply: sample.reply) { Issue.record("\(fault)") }
        #expect(golden.command == sample.command)
    }

    @Test("Our refusal has the fields and values that the page's has", arguments: samples)
    func refusesAsShown(sample: Sample) throws {
        let golden = try Golden.suite()[sample.command + "/page-refused"]
        // `"Success": false` with `"ErrorCode": 0` is an artefact of the page, and never sent.
        guard JSON(sample.refusal)?["ErrorCode"] != 0 else { return #expect(golden == nil) }
        for fault in try #require(golden).faults(againstSample: nil, reply: sample.refusal) { Issue.record("\(fault)") }
    }
}
