// SPDX-License-Identifier: Apache-2.0

package import CommandManifest

/// Gives an account one or two objects of every kind that a manifest's commands make.
///
/// Which command makes what is read from the manifest: one that writes, returns an id and has an example of a success makes
/// objects of that id's name. Ids in its example are replaced by those of objects that were made before.
package struct ObjectMaker: Sendable {
    private let manifest: Manifest
    private let send: Tenancy.Sender
    private let number: @Sendable () -> Int

    /// Calls as one account.
    ///
    /// - Parameter number: gives another number each time, for texts that must differ.
    package init(_ manifest: Manifest, number: @escaping @Sendable () -> Int, send: @escaping Tenancy.Sender) {
        self.manifest = manifest
        self.number = number
        self.send = send
    }

    /// What was made, and why a command made nothing.
    package struct Made: Sendable {
        /// The objects.
        package var objects: OwnedIDs
        /// Commands that should have made some, with what they were answered.
        package var refused: [String: String] = [:]
    }

    /// Makes them.
    ///
    /// - Parameter known: objects that are there already, such as the account itself.
    package func make(_ known: OwnedIDs) async throws -> Made {
        var made = Made(objects: known)
        var waiting = manifest.commands.filter { $0.effects == .write && $0.access.contains(.user) && !$0.madeNames.isEmpty }
        // Each round does without those whose own needs are not there yet; where none can, no later one could.
        while true {
            let ready = waiting.filter { command in command.firstSuccess.map { made.objects.haveAll(command, $0) } ?? false }
            guard !ready.isEmpty else { return made }
            waiting.removeAll { command in ready.contains { $0.name == command.name } }
            for command in ready {
                // Two, since some calls take two of a kind that must differ.
                for _ in 0..<2 { try await make(by: command, &made) }
            }
        }
    }

    /// Calls what changes objects as examples have it, so that they are in use by one another. What is refused is left.
    package func connect(_ objects: OwnedIDs) async throws {
        for command in manifest.commands where command.effects == .write && command.access.contains(.user) && command.madeNames.isEmpty {
            for example in command.examples where example.reply != nil {
                _ = try await send(PlacedCall(command, example.request, own: objects))
            }
        }
    }

    private func make(by command: CommandDeclaration, _ made: inout Made) async throws {
        guard let example = command.firstSuccess else { return }
        let call = PlacedCall(command, example, own: made.objects)
        var last = ""
        for call in [call] + call.variations(of: command, number()) {
            let answer = try await send(call)
            last = answer.text
            guard answer.isSuccess, let reply = answer.reply else { continue }
            for name in command.madeNames { made.objects.add(reply.member(name)?.ids ?? [], named: name.withoutPlural) }
            return
        }
        made.refused[command.name] = last
    }
}

extension OwnedIDs {
    /// Whether it has one for each id in a request.
    fileprivate func haveAll(_ command: CommandDeclaration, _ request: ManifestValue) -> Bool {
        command.idPlaces.allSatisfy { !request.has($0.path) || ids(for: $0.name) != nil }
    }
}

extension PlacedCall {
    /// The same call with other texts, for commands that take none twice: all of them, then each alone.
    fileprivate func variations(of command: CommandDeclaration, _ number: Int) -> [PlacedCall] {
        let texts = parameters.compactMap { member -> (String, ManifestValue)? in
            guard case .string(let text) = member.value,
                let value = command.parameters.first(where: { $0.name.lowercased() == member.name.lowercased() })?.value,
                value.kinds.contains(.string), value.choices == nil
            else { return nil }
            return (member.name, .string(text + String(number)))
        }
        let all = texts.reduce(self) { $0.with($1.1, named: $1.0) }
        return texts.isEmpty ? [] : [all] + (texts.count > 1 ? texts.map { with($0.1, named: $0.0) } : [])
    }
}

extension CommandDeclaration {
    /// The request of its first example of a success.
    fileprivate var firstSuccess: ManifestValue? { examples.first { $0.reply != nil }?.request }

    /// The fields of its reply that hold ids of what it made.
    fileprivate var madeNames: [String] {
        returns.filter { field in
            let kinds = field.value.kinds + (field.value.kinds.contains(.array) ? field.value.items.flatMap(\.kinds) : [])
            return kinds.contains(.id) || kinds.contains(.idList)
        }.map(\.name)
    }
}

extension ManifestValue {
    /// The ids that a reply's field holds.
    fileprivate var ids: [Int] {
        switch self {
        case .integer(let id): [id]
        case .array(let items): items.flatMap { item -> [Int] in if case .integer(let id) = item { [id] } else { [] } }
        default: []
        }
    }
}

extension String {
    /// `LoanIDs` as `LoanID`.
    fileprivate var withoutPlural: String { lowercased().hasSuffix("ids") ? String(dropLast()) : self }
}
