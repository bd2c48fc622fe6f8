// SPDX-License-Identifier: Apache-2.0

import CommandManifest

/// Who calls, and what says so.
public struct TenancyCaller: Sendable {
    /// What tests call it.
    public let name: String
    /// Parameters such as `APIKey`.
    public let credentials: [(name: String, value: String)]
    /// Whether it holds every permission: then its calls with its own ids must get through.
    public let mayAll: Bool

    /// Composes a caller.
    public init(_ name: String, credentials: [(name: String, value: String)], mayAll: Bool = true) {
        self.name = name
        self.credentials = credentials
        self.mayAll = mayAll
    }
}

/// Whether an account can learn of another's objects or change them, for every place where an id stands.
///
/// ```swift
/// let check = TenancyCheck(declarations) { await harness.respond(to: $0) }
/// for place in declarations.idPlaces {
///     let faults = try await check.faults(at: place, caller: ann, own: annsObjects, owner: bob, foreign: bobsObjects)
///     #expect(faults == [])
/// }
/// ```
/// The calls are made from the manifest's examples, so a command is covered once it is declared.
public struct TenancyCheck: Sendable {
    /// An id that nothing has.
    public static let absent = 9_000_000_000_000_001

    private let declarations: CommandDeclarations
    private let send: CommandSender

    /// Composes a check.
    public init(_ declarations: CommandDeclarations, send: @escaping CommandSender) {
        self.declarations = declarations
        self.send = send
    }

    /// Calls the command with the owner's id and with one that is absent, and compares the answers and what the owner sees before
    /// and after. A call with the caller's own id shows that the command gets as far as the id. It may change or remove the caller's
    /// objects: `own` is best made for this call.
    ///
    /// - Returns: Everything that tells the two apart; and where no valid call can be made, what to add.
    /// - Throws: what the sender throws.
    public func faults(
        at place: IDPlace, caller: TenancyCaller, own: OwnedObjects, owner: TenancyCaller, foreign: OwnedObjects
    ) async throws -> [String] {
        let request: TenancyRequest
        do { request = try TenancyRequest(at: place, own: own, declarations) } catch { return ["\(place): \(error.reason)"] }
        guard let theirs = foreign.ids(for: place.name)?.first, let mine = own.ids(for: place.name)?.last else {
            return ["\(place): nothing says what \(place.name) is an id of: add one to the objects of each account"]
        }
        let before = try await view(of: owner, foreign)
        var faults = try await compare(request, [theirs], [Self.absent], place, caller)
        if place.isList { faults += try await compare(request, [mine, theirs], [mine, Self.absent], place, caller) }
        if try await view(of: owner, foreign) != before { faults.append("\(owner.name) sees something else afterwards") }
        if faults.isEmpty { faults = try await self.faults(of: request, [mine], place, caller) }
        return faults.map { "\(place) by \(caller.name): \($0)" }
    }

    /// What an account sees of its own: the answers of every command that reads, called as its examples have it and with required
    /// parameters alone.
    public func view(of owner: TenancyCaller, _ objects: OwnedObjects) async throws -> [String] {
        var answers: [String] = []
        for command in declarations.manifest.commands where command.effects == .read {
            let requests = command.examples.filter { $0.reply != nil }.map(\.request)
            for example in requests.flatMap({ [$0, $0.required(by: command)] }) {
                let request = TenancyRequest(command, example, own: objects, declarations)
                answers.append(try await send(request.request(by: owner)).text)
            }
        }
        return answers
    }

    /// A command that is declared idempotent may answer the second call otherwise than the first: then those that follow count.
    private func compare(
        _ request: TenancyRequest, _ foreign: [Int], _ absent: [Int], _ place: IDPlace, _ caller: TenancyCaller
    ) async throws -> [String] {
        let faults = try await compareOnce(request, foreign, absent, place, caller)
        guard !faults.isEmpty, declarations.command(place.command)?.isIdempotent == true else { return faults }
        return try await compareOnce(request, foreign, absent, place, caller)
    }

    private func compareOnce(
        _ request: TenancyRequest, _ foreign: [Int], _ absent: [Int], _ place: IDPlace, _ caller: TenancyCaller
    ) async throws -> [String] {
        let theirs = try await send(request.with(foreign, at: place).request(by: caller))
        let none = try await send(request.with(absent, at: place).request(by: caller))
        var faults: [String] = []
        if theirs.status != none.status {
            faults.append("status \(theirs.status) for another account's id, \(none.status) for an absent one")
        }
        if theirs.body != none.body {
            faults.append("another account's id is told from an absent one\n  another's: \(theirs.text)\n  absent:    \(none.text)")
        }
        if theirs.headers.map(\.name) != none.headers.map(\.name) { faults.append("other header fields for another account's id") }
        return faults
    }

    /// That the call gets as far as the id: it succeeds with the caller's own, or is at least answered otherwise.
    private func faults(of request: TenancyRequest, _ own: [Int], _ place: IDPlace, _ caller: TenancyCaller) async throws -> [String] {
        guard caller.mayAll, declarations.command(place.command)?.access.contains(.user) == true else { return [] }
        let none = try await send(request.with([Self.absent], at: place).request(by: caller))
        let mine = try await send(request.with(own, at: place).request(by: caller))
        if ManifestValue(json: mine.text)?["Success"] == .boolean(true) || mine.body != none.body { return [] }
        return [
            """
            no valid call can be made from the examples: the caller's own id is answered like an absent one. Add an example whose \
            request succeeds with the objects of an account, or what it needs to those.
              \(mine.text)
            """
        ]
    }
}

extension ManifestValue {
    /// A request's required parameters alone.
    fileprivate func required(by command: CommandDeclaration) -> ManifestValue {
        guard case .object(let members) = self else { return self }
        let names = command.parameters.filter { $0.required != nil }.map { $0.name.lowercased() }
        return .object(members.filter { names.contains($0.name.lowercased()) })
    }
}
