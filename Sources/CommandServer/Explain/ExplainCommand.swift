// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CommandRouter
import Foundation

struct ExplainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Tell what would become of a call, gate by gate, without running it.",
        discussion: """
            EXAMPLES
              command-router explain user.login Username=ann
              command-router explain account.create Username=bob --as admin --json
              command-router explain --form 'Command=user.login&Username=ann'
              command-router explain user.logout --surface v1 --session "$SESSION" --database sqlite:command-router.sqlite
              command-router explain user.logout --account 5 --url http://127.0.0.1:8080 --admin-api-key "$KEY"

            By itself it explains for a user who may do everything; --as and --permissions say otherwise. With --database the
            call's own credentials are verified, or --account is looked up, and no row is written. With --url a running gateway
            explains, for an admin: --admin-api-key is then the admin's.
            Exit status: 0 it would run, 1 it would be refused, 2 a wrong command line.
            """)

    @OptionGroup var call: ExplainedCallOptions
    @Option(help: "Explain for a caller of this kind: user, admin or nobody.") var `as`: CallerKind?
    @Option(help: "What that caller may do, with commas between; everything where it is left out.") var permissions: String?
    @Option(help: "Explain on behalf of this account, by its id; with --database or --url.") var account: Int?
    @Option(help: "Verify the caller on this database, as sqlite:PATH.") var database: String?
    @Option(help: "Have a running gateway explain.") var url: String?
    @Option(help: "The manifest, where no gateway explains.") var manifest = Defaults.manifest
    @OptionGroup var includes: IncludeOptions
    @Flag(help: "Explain by the manifest alone, whatever handlers this program has.") var manifestOnly = false
    @Option(help: "The most bytes of the gateway's answer that are read.") var maxReply = ReplyReceiver.usualMost
    @Flag(help: "Print JSON.") var json = false

    /// The kinds of caller that can be told of.
    enum CallerKind: String, ExpressibleByArgument, CaseIterable { case user, admin, nobody }

    func validate() throws {
        guard !manifestOnly || url == nil else { throw ValidationError("--manifest-only and --url do not go together") }
        guard maxReply >= 1 else { throw ValidationError("--max-reply is at least 1") }
        guard database == nil || url == nil else { throw ValidationError("--database and --url do not go together") }
        guard self.as == nil || account == nil else { throw ValidationError("--as and --account do not go together") }
        guard permissions == nil || self.as != nil || isByItself else { throw ValidationError("--permissions goes with --as") }
        guard account.map({ $0 >= 1 && !isByItself }) ?? true else {
            throw ValidationError("--account is an id, which --database or --url looks up")
        }
        guard !isByItself || !call.hasCredentials else {
            throw ValidationError("A key or session is verified with --database or --url; without them, say --as")
        }
    }

    func run() async throws {
        let report =
            if let url { try await RemoteExplanation(self, at: url).report() } else { try await LocalExplanation(command: self).report() }
        if json { Terminal.say(json: report.json) } else { Terminal.say(report.text) }
        guard report.isDone else { throw ExitCode(1) }
    }

    /// Whether there is nothing that could tell who is calling.
    var isByItself: Bool { database == nil && url == nil }

    /// The kind of caller that is told of; nil where the caller is verified or looked up.
    var kind: CallerKind? { self.as ?? (isByItself ? .user : nil) }

    /// What that caller may do; nil for everything.
    var permissionNames: [String]? {
        permissions?.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
    }
}

/// An explanation in both its forms.
struct ExplanationReport {
    let json: String
    let text: String
    /// Whether the call would not be refused.
    let isDone: Bool
}
