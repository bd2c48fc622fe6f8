// SPDX-License-Identifier: Apache-2.0

/// Commands, without their rules and examples.
extension ManifestDecoder {
    mutating func command(_ name: String, _ key: YAMLNode, _ node: YAMLNode) -> CommandDeclaration? {
        guard node.isMapping else {
            let misplaced = Indentation.note(for: key, node, among: .command, of: "a command")
            wrongKind(
                node, "A command", "a mapping", misplaced ?? "Write its keys below its name: `summary`, `plugin`, `access` and so on.")
            return nil
        }
        let sound = faults.errors
        refuseUnknownKeys(node, .command)
        requireKeys(node, at: key)
        uses = []
        var result = CommandDeclaration(name: name, location: key.location)
        describe(&result, node)
        admit(&result, node)
        let unlisted = faults.errors
        result.errors = node["errors"].map { errors($0, isShared: false) } ?? []
        result.reserved = node["reserved"].map { reserved($0) } ?? []
        let before = faults.errors
        result.parameters = allParameters(of: name, node)
        // What stands under a key that was refused is missed elsewhere: parameters by rules, codes by both.
        let hasAll = !hasUnknownKey(node, .command) && !node.keys.contains(where: \.isHole)
        result.rules = hasAll ? node["rules"].map { rules($0, result.parameters) } ?? [] : []
        let isProvable = hasAll && faults.errors == before
        result.returns = node["returns"].map { fields($0, "`returns`", reserved: Self.replyFields) } ?? []
        warnOfSecrets(result)
        if before == unlisted, hasAll { checkCodes(of: result) }
        conclude(&result, node, isSound: faults.errors == sound, isProvable)
        return result
    }

    /// Examples and proofs. An example is held against a declaration that is sound: else it would be told of again what is
    /// wrong with that. Where rules are wrong together, examples are as well.
    private mutating func conclude(_ command: inout CommandDeclaration, _ node: YAMLNode, isSound: Bool, _ isProvable: Bool) {
        let before = faults
        command.examples = node["examples"].map { examples($0, command, isSound) } ?? []
        guard isProvable else { return }
        let examined = faults
        faults = before
        prove(command)
        if faults.errors == before.errors { faults.add(examined, beyond: before.count) }
    }

    /// What every reply has, written by the router.
    static let replyFields = ["Success", "ErrorCode", "Errors"]

    private mutating func requireKeys(_ node: YAMLNode, at key: YAMLNode) {
        let due: [(StaticString, String)] = [
            ("summary", "Say in a line what the command does."), ("plugin", "Name the plugin that handles it."),
            ("access", "Write `[user]`, `[admin]`, both, or `[none]`."), ("permissions", "Write `[]` where none is needed."),
            ("effects", "Write `read`, `write` or `destroy`."), ("returns", "Write `{}` where nothing stands beside `Success`."),
        ]
        for (word, note) in due where node[word] == nil && !isMistaken(word, in: node, .command) { missing("\(word)", in: key, note) }
    }

    private mutating func describe(_ command: inout CommandDeclaration, _ node: YAMLNode) {
        command.summary = node["summary"].flatMap { line($0, "`summary`") } ?? ""
        command.description = node["description"].flatMap { text($0, "`description`") }
        command.plugin = node["plugin"].flatMap { line($0, "`plugin`") } ?? ""
        command.pluginLocation = node["plugin"]?.location
        command.effects = node["effects"].flatMap { choice($0, "an effect") } ?? .write
        command.isIdempotent = flag(node["idempotent"], "`idempotent`") ?? (command.effects == .read)
        command.deprecated = node["deprecated"].flatMap { line($0, "`deprecated`") }
        command.since = node["since"].flatMap { line($0, "`since`") }
    }

    private mutating func admit(_ command: inout CommandDeclaration, _ node: YAMLNode) {
        if let surfaces = node["surfaces"] { command.surfaces = Set(choices(surfaces, "`surfaces`", "a surface")) }
        if let access = node["access"] { command.access = Set(choices(access, "`access`", "a kind of caller")) }
        if command.access.contains(.none), command.access.count > 1, let access = node["access"] {
            faults.report(
                .accessNone, at: access.items.first { $0.matches("none") }?.location ?? access.location,
                "`none` stands beside other kinds of caller.",
                note: "Keep `none` alone, which asks for no credentials, or take it out.")
        }
        guard let list = node["permissions"] else { return }
        command.permissions = texts(list, "`permissions`").compactMap { permission($0.text, $0.node) }
        if command.access == [.none], let first = list.items.first(where: { _ in true }) {
            faults.report(
                .permissionAnonymous, at: first.location, "A caller without credentials holds no permission.",
                note: "Write `permissions: []`, or another `access`.")
        }
    }

    /// Tells of secrets that a caller without credentials gets, unless that caller has to give one, as for a login.
    private mutating func warnOfSecrets(_ command: CommandDeclaration) {
        guard command.access == [.none], !command.parameters.contains(where: { $0.required != nil && $0.value.isSecret }) else { return }
        for field in command.returns + command.errors.flatMap(\.returns) where field.value.holdsSecret {
            faults.report(
                Diagnostic(
                    .warning, .secretAnonymous, at: field.location, "`\(field.name)` is a secret, and the command asks for no credentials.",
                    note: "Let the caller give a secret parameter that is required, as a login does, or write another `access`."))
        }
    }

    private mutating func permission(_ name: String, _ node: YAMLNode) -> String? {
        if permissionNames.contains(name) { return name }
        // A copy that shares its storage, since what is not needed is not made.
        let permissions = manifest.permissions
        undeclared(
            .permissionUndeclared, node, "The permission `\(name)` is not declared.", amongAll: permissions.count,
            "Declare it under `permissions` at the top."
        ) { permissions.map(\.name) }
        return nil
    }

    private mutating func reserved(_ node: YAMLNode) -> [Int] {
        var result: [Int] = []
        var seen: Set<Int> = []
        for item in items(node, "`reserved`") {
            guard let code = code(item, "A reserved code") else { continue }
            if seen.insert(code).inserted { result.append(code) } else { twiceInList(item) }
        }
        return result
    }

    private mutating func checkCodes(of command: CommandDeclaration) {
        let (listed, reserved) = (Set(command.errors.map(\.code)), Set(command.reserved))
        let advice = Self.useListed(command.errors.map(\.code))
        for use in uses where !faults.isFull {
            if reserved.contains(use.code) {
                faults.report(
                    .codeReserved, at: use.location, "Code \(use.code) is used here, and `\(command.name)` has it under `reserved`.",
                    note: "Use another code, or take it out of `reserved`.")
            } else if !listed.contains(use.code), sharedCodes[use.code] == nil {
                let message = "Code \(use.code) is used here, and `\(command.name)` does not list it."
                faults.report(
                    Diagnostic(.codeUndeclared, at: use.location, message, note: advice),
                    besides: "It is used here too.")
            }
        }
    }
}

extension ManifestDecoder {
    private static func useListed(_ codes: [Int]) -> String {
        let list = "List it under the command's `errors`"
        guard !codes.isEmpty, codes.count <= 12 else { return list + ", with what it means." }
        return list + ", or use one that is: \(codes.map(String.init).joined(separator: ", "))."
    }
}

extension ValueDeclaration {
    /// Whether it is secret, or has a part that is. As deep as the reader lets values nest.
    fileprivate var holdsSecret: Bool {
        isSecret || items.contains(where: \.holdsSecret) || (members ?? []).contains { $0.value.holdsSecret }
    }
}

// MARK: Parameters of groups and its own

extension ManifestDecoder {
    private mutating func allParameters(of command: String, _ node: YAMLNode) -> [ParameterDeclaration] {
        var result: [ParameterDeclaration] = []
        var taken = TakenNames()
        let named = node["groups"].map { texts($0, "`groups`") } ?? []
        for (text:name, node:place) in named {
            guard let group = groups[name] else {
                let names = groups.keys
                undeclared(
                    .groupUndeclared, place, "The group `\(name)` is not declared.", amongAll: names.count,
                    "Declare it under `groups` at the top."
                ) { names.sorted() }
                continue
            }
            refuseClash(group.parameters, with: taken, place)
            result += group.parameters
            for parameter in group.parameters { taken.add(parameter) }
            uses += group.uses
        }
        let own = node["parameters"].map { parameters($0, .parameter, "`parameters`") } ?? []
        refuseClash(own, with: taken, nil)
        result += own
        checkRoles(result)
        return result
    }

    /// Names of later parameters that earlier ones have too; told at `place`, or where the later one is declared.
    private mutating func refuseClash(_ later: [ParameterDeclaration], with earlier: TakenNames, _ place: YAMLNode?) {
        guard !earlier.isEmpty else { return }
        for parameter in later {
            for name in [parameter.name] + parameter.aliases {
                guard let first = earlier[name] else { continue }
                faults.report(
                    .groupClash, at: place?.location ?? parameter.location, "The parameter `\(name)` comes from a group already.",
                    note: "Rename one of the two or leave the group out.",
                    related: [.init("The group declares it here.", at: first)])
            }
        }
    }

    private mutating func checkRoles(_ parameters: [ParameterDeclaration]) {
        var roles: [ParameterDeclaration.Role: ParameterDeclaration] = [:]
        for parameter in parameters {
            guard let role = parameter.role else { continue }
            guard let first = roles[role] else {
                roles[role] = parameter
                continue
            }
            faults.report(
                .parameterRoleInvalid, at: parameter.location, "Two parameters have the role `\(role.rawValue)`.",
                note: "Take one of the two roles out.", related: [.init("The other stands here.", at: first.location)])
        }
    }
}

extension ParameterDeclaration {
    /// Whether this is one of its names, ignoring case.
    package func answers(to name: String) -> Bool {
        self.name.isSameName(as: name) || aliases.contains { $0.isSameName(as: name) }
    }
}

/// The names of a command's parameters, aliases included, with where the first that has each is declared.
private struct TakenNames {
    private var places: [String: SourceLocation] = [:]

    var isEmpty: Bool { places.isEmpty }

    /// Where a name was taken, ignoring case; nil where it is free.
    subscript(_ name: String) -> SourceLocation? { places[name.asciiFolded] }

    mutating func add(_ parameter: ParameterDeclaration) {
        for name in [parameter.name] + parameter.aliases where self[name] == nil { places[name.asciiFolded] = parameter.location }
    }
}
