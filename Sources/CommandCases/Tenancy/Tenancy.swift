// SPDX-License-Identifier: Apache-2.0

package import CommandManifest

/// An answer, as far as two of them are compared.
package struct PlacedAnswer: Sendable {
    /// The HTTP status.
    package let status: Int
    /// The names of its header fields, in order.
    package let headers: [String]
    /// The whole body.
    package let body: [UInt8]

    /// Composes an answer.
    package init(status: Int, headers: [String], body: [UInt8]) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// The body as text.
    package var text: String { String(decoding: body, as: UTF8.self) }
}

/// Whether an account can learn of another's objects or change them, at one place where an id stands.
///
/// Another account's id and one that is absent must get the same answer, and what the owner reads must stay as it is.
package struct Tenancy: Sendable {
    /// Sends a call as one of the two accounts.
    package typealias Sender = @Sendable (PlacedCall) async throws -> PlacedAnswer

    /// What tells them apart.
    package struct Finding: Sendable {
        /// In words.
        package let text: String
        /// Whether it is about what the owner reads.
        package let isSeenByOwner: Bool
        /// The call with another account's id.
        package let call: PlacedCall
        /// What it was answered.
        package let answer: PlacedAnswer
    }

    /// An id that nothing has.
    package static let absent = 9_000_000_000_000_001

    private let manifest: Manifest
    private let caller: Sender
    private let owner: Sender

    /// Compares what `caller` is answered about objects of `owner`.
    package init(_ manifest: Manifest, caller: @escaping Sender, owner: @escaping Sender) {
        self.manifest = manifest
        self.caller = caller
        self.owner = owner
    }

    /// Calls the command with the owner's id and with one that is absent, and compares the answers and what the owner sees before
    /// and after. A call with the caller's own id shows that the command gets as far as the id; it may use the caller's objects up.
    ///
    /// - Parameter mayAll: whether the caller holds every permission: then its calls with its own ids must get through.
    /// - Throws: ``PlaceUntried`` where no valid call can be made; what the senders throw.
    package func findings(at place: IDPlace, own: OwnedIDs, foreign: OwnedIDs, mayAll: Bool = true) async throws -> [Finding] {
        guard let command = manifest.commands.first(where: { $0.name == place.command }) else { return [] }
        let call = try PlacedCall(at: place, own: own, of: command)
        guard let theirs = foreign.ids(for: place.name)?.first, let mine = own.ids(for: place.name)?.last else {
            throw PlaceUntried(reason: "nothing says what \(place.name) is an id of: add one to the objects of each account")
        }
        let before = try await view(foreign)
        let asked = call.with([theirs], at: place)
        let (alone, answer) = try await compare(call, [theirs], [Self.absent], place, command)
        var findings = alone
        if place.isList { findings += try await compare(call, [mine, theirs], [mine, Self.absent], place, command).findings }
        if try await view(foreign) != before {
            findings.append(Finding(text: "sees something else afterwards", isSeenByOwner: true, call: asked, answer: answer))
        }
        if findings.isEmpty, mayAll, command.access.contains(.user) { try await getThrough(call, [mine], place) }
        return findings
    }

    /// What the owner sees of its own: the answers of every command that reads, called as its examples have it and with required
    /// parameters alone.
    package func view(_ objects: OwnedIDs) async throws -> [String] {
        var answers: [String] = []
        for command in manifest.commands where command.effects == .read {
            let requests = command.examples.filter { $0.reply != nil }.map(\.request)
            for example in requests.flatMap({ [$0, $0.required(by: command)] }) {
                answers.append(try await owner(PlacedCall(command, example, own: objects)).text)
            }
        }
        return answers
    }

    /// A command that is declared idempotent may answer the second call otherwise than the first: then those that follow count.
    private func compare(
        _ call: PlacedCall, _ foreign: [Int], _ absent: [Int], _ place: IDPlace, _ command: CommandDeclaration
    ) async throws -> (findings: [Finding], answer: PlacedAnswer) {
        let first = try await compareOnce(call, foreign, absent, place)
        guard !first.findings.isEmpty, command.isIdempotent else { return first }
        return try await compareOnce(call, foreign, absent, place)
    }

    private func compareOnce(
        _ call: PlacedCall, _ foreign: [Int], _ absent: [Int], _ place: IDPlace
    ) async throws -> (findings: [Finding], answer: PlacedAnswer) {
        let asked = call.with(foreign, at: place)
        let theirs = try await caller(asked)
        let none = try await caller(call.with(absent, at: place))
        var texts: [String] = []
        if theirs.status != none.status {
            texts.append("status \(theirs.status) for another account's id, \(none.status) for an absent one")
        }
        if theirs.body != none.body {
            texts.append("another account's id is told from an absent one\n  another's: \(theirs.text)\n  absent:    \(none.text)")
        }
        if theirs.headers != none.headers { texts.append("other header fields for another account's id") }
        return (texts.map { Finding(text: $0, isSeenByOwner: false, call: asked, answer: theirs) }, theirs)
    }

    /// That the call gets as far as the id: it succeeds with the caller's own, or is at least answered otherwise.
    private func getThrough(_ call: PlacedCall, _ own: [Int], _ place: IDPlace) async throws {
        let none = try await caller(call.with([Self.absent], at: place))
        let mine = try await caller(call.with(own, at: place))
        if mine.isSuccess || mine.body != none.body { return }
        throw PlaceUntried(
            reason: """
                no valid call can be made from the examples: the caller's own id is answered like an absent one. Add an example whose \
                request succeeds with the objects of an account, or what it needs to those.
                  \(mine.text)
                """)
    }
}

extension PlacedAnswer {
    /// Whether a command says that it is done, on any surface.
    var isSuccess: Bool { reply?.member("Success") == .boolean(true) }

    /// The object with `Success` in it, on any surface; nil where there is none.
    var reply: ManifestValue? {
        guard let whole = ManifestValue(json: text) else { return nil }
        return whole.member("result") ?? whole.member("error")?.member("data") ?? whole
    }
}

extension ManifestValue {
    /// The value of an object's member; nil where there is none.
    package func member(_ name: String) -> ManifestValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }

    /// A request's required parameters alone.
    fileprivate func required(by command: CommandDeclaration) -> ManifestValue {
        guard case .object(let members) = self else { return self }
        let names = command.parameters.filter { $0.required != nil }.map { $0.name.lowercased() }
        return .object(members.filter { names.contains($0.name.lowercased()) })
    }
}
