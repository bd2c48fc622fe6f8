// SPDX-License-Identifier: Apache-2.0

import CommandManifest

/// A command that both manifests have.
extension ManifestDiff {
    mutating func compare(_ old: CommandDeclaration, _ new: CommandDeclaration) {
        let place = new.name
        if old.name != new.name { add(.commandSpelling, place, "it was spelled `\(old.name)`", old.location, new.location) }
        describe(old, new)
        admit(old, new)
        effects(old, new)
        parameters(old.parameters, new.parameters, at: place + "/parameters", enclosing: (nil, nil))
        rules(old, new)
        errors(old.errors, new.errors, place + "/errors")
        if Set(old.reserved) != Set(new.reserved) { add(.reservedChanged, place, "`reserved` differs", old.location, new.location) }
        fields(old.returns, new.returns, at: place + "/returns")
        if old.examples.map(\.words) != new.examples.map(\.words) {
            add(.exampleChanged, place, "the examples differ", old.location, new.location)
        }
    }

    private mutating func describe(_ old: CommandDeclaration, _ new: CommandDeclaration) {
        words(old.summary, new.summary, new.name, "the summary", old.location, new.location)
        words(old.description, new.description, new.name, "the description", old.location, new.location)
        words(old.since, new.since, new.name, "`since`", old.location, new.location)
        deprecation(old.deprecated, new.deprecated, new.name, old.location, new.location)
    }

    private mutating func admit(_ old: CommandDeclaration, _ new: CommandDeclaration) {
        for surface in CommandDeclaration.Surface.allCases {
            switch (old.surfaces.contains(surface), new.surfaces.contains(surface)) {
            case (true, false): add(.surfaceRemoved, new.name, "it is not on `\(surface.rawValue)` any more", old.location, new.location)
            case (false, true): add(.surfaceAdded, new.name, "it is on `\(surface.rawValue)` too", old.location, new.location)
            default: break
            }
        }
        access(old, new)
        for name in new.permissions where !old.permissions.contains(name) {
            add(.permissionDemanded, new.name, "it asks for `\(name)` too", old.location, new.location)
        }
        for name in old.permissions where !new.permissions.contains(name) {
            add(.permissionDropped, new.name, "it does not ask for `\(name)` any more", old.location, new.location)
        }
    }

    /// What asks for no credentials admits everybody.
    private mutating func access(_ old: CommandDeclaration, _ new: CommandDeclaration) {
        let everybody = CommandDeclaration.Access.allCases
        let (before, after) = (old.access == [.none] ? Set(everybody) : old.access, new.access == [.none] ? Set(everybody) : new.access)
        for kind in everybody where before.contains(kind) != after.contains(kind) {
            let who = kind == .none ? "callers without credentials" : "`\(kind.rawValue)`"
            if after.contains(kind) {
                add(.accessAdded, new.name, "it admits \(who) too", old.location, new.location)
            } else {
                add(.accessRemoved, new.name, "it does not admit \(who) any more", old.location, new.location)
            }
        }
    }

    private mutating func effects(_ old: CommandDeclaration, _ new: CommandDeclaration) {
        let order = CommandDeclaration.Effects.allCases
        if let before = order.firstIndex(of: old.effects), let after = order.firstIndex(of: new.effects), before != after {
            add(
                after > before ? .effectsGrown : .effectsShrunk, new.name,
                "its effects are `\(new.effects.rawValue)` and were `\(old.effects.rawValue)`", old.location, new.location)
        }
        guard old.isIdempotent != new.isIdempotent else { return }
        add(
            new.isIdempotent ? .idempotentAdded : .idempotentRemoved, new.name,
            new.isIdempotent ? "it is idempotent" : "it is not idempotent any more", old.location, new.location)
    }
}

extension ExampleDeclaration {
    /// All that it shows.
    fileprivate var words: [String?] { [request.json, reply?.json, refusal?.json] }
}
