// SPDX-License-Identifier: Apache-2.0

import CommandKit
import CommandManifest
import CommandWire

/// Tells which credentials a call carries, never their values.
struct CallerExplainer {
    let call: Call
    let entry: CommandEntry
    let shown: ShownValue

    /// Who is calling; `principal` is nil where nobody could be told.
    func caller(_ principal: Principal?, isAssumed: Bool) -> ExplainedCaller {
        ExplainedCaller(
            credentials: credentials, principal: principal,
            source: entry.offered.isOpenToAll ? .notAsked : isAssumed ? .assumed : .credentials)
    }

    private var credentials: [ExplainedCaller.Credential] {
        let fields = call.fields.compactMap { field -> ExplainedCaller.Credential? in
            guard let slot = field.slot.number, let role = entry.plan.slots[slot].credential else { return nil }
            return .init(kind: role.rawValue, sentAs: shown.name(field.name, call.source.span), state: state(field.value))
        }
        return fields + (call.bearer == nil ? [] : [.init(kind: "bearer", sentAs: "Authorization", state: .given)])
    }

    private func state(_ spot: JSONSpot) -> ExplainedCaller.Credential.State {
        guard !spot.kind.isNull else { return .empty }
        guard spot.kind.isString else { return .notText }
        return spot.range.isEmpty ? .empty : .given
    }
}
