// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Testing

@testable import CommandServer

@Suite("CallBody") struct CallBodyTests {
    private func json(_ parameters: String...) throws -> String {
        String(decoding: try CallBody(command: "a.b", parameters: parameters, credentials: []).json, as: UTF8.self)
    }

    @Test("Takes texts, JSON, and either from a file, without the end of its last line")
    func values() throws {
        let folder = try TestFolder()
        let password = try folder.file("password", "two words\r\n")
        let list = try folder.file("list.json", "[1,\n2]\n")
        #expect(try json("A=x", "B:=[1]") == #"{"Command":"a.b","A":"x","B":[1]}"#)
        #expect(try json("Password=@\(password)") == #"{"Command":"a.b","Password":"two words"}"#)
        #expect(try json("B:=@\(list)") == "{\"Command\":\"a.b\",\"B\":[1,\n2]}")
        #expect(try json(#"Tag:="@x""#) == #"{"Command":"a.b","Tag":"@x"}"#)
        #expect(try json("Address=a@b") == #"{"Command":"a.b","Address":"a@b"}"#)
    }

    @Test("Says what is wrong with a file")
    func files() throws {
        let folder = try TestFolder()
        let binary = folder.path + "/binary"
        try Data([0xFF, 0xFE]).write(to: URL(fileURLWithPath: binary))
        #expect(throws: CommandLineFailure.self) { try json("A=@\(folder.path)/absent") }
        for (path, says) in [(folder.path, "is a folder"), (binary, "is not UTF-8"), (folder.path + "/absent", "cannot be read")] {
            let error = #expect(throws: CommandLineFailure.self) { try json("A=@\(path)") }
            #expect(error?.description.contains(says) == true)
        }
    }
}
