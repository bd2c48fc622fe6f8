// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Testing

@testable import CommandServer

@Suite("GivenSecret") struct GivenSecretTests {
    private func secret(_ value: String? = nil, _ file: String? = nil) -> GivenSecret {
        GivenSecret(flag: "--api-key", value: value, file: file)
    }

    @Test("Is the flag's, or the one line of a file")
    func values() throws {
        let folder = try TestFolder()
        #expect(try secret().text() == nil)
        #expect(try secret("k").text() == "k")
        for text in ["key", "key\n", "key\r\n"] { #expect(try secret(nil, try folder.file("key", text)).text() == "key") }
    }

    @Test("Is given in one way alone")
    func twice() {
        #expect(throws: ValidationError.self) { try secret("k", "file").text() }
    }

    @Test(
        "Says what is wrong with a file that holds none",
        arguments: [("", "is empty"), ("\n", "is empty"), ("a\nb\n", "has several lines"), ("a\0b", "has several lines")])
    func faults(text: String, says: String) throws {
        let folder = try TestFolder()
        let file = try folder.file("key", text)
        let error = #expect(throws: CommandLineFailure.self) { try secret(nil, file).text() }
        #expect(error?.description.contains(says) == true)
    }

    @Test("Reads no more of an endless file than a secret may have")
    func endless() {
        let error = #expect(throws: CommandLineFailure.self) { try secret(nil, "/dev/zero").text() }
        #expect(error?.description.contains("more than 65536 bytes") == true)
    }
}
