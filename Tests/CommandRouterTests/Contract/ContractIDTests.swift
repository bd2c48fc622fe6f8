// SPDX-License-Identifier: Apache-2.0

import CommandManifest
import CommandRouter
import Foundation
import Testing

@Suite("Contract diagnostics") struct ContractIDTests {
    @Test("Each has a test that expects it")
    func eachIsTested() throws {
        let folder = #filePath.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 }
        let source = try String(contentsOfFile: folder + "/../../../Sources/CommandRouter/Contract/ContractCheck.swift", encoding: .utf8)
        let tests = try ["ContractCheckTests", "ReplyContractTests"]
            .map { try String(contentsOfFile: folder + "/\($0).swift", encoding: .utf8) }.joined()
        let declared = source.split(separator: "\n").filter { $0.contains("static let contract") }
        #expect(declared.count == 13)
        for line in declared {
            let name = line.split(separator: " ").first { $0.hasPrefix("contract") } ?? ""
            let id = line.split(separator: "\"").dropFirst().first ?? ""
            #expect(tests.contains("." + name) || tests.contains("\"\(id)\""), "\(line)")
        }
    }
}
