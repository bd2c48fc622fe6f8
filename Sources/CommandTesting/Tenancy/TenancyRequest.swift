// SPDX-License-Identifier: Apache-2.0

import CommandManifest

/// A valid call of a command, made from its examples, in which every id is one of the caller's own.
struct TenancyRequest {
    /// Why none could be made, and what to add.
    struct Missing: Error { let reason: String }

    private let command: String
    private var parameters: [ManifestValue.Member]

    /// A call in which there is something at `place`.
    init(at place: IDPlace, own: OwnedObjects, _ declarations: CommandDeclarations) throws(Missing) {
        let examples = (declarations.command(place.command)?.examples ?? []).filter { $0.reply != nil }
        guard let first = examples.first else {
            throw Missing(reason: "no example shows a success: add a `request` with its `reply` to the examples of \(place.command)")
        }
        let example = examples.first { $0.request.has(place.path) } ?? first
        if !example.request.has(place.path), place.path.count > 1 {
            throw Missing(
                reason: "no example has \(place.path.joined(separator: ".")): add one with a `reply` to the examples of \(place.command)")
        }
        self.init(place.command, example.request, [])
        if !example.request.has(place.path) { parameters.append(ManifestValue.Member(place.name, .integer(1))) }
        for other in declarations.idPlaces where other.command == command && has(other) {
            guard let ids = own.ids(for: other.name) else {
                throw Missing(reason: "nothing says what \(other.name) is an id of: add one to the objects of each account")
            }
            put(ids, at: other)
        }
    }

    /// A call of a command as an example shows it, every id one of the caller's own; ids that nothing is known of stay.
    init(
        _ command: CommandDeclaration, _ example: ManifestValue, own: OwnedObjects, _ declarations: CommandDeclarations
    ) {
        self.init(command.name, example, [])
        for place in declarations.idPlaces where place.command == command.name && has(place) {
            if let ids = own.ids(for: place.name) { put(ids, at: place) }
        }
    }

    private init(_ command: String, _ request: ManifestValue, _ others: [ManifestValue.Member]) {
        self.command = command
        if case .object(let members) = request { parameters = members + others } else { parameters = others }
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
    func with(_ ids: [Int], at place: IDPlace) -> TenancyRequest {
        var copy = self
        copy.put(ids, at: place)
        return copy
    }

    /// As a POST of JSON.
    func request(by caller: TenancyCaller) -> CommandHarness.Request {
        let head = [ManifestValue.Member("Command", .string(command))]
        let credentials = caller.credentials.map { ManifestValue.Member($0.name, .string($0.value)) }
        return .json(ManifestValue.object(head + credentials + parameters).json)
    }
}

extension ManifestValue {
    /// The members of an object.
    fileprivate var members: [Member] { if case .object(let members) = self { members } else { [] } }

    /// Whether something is at this path; items of arrays have no name.
    fileprivate func has(_ path: [String]) -> Bool {
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
