// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

@Suite("Start of serve")
struct ServeTests {
    @Test("Prints two keys and a curl line before /health answers, within 15 seconds, and the line works as it stands")
    func printsBeforeItAnswers() async throws {
        let folder = try TemporaryFolder()
        let port = try FreePort.next()
        let began = ContinuousClock.now
        let process = try RunningProcess(Project.executable, Self.demo(port: port), in: folder)
        let output = try await BlockingWork.run {
            try BlockingWork.poll("/health") {
                guard process.isRunning else { throw TestFailure("serve ended: \(process.errors)") }
                return (try? RawClient(port: port))?.answersHealth == true ? process.output : nil
            }
        }
        #expect(ContinuousClock.now - began < .seconds(15))
        let lines = output.split(separator: "\n").map(String.init)
        try #require(lines.count >= 3)
        #expect(lines[0].wholeMatch(of: /APIKey: crk_[0-9a-z]{40}/) != nil)
        #expect(lines[1].wholeMatch(of: /AdminAPIKey: cra_[0-9a-z]{40}/) != nil)
        #expect(lines.filter { $0.hasPrefix("curl ") } == [lines[2]])
        let curl = try await Finished.run("sh", ["-c", lines[2]])
        #expect(curl.status == 0)
        #expect(curl.output.wholeMatch(of: /{"Success":true,"ErrorCode":0,"ErrorText":"","TagID":[0-9]+}/) != nil)
        #expect(process.errors.contains(" error ") == false)
    }

    @Test("On a database that has accounts it says so, prints no key, and the first keys stay good")
    func printsKeysOnce() async throws {
        let first = try await RunningServer.start()
        #expect(try await first.user.call("tag.create", ["Tag": "kept"]).code == 0)
        #expect(try await first.stop() == 0)
        let second = try await RunningServer.start(in: first.folder)
        #expect(second.process.output.contains("has accounts already"))
        for word in ["APIKey", "curl", "crk_", "cra_"] { #expect(!second.process.output.contains(word)) }
        let tags = try await first.user.on(second.port).call("tags.get").json["Tags"]
        #expect(tags.items.map { $0["Tag"] } == ["kept"])
    }

    @Test("Without --demo it makes no account and prints no key")
    func makesNoAccountUnasked() async throws {
        let folder = try TemporaryFolder()
        let port = try FreePort.next()
        let process = try RunningProcess(
            Project.executable, Self.demo(port: port).filter { $0 != "--demo-account" }, in: folder)
        let output = try await BlockingWork.run {
            try BlockingWork.poll("the address") { process.output.contains("Serving on") ? process.output : nil }
        }
        #expect(!output.contains("Key"))
        #expect(output.contains("http://127.0.0.1:\(port)"))
    }

    @Test("/health and /ready answer GET and HEAD, and nothing else", arguments: ["/health", "/ready"])
    func answersProbes(path: String) async throws {
        let server = try await RunningServer.start()
        let get = try await server.nobody.send("GET \(path) HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect((get.status, get.text) == (200, #"{"status":"ok"}"#))
        let head = try await server.nobody.talk { client in
            client.send("HEAD \(path) HTTP/1.1\r\nHost: a\r\n\r\n")
            return try client.reply(hasBody: false)
        }
        #expect(head.status == 200)
        let post = try await server.nobody.send("POST \(path) HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n")
        #expect((post.status, post["allow"]) == (405, "GET, HEAD"))
    }

    @Test("A second process on the same database is told whose it is, and refuses")
    func refusesSecondProcess() async throws {
        let first = try await RunningServer.start()
        let second = try await Finished.run(Project.executable, RunningServer.arguments, in: first.folder)
        #expect(second.status == 1)
        #expect(second.output == "")
        #expect(second.errors.contains("is in use by process \(first.process.id)"))
        #expect(try await first.nobody.health() == 200)
    }

    @Test("A port in use ends it with one line that names address and cause, before it makes or prints anything")
    func refusesUsedPort() async throws {
        let first = try await RunningServer.start()
        let folder = try TemporaryFolder()
        let second = try await Finished.run(Project.executable, Self.demo(port: first.port), in: folder)
        #expect(second.status == 1)
        #expect(second.errors == "Error: Cannot serve on 127.0.0.1:\(first.port): Address already in use\n")
        #expect(second.output == "")
        #expect(!folder.has("command-router.sqlite"))
    }

    @Test("A manifest with faults ends it with all of them, each at its place")
    func refusesBrokenManifest() async throws {
        let folder = try TemporaryFolder()
        try Self.brokenManifest.write(to: folder.file("broken.yaml"), atomically: true, encoding: .utf8)
        let serve = try await Finished.router("serve", "--manifest", "broken.yaml", "--port", "0", in: folder)
        #expect(serve.status == 1)
        #expect(serve.output == "")
        #expect(serve.errors.contains("broken.yaml:4:5: error: "))
        #expect(serve.errors.contains("[key.unknown]"))
        #expect(serve.errors.split(separator: "\n").count { $0.contains("[key.missing]") } == 6)
        #expect(!folder.has("command-router.sqlite"))
    }

    @Test("Commands without a handler keep it from starting, and it names them all")
    func refusesUnboundCommands() async throws {
        let folder = try TemporaryFolder()
        try HalfBuiltManifest.write("half.yaml", in: folder)
        let serve = try await Finished.router("serve", "--manifest", "half.yaml", "--port", "0", in: folder)
        #expect(serve.status == 1)
        let named = serve.errors.split(separator: "\n").filter { $0.contains("[contract.unbound]") }
        #expect(named.count == HalfBuiltManifest.commands.count)
        for command in HalfBuiltManifest.commands { #expect(named.contains { $0.contains("error: `\(command)` has no handler") }) }
    }

    @Test(
        "A wrong command line ends it with 2, and says what is wrong",
        arguments: [
            (["--nope"], "--nope"), (["--port", "65536"], "--port"), (["--port", "x"], "--port"),
            (["--unbound", "maybe"], "--unbound"), (["--public-url", "ftp://x"], "--public-url"),
            (["--public-url", "https://x?y"], "--public-url"), (["--log-level", "loud"], "loud"), (["--max-body", "0"], "Limits"),
        ])
    func refusesWrongFlags(flags: [String], word: String) async throws {
        let serve = try await Finished.run(Project.executable, ["serve"] + flags)
        #expect(serve.status == 2)
        #expect(serve.output == "")
        #expect(serve.errors.hasPrefix("Error: ") && serve.errors.contains(word))
    }

    @Test(
        "A database that cannot be used ends it with one line",
        arguments: ["sqlite:/nowhere/at/all.sqlite", "sqlite:", "postgres://x", "sqlite:junk.sqlite"])
    func refusesUnusableDatabase(location: String) async throws {
        let folder = try TemporaryFolder()
        try Data(repeating: 0x41, count: 8192).write(to: folder.file("junk.sqlite"))
        let serve = try await Finished.router(
            "serve", "--manifest", Project.manifest, "--port", "0", "--database", location, in: folder)
        #expect(serve.status == 1)
        #expect(serve.errors.hasPrefix("Error: ") && serve.errors.split(separator: "\n").count == 1)
    }

    @Test("serve takes port, database, manifest and log level from the environment")
    func servesByEnvironment() async throws {
        let folder = try TemporaryFolder()
        let port = try FreePort.next()
        let process = try RunningProcess(
            Project.executable, ["serve"], in: folder,
            environment: [
                "COMMAND_ROUTER_MANIFEST": Project.manifest, "COMMAND_ROUTER_PORT": "\(port)",
                "COMMAND_ROUTER_DATABASE": "sqlite:named.sqlite", "COMMAND_ROUTER_LOG_LEVEL": "debug",
            ])
        try await BlockingWork.run {
            try BlockingWork.poll("/health") { (try? RawClient(port: port))?.answersHealth == true ? () : nil }
        }
        #expect(folder.has("named.sqlite") && !folder.has("command-router.sqlite"))
        #expect(process.errors.contains("path=/health"))
    }

    @Test(
        "A wrong value in the environment is refused like a wrong flag",
        arguments: [
            ("PORT", "80a", "COMMAND_ROUTER_PORT"), ("PORT", "65536", "COMMAND_ROUTER_PORT"), ("LOG_LEVEL", "loud", "loud"),
            ("PUBLIC_URL", "here", "COMMAND_ROUTER_PUBLIC_URL"),
        ])
    func refusesWrongEnvironment(name: String, value: String, word: String) async throws {
        let serve = try await Finished.router("serve", environment: ["COMMAND_ROUTER_\(name)": value])
        #expect((serve.status, serve.output) == (2, ""))
        #expect(serve.errors.hasPrefix("Error: ") && serve.errors.contains(word))
    }

    @Test("The environment stands in for flags, and flags win")
    func readsEnvironment() async throws {
        let list = try await Finished.router(
            "list", environment: ["COMMAND_ROUTER_MANIFEST": Project.manifest])
        #expect(list.status == 0)
        let flag = try await Finished.router(
            "list", "--manifest", Project.manifest, environment: ["COMMAND_ROUTER_MANIFEST": "nowhere.yaml"])
        #expect((flag.status, flag.output) == (0, list.output))
    }

    private static func demo(port: Int) -> [String] {
        ["serve", "--manifest", Project.manifest, "--demo-account", "--port", "\(port)"]
    }

    private static let brokenManifest = """
        manifest: 1
        commands:
          a.b:
            foo: 1
        """
}

extension RawClient {
    /// Whether `/health` is answered on this connection.
    var answersHealth: Bool { (try? ask(Array("GET /health HTTP/1.1\r\nHost: a\r\n\r\n".utf8)).status) == 200 }
}
