// SPDX-License-Identifier: Apache-2.0

package import CommandManifest

/// Why a call with an id at a place could not be made, and what to add.
package struct PlaceUntried: Error {
    /// In a sentence or two.
    package let reason: String
}

/// A valid call of a command, made from its examples, in which every id is one of the caller's own.
package struct PlacedCall: Sendable {
    /// The command's declared name.
    package let command: String
    /// What it gives, without command and credentials.
    package private(set) var parameters: [ManifestValue.Member]
    private let places: [IDPlace]

    /// A call in which there is something at `place`.
    ///
    /// - Throws: ``PlaceUntried`` where no example shows how, or the caller has nothing of a kind that it needs.
    package init(at place: IDPlace, own: OwnedIDs, of command: CommandDeclaration) throws(PlaceUntried) {
        let examples = command.examples.filter { $0.reply != nil }
        guard let first = examples.first else {
            throw PlaceUntried(
                reason: "no example shows a success: add a `request` with its `reply` to the examples of \(place.command)")
        }
        let example = examples.first { $0.request.has(place.path) } ?? first
        if !example.request.has(place.path), place.path.count > 1 {
            throw PlaceUntried(reason: "no example has \(place.text): add one with a `reply` to the examples of \(place.command)")
        }
        self.init(command, example.request)
        if !example.request.has(place.path) { parameters.append(.init(place.name, .integer(1))) }
        for other in places where has(other) {
            guard let ids = own.ids(for: other.name) else {
                throw PlaceUntried(reason: "nothing says what \(other.name) is an id of: add one to the objects of each account")
            }
            put(ids, at: other)
        }
    }

    /// A call of a command as an example shows it, every id one of the caller's own; ids that nothing is known of stay.
    package init(_ command: CommandDeclaration, _ example: ManifestValue, own: OwnedIDs) {
        self.init(command, example)
        for place in places where has(place) {
            if let ids = own.ids(for: place.name) { put(ids, at: place) }
        }
    }

    private init(_ command: CommandDeclaration, _ request: ManifestValue) {
        self.command = command.name
        places = command.idPlaces
        if case .object(let members) = request { parameters = members } else { parameters = [] }
    }

    private func has(_ place: IDPlace) -> Bool { ManifestValue.object(parameters).has(place.path) }

    /// Puts ids at a place: into a list all of them, elsewhere one after another for as long as there are any.
    private mutating func put(_ ids: [Int], at place: IDPlace) {
        var rest = ids[...]
        parameters =
            ManifestValue.object(parameters).replacing(place.path[...]) { _ in
                place.isList ? .array(ids.map(ManifestValue.integer)) : .integer(rest.popFirst() ?? ids[0])
            }.members
    }

    /// The same with these ids at the place.
    func with(_ ids: [Int], at place: IDPlace) -> PlacedCall {
        var copy = self
        copy.put(ids, at: place)
        return copy
    }

    /// The same with another value of a parameter.
    func with(_ value: ManifestValue, named name: String) -> PlacedCall {
        var copy = self
        copy.parameters = parameters.map { $0.name == name ? .init(name, value) : $0 }
        return copy
    }

    /// The same as a case calls it, for real.
    package func call(as caller: Caller) -> CaseCall {
        var call = CaseCall(
            command: command, content: .fields(parameters.map { .init($0.name, $0.value.json) }), caller: caller)
        call.isDryRun = false
        return call
    }
}

extension ManifestValue {
    /// The members of an object.
    fileprivate var members: [Member] { if case .object(let members) = self { members } else { [] } }

    /// Whether something is at this path; items of arrays have no name.
    func has(_ path: [String]) -> Bool {
        var found = false
        _ = replacing(path[...]) { value in
            found = true
            return value
        }
        return found
    }

    // As deep as the path is long, and as arrays nest in a manifest.
    fileprivate func replacing(_ path: ArraySlice<String>, _ change: (ManifestValue) -> ManifestValue) -> ManifestValue {
        guard let name = path.first else { return change(self) }
        return switch self {
        case .object(let members):
            .object(
                members.map { member in
                    guard member.name.lowercased() == name.lowercased() else { return member }
                    return Member(member.name, member.value.replacingItems(path.dropFirst(), change))
                })
        default: self
        }
    }

    private func replacingItems(_ path: ArraySlice<String>, _ change: (ManifestValue) -> ManifestValue) -> ManifestValue {
        guard !path.isEmpty, case .array(let items) = self else { return replacing(path, change) }
        return .array(items.map { $0.replacingItems(path, change) })
    }
}
