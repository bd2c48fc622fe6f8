// SPDX-License-Identifier: Apache-2.0

import CommandCases
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
    public static let absent = Tenancy.absent

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
        let tenancy = tenancy(caller, owner)
        do {
            let findings = try await tenancy.findings(at: place.place, own: own.ids, foreign: foreign.ids, mayAll: caller.mayAll)
            return findings.map { "\(place) by \(caller.name): \($0.isSeenByOwner ? owner.name + " " : "")\($0.text)" }
        } catch let untried as PlaceUntried {
            return ["\(place): \(untried.reason)"]
        }
    }

    /// What an account sees of its own: the answers of every command that reads, called as its examples have it and with required
    /// parameters alone.
    public func view(of owner: TenancyCaller, _ objects: OwnedObjects) async throws -> [String] {
        try await tenancy(owner, owner).view(objects.ids)
    }

    private func tenancy(_ caller: TenancyCaller, _ owner: TenancyCaller) -> Tenancy {
        Tenancy(declarations.manifest, caller: sender(of: caller), owner: sender(of: owner))
    }

    private func sender(of caller: TenancyCaller) -> Tenancy.Sender {
        { [send] call in
            let reply = try await send(.json(call.json(by: caller)))
            return PlacedAnswer(status: reply.status, headers: reply.headers.map(\.name), body: reply.body)
        }
    }
}

extension PlacedCall {
    /// The body of a POST.
    fileprivate func json(by caller: TenancyCaller) -> String {
        let head = [ManifestValue.Member("Command", .string(command))]
        let credentials = caller.credentials.map { ManifestValue.Member($0.name, .string($0.value)) }
        return ManifestValue.object(head + credentials + parameters).json
    }
}
