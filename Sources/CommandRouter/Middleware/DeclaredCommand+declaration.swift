// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandManifest
import CommandWire

extension DeclaredCommand {
    /// What middleware sees of a declaration.
    convenience init(_ declaration: CommandDeclaration) {
        self.init(
            name: CommandName(declaration.name), summary: declaration.summary, plugin: declaration.plugin,
            access: Set(declaration.access.map(Principal.Kind.init)), permissions: declaration.permissions,
            effects: Effects(declaration.effects), isIdempotent: declaration.isIdempotent,
            surfaces: Set(declaration.surfaces.map(CommandSurface.init)),
            takesSecrets: declaration.parameters.contains { $0.role == nil && $0.value.holdsSecrets },
            deprecated: declaration.deprecated)
    }
}

extension Principal.Kind {
    fileprivate init(_ access: CommandDeclaration.Access) {
        self =
            switch access {
            case .none: .none
            case .user: .user
            case .admin: .admin
            }
    }
}

extension DeclaredCommand.Effects {
    fileprivate init(_ effects: CommandDeclaration.Effects) {
        self =
            switch effects {
            case .read: .read
            case .write: .write
            case .destroy: .destroy
            }
    }
}

extension CommandSurface {
    fileprivate init(_ surface: CommandDeclaration.Surface) {
        self =
            switch surface {
            case .api: .api
            case .v1: .v1
            case .rpc: .rpc
            }
    }

    /// As a call has it.
    init(_ surface: Call.Surface) {
        self =
            switch surface {
            case .api: .api
            case .v1: .v1
            case .rpc: .rpc
            }
    }
}

extension ValueDeclaration {
    fileprivate var holdsSecrets: Bool {
        isSecret || (members ?? []).contains { $0.value.holdsSecrets } || items.contains { $0.holdsSecrets }
    }
}
