// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandManifest
import CommandWire

/// Where a command can be called and who may call it, as a call asks: without a look into a set.
struct Offer: Sendable {
    private let api, v1, rpc: Bool
    private let none, user, admin: Bool
    private let permissions: [String]

    init(_ declaration: CommandDeclaration) {
        (api, v1, rpc) = (
            declaration.surfaces.contains(.api), declaration.surfaces.contains(.v1), declaration.surfaces.contains(.rpc)
        )
        (none, user, admin) = (
            declaration.access.contains(.none), declaration.access.contains(.user), declaration.access.contains(.admin)
        )
        permissions = declaration.permissions
    }

    /// Whether it can be called on a surface.
    func isOn(_ surface: Call.Surface) -> Bool {
        switch surface {
        case .api: api
        case .v1: v1
        case .rpc: rpc
        }
    }

    /// Whether it asks for no credentials.
    var isOpenToAll: Bool { none && !user }

    /// Whether it takes callers who give no credentials.
    var admitsNobody: Bool { none }

    /// Whether this caller may call it.
    func admits(_ principal: Principal) -> Bool {
        let isKindAdmitted =
            switch principal.kind {
            case .none: none
            case .user: user
            case .admin: admin
            }
        return isKindAdmitted && principal.permissions.allow(permissions)
    }
}
