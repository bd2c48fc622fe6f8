// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandManifest
import CommandRouter
import Logging
import Synchronization
import Testing

@Suite("Failures") struct FailureTests {
    private static let errors = """
        errors:
          2: { text: Not found, status: 404 }
          3: { text: Long text of three, sends: Short, shape: array }
          4: { text: Wrong status, field: ErrorMessage, status: 409, returns: { CampaignStatus: { type: string } } }
          5: Five
        """

    private func answer(_ error: some Error, log: LinesOfLog = LinesOfLog()) async throws -> Answer {
        let manifest = try FixtureManifest.commands(FixtureManifest.command("test.one", Self.errors))
        let router = Router(
            manifest: manifest, plugins: [TestPlugin(Throwing(error))], authenticator: Callers(),
            logger: Logger(label: "test") { _ in log })
        return await router.api(#"{"Command":"test.one","APIKey":"all"}"#)
    }

    private enum Code: Int, FailureCode { case notFound = 2, short = 3, wrongStatus = 4, secret = 77 }
    private struct Status: Encodable, Sendable { var campaignstatus = "Sent", more = 1 }
    private struct Cause: Error, CustomStringConvertible { var description: String { "password hunter2 at /var/db" } }

    @Test("Sends a declared code with its text, its shape and the handler's fields")
    func sendsDeclaredCodes() async throws {
        #expect(
            try await answer(Code.notFound).text.hasPrefix(#"{"Success":false,"ErrorCode":2,"ErrorText":"Not found","Errors":[{"Code":2,"#))
        #expect(try await answer(Code.short).text.hasPrefix(#"{"Success":false,"ErrorCode":[3],"ErrorText":["Short"],"Errors":"#))
        let fields = #""ErrorMessage":"Wrong status","ErrorText":"Wrong status","CampaignStatus":"Sent","more":1"#
        let rule = #"{"Code":4,"Rule":"test.one.4","Message":"Wrong status"}"#
        let answer = try await answer(Code.wrongStatus.with(Status()))
        #expect(answer.text == #"{"Success":false,"ErrorCode":4,\#(fields),"Errors":[\#(rule)]}"#)
        #expect(answer.status == 200)
        #expect(try await self.answer(CommandFailure(code: 5)).code == "5")
    }

    @Test("Answers a parameter whose content is wrong as any invalid value, with its declared code or 100006")
    func refusesContent() async throws {
        let parameters = "parameters: { Rules: { type: string, summary: r, invalid: 7 }, Plain: { type: string, summary: p } }\n"
        let manifest = try FixtureManifest.commands(
            FixtureManifest.command("test.one", parameters + "errors: { 7: Bad rules }\n"))
        for (parameter, expected) in [
            ("rules", #"{"Success":false,"ErrorCode":7,"ErrorText":"Bad rules","Errors":[{"Code":7,"Parameter":"Rules","#),
            ("Plain", #"{"Success":false,"ErrorCode":100006,"ErrorText":"Invalid parameter value","Errors":[{"Code":100006,"#),
        ] {
            let router = Router(
                manifest: manifest, plugins: [TestPlugin(Throwing(InvalidParameter(parameter, reason: "rules[0] is odd")))],
                authenticator: Callers(), logger: Logger(label: "test") { _ in LinesOfLog() })
            let answer = await router.api(#"{"Command":"test.one","APIKey":"all"}"#)
            #expect(answer.text.hasPrefix(expected))
            #expect(
                answer.text.lowercased().contains(
                    #""rule":"\#(parameter.lowercased()).content","message":"\#(parameter.lowercased()): rules[0] is odd""#))
            #expect(answer.status == 200)
        }
    }

    @Test("Answers fields that cannot be written with 100005")
    func refusesFields() async throws {
        #expect(try await answer(Code.wrongStatus.with(Halfway())).code == "100005")
        #expect(try await answer(Code.wrongStatus.with([1, 2])).code == "100005")
    }

    @Test("Answers a code that is not declared with 100005, and logs which it was")
    func hidesUndeclaredCodes() async throws {
        let log = LinesOfLog()
        let answer = try await answer(Code.secret, log: log)
        #expect(answer.code == "100005")
        #expect(!answer.text.contains("77"))
        #expect(log.lines.contains { $0.contains("undeclared code 77") })
        #expect(try await self.answer(CommandFailure(code: 0)).code == "100005")
    }

    @Test("Answers any other error with 100005; its text is in the log alone")
    func hidesCauses() async throws {
        let log = LinesOfLog()
        let answer = try await answer(Cause(), log: log)
        #expect(answer.code == "100005")
        #expect(answer.status == 500)
        #expect(!answer.text.contains("hunter2"))
        #expect(log.lines.contains { $0.contains("hunter2") && $0.contains("test.one") && $0.contains("request-id") })
        #expect(try await self.answer(CancellationError()).code == "100005")
    }

    @Test("Answers what is away with 100004, and a wait with 100008 and its seconds")
    func tellsAwayAndWait() async throws {
        let log = LinesOfLog()
        let away = try await answer(ComponentUnavailable("database", cause: "disk full"), log: log)
        #expect(away.code == "100004")
        #expect(away.status == 500)
        #expect(!away.text.contains("disk"))
        #expect(log.lines.contains { $0.contains("disk full") })
        let wait = try await answer(RateLimited(retryAfter: 0))
        #expect(wait.code == "100008")
        #expect(wait.status == 429)
        #expect(wait.header("Retry-After") == "1")
    }
}

/// Keeps the lines that are logged to it.
final class LinesOfLog: LogHandler, Sendable {
    private let kept = Mutex<[String]>([])
    var lines: [String] { kept.withLock { $0 } }
    var metadata: Logger.Metadata {
        get { [:] }
        set {}
    }
    var logLevel: Logger.Level {
        get { .trace }
        set {}
    }
    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { nil }
        set {}
    }

    func log(event: LogEvent) { kept.withLock { $0.append("\(event.message) \(event.metadata ?? [:])") } }
}
