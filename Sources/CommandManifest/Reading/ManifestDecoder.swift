// SPDX-License-Identifier: Apache-2.0

/// Turns trees into declarations and collects what is wrong with them.
///
/// Where something is wrong it reports and goes on with the best that can be made of it, such that one fault is told
/// once; whoever calls it gives out nothing of what was made when there was an error.
struct ManifestDecoder {
    /// A use of a code by a parameter, limit or rule.
    struct CodeUse {
        var code: Int
        var location: SourceLocation
    }

    /// Parameters that commands share.
    struct Group {
        var name: String
        var parameters: [ParameterDeclaration]
        var uses: [CodeUse]
        var location: SourceLocation
    }

    var faults: DiagnosticList
    var manifest = Manifest()
    /// By folded name, where each was declared first.
    var permissions: [String: SourceLocation] = [:]
    /// As they are written.
    var permissionNames: Set<String> = []
    /// Codes that belong to no command.
    var sharedCodes: [Int: SourceLocation] = [:]
    /// By name.
    var groups: [String: Group] = [:]
    /// By folded name, where each was declared first.
    var groupNames: [String: SourceLocation] = [:]
    /// By folded name, where each was declared first.
    var commands: [String: SourceLocation] = [:]
    /// The codes that what is decoded just now uses.
    var uses: [CodeUse] = []
    /// What proofs about all commands together may still cost.
    var proofBudget = 4 * DecisionProof.budget
    /// Whether it was told that texts were not looked for.
    var isProofCut = false
    /// The texts' declarations that were found to have a value, by what limits them.
    var provenTexts: Set<String> = []

    init(faults: DiagnosticList) { self.faults = faults }

    /// Decodes all files of a manifest; the first is the one that names the others.
    mutating func decode(_ roots: [YAMLNode]) {
        for (number, root) in roots.enumerated() { header(root, isFirst: number == 0) }
        for root in roots { declarePermissions(root["permissions"]) }
        if let errors = roots.first?["errors"] { declareSharedErrors(errors) }
        for root in roots { declareGroups(root["groups"]) }
        // What such a key would declare is missed by every command.
        let tops: [StaticString] = ["include", "permissions", "errors", "groups"]
        if roots.contains(where: { root in tops.contains { isMistaken($0, in: root, .manifest) } }) { return }
        for root in roots {
            if let key = key("commands", of: root) { manifest.commandsLocations.append(key.location) }
            declareCommands(root["commands"])
        }
    }

    private mutating func header(_ root: YAMLNode, isFirst: Bool) {
        refuseUnknownKeys(root, isFirst ? .manifest : .included)
        guard let version = root["manifest"] else {
            if isFirst, !isMistaken("manifest", in: root, .manifest) { missing("manifest", in: root, "Write `manifest: 1` at the top.") }
            return
        }
        guard !version.isHole, version.kind != .plain || !version.matches("1") else { return }
        faults.report(
            .manifestVersion, at: version.location, "The value of `manifest` is not a version of the language that is known here.",
            note: "Write `manifest: 1`, without quotes.")
    }

    private mutating func declarePermissions(_ node: YAMLNode?) {
        for (key, value) in entries(node, "`permissions`") {
            let name = key.text
            let summary = line(value, "What a permission allows") ?? ""
            let declaration = PermissionDeclaration(name: name, summary: summary, location: key.location)
            if name.isEmpty { empty(key, "A permission's name") }
            declare(key, in: \.permissions, .permissionDuplicate, "The permission")
            manifest.permissions.append(declaration)
            permissionNames.insert(name)
        }
    }

    private mutating func declareSharedErrors(_ node: YAMLNode) {
        manifest.errors = errors(node, isShared: true)
        for error in manifest.errors { sharedCodes[error.code] = error.location }
    }

    private mutating func declareGroups(_ node: YAMLNode?) {
        for (key, value) in entries(node, "`groups`") {
            uses = []
            let members = parameters(value, .parameter, "A group")
            let group = Group(name: key.text, parameters: members, uses: uses, location: key.location)
            groups[group.name] = group
            declare(key, in: \.groupNames, .groupDuplicate, "The group")
        }
    }

    /// Notes a name, or says where it was declared first.
    private mutating func declare(
        _ key: YAMLNode, in names: WritableKeyPath<Self, [String: SourceLocation]>, _ id: Diagnostic.ID, _ what: String
    ) {
        let name = key.text.asciiFolded
        if let first = self[keyPath: names][name] { return twice(id, what, key, first) }
        self[keyPath: names][name] = key.location
    }

    private mutating func declareCommands(_ node: YAMLNode?) {
        for (key, value) in entries(node, "`commands`") where !faults.isFull {
            let name = key.text
            checkCommandName(name, key.location)
            declare(key, in: \.commands, .commandNameDuplicate, "The command")
            if let command = command(name, key, value) { manifest.commands.append(command) }
        }
    }

    private mutating func checkCommandName(_ name: String, _ location: SourceLocation) {
        let words = name.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard !words.allSatisfy({ !$0.isEmpty && $0.allSatisfy(Self.isWordByte) }) else { return refuseReserved(name, location) }
        faults.report(
            .commandNameInvalid, at: location, name.isEmpty ? "A command's name must not be empty." : "`\(name)` is not a command's name.",
            note: "Join words of ASCII letters, digits and underscores by dots, such as `tag.create`.")
    }

    /// A name that the router has for itself on /rpc.
    /// - SeeAlso: JSON-RPC 2.0, section 4: names that begin with `rpc.` are reserved.
    private mutating func refuseReserved(_ name: String, _ location: SourceLocation) {
        guard name.asciiFolded.hasPrefix("rpc.") else { return }
        faults.report(
            .commandNameReserved, at: location, "`\(name)` begins with `rpc.`, as the router's own commands do.",
            note: "Begin it with another word.")
    }

    static func isWordByte(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || byte == 0x5F }
}
